/**
 * A member of a group that watches itself (SWIM: Das, Gupta & Motivala 2002). Once in a protocol period each member pings one other. If no
 * acknowledgement comes within a round trip, it asks k others to ping in its place. If that brings none before the period is over, it
 * suspects the member, and tells the others so by letting a rumour ride on its pings and acknowledgements. A member that hears itself
 * suspected raises its incarnation number and lets that ride along, too: it overrides the suspicion. Whoever is suspected for longer than
 * the suspicion time-out is confirmed as failed.
 *
 * This is SWIM+Inf.+Susp. of the paper's §5 with the round-robin order of §4.3, and three things from practice. Each message says how its
 * sender is, and tells its receiver what it is suspected of (Lifeguard's “buddy system”, 2017): so a probe that is answered brings the
 * refutation. A member that was confirmed as failed and is not joins again in another life, for which the paper has no word. And once in a
 * round one of those confirmed as failed is pinged (Serf's reconnect): two halves of a group find each other again. Everybody's name is
 * known from the start.
 */
import { assign, enqueueActions, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import {
  type CommonEvent,
  defineNode,
  effects,
  type Heard,
  luckOf,
  messageOf,
  nowOf,
  type Received,
} from "../machine.ts";
import type { Ack, Ping, PingReq } from "./messages.ts";
import { isOn, INCARNATION, protocolPeriod, SUSPICION } from "./parameters.ts";
import {
  acknowledged,
  answer,
  askOthers,
  firstPeriod,
  isAwaited,
  isSilent,
  isSuspected,
  mayAskOthers,
  nextPeriod,
  pingFor,
  timeOut,
  wake,
  type MemberContext,
} from "./state.ts";

type MemberEvent =
  | Received<Ping>
  | Received<PingReq>
  | Received<Ack>
  | (Heard & { readonly type: "SuspicionTimeout" })
  | CommonEvent;

type Args = { context: MemberContext; event: MemberEvent };

/** Takes in a message. `refutes`: what it says of its receiver is answered by a higher incarnation number. */
function hear({ context, event }: Args, refutes: boolean): MemberContext {
  const now = nowOf(event);
  switch (event.type) {
    case "Ping":
      return answer(context, event, event.from, now, refutes);
    case "PingReq":
      return pingFor(context, event, event.from, now, refutes);
    default: {
      const ack = messageOf<Ack>(event);
      return acknowledged(context, ack, ack.from, now, refutes);
    }
  }
}

const member = setup({
  types: { context: {} as MemberContext, events: {} as MemberEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { settings: event.settings } : {},
    ),
    hear: assign((args) => hear(args, false)),
    "hear, and refute": assign((args) => hear(args, true)),
    "ask others": assign(({ context, event }) => askOthers(context, luckOf(event), nowOf(event))),
    "next period": assign(({ context, event }) => nextPeriod(context, luckOf(event), nowOf(event))),
    "time out": assign(({ context, event }) => timeOut(context, nowOf(event))),
    /** Does what the last step wants done. */
    carryOut: enqueueActions(({ context: { wishes }, enqueue }) => {
      if (wishes.life !== null)
        enqueue({
          type: "persist",
          params: { life: wishes.life } satisfies EffectParams["persist"],
        });
      if (wishes.sends.length > 0) enqueue({ type: "sendEach", params: wishes.sends });
      if (wishes.wake !== null)
        enqueue({
          type: "setTimer",
          params: {
            id: "suspicion",
            label: "suspicion",
            delay: wishes.wake,
            event: { type: "SuspicionTimeout" },
          },
        });
      for (const note of wishes.notes) enqueue({ type: "note", params: note });
    }),
  },
  guards: {
    "incarnation: suspected": ({ context, event }) =>
      isOn(context.settings, INCARNATION) && isSuspected(context, messageOf<Ping>(event).updates),
    awaited: ({ context, event }) => isAwaited(context, messageOf<Ack>(event)),
    "awaited, incarnation: suspected": ({ context, event }) =>
      isAwaited(context, messageOf<Ack>(event)) &&
      isOn(context.settings, INCARNATION) &&
      isSuspected(context, messageOf<Ack>(event).updates),
    "indirect probe: others to ask": ({ context }) => mayAskOthers(context),
    "suspicion: no answer": ({ context }) => isOn(context.settings, SUSPICION) && isSilent(context),
    "no suspicion: no answer": ({ context }) =>
      !isOn(context.settings, SUSPICION) && isSilent(context),
    "nobody to ping": ({ context }) => context.probe === null,
  },
  delays: {
    firstPeriod: ({ context, event }) => firstPeriod(context, luckOf(event)),
    protocolPeriod: ({ context }) => protocolPeriod(context.settings),
    ackTimeout: ({ context }) => context.config.ackTimeout,
  },
});

// ── The chart ─────────────────────────────────────────────────────────────────────────────────────────────────

const heard = [
  { guard: "incarnation: suspected", actions: ["hear, and refute", "carryOut"] },
  { actions: ["hear", "carryOut"] },
] as const;

/** In the states that wait for this period's member. */
const awaited = [
  {
    guard: "awaited, incarnation: suspected",
    target: "answered",
    actions: ["hear, and refute", "carryOut"],
  },
  { guard: "awaited", target: "answered", actions: ["hear", "carryOut"] },
] as const;

const andNext = { target: "period", reenter: true, actions: ["next period", "carryOut"] } as const;

const memberMachine = member.createMachine({
  id: "member",
  context: ({ input }) => wake(input),
  entry: "carryOut",
  initial: "joining",
  on: {
    settings: { actions: "learnSettings" },
    Ping: heard,
    PingReq: heard,
    Ack: heard,
    SuspicionTimeout: { actions: ["time out", "carryOut"] },
  },
  states: {
    joining: { after: { firstPeriod: { target: "period", actions: ["next period", "carryOut"] } } },
    period: {
      initial: "pinging",
      after: {
        // A silent member is suspected, or declared failed, at the end of the period.
        protocolPeriod: [
          { guard: "suspicion: no answer", ...andNext },
          { guard: "no suspicion: no answer", ...andNext },
          andNext,
        ],
      },
      states: {
        pinging: {
          always: { guard: "nobody to ping", target: "answered" },
          on: { Ack: awaited },
          after: {
            ackTimeout: [
              {
                guard: "indirect probe: others to ask",
                target: "requesting",
                actions: ["ask others", "carryOut"],
              },
              { target: "unanswered" },
            ],
          },
        },
        requesting: { on: { Ack: awaited } },
        unanswered: { on: { Ack: awaited } },
        answered: {},
      },
    },
  },
});

/** A member. `config` of its node is {@link MemberConfig}. */
export const memberNode = anyBehavior(defineNode(memberMachine));
