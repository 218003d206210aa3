/**
 * A lieutenant in algorithm OM(m) (Lamport, Shostak & Pease 1982, §3). It hears the commander’s order and then, for m rounds, acts as the
 * commander of whatever it has heard in the round before: it tells it to everybody through whose mouth it has not gone. In the end it
 * obeys the majority, path by path: of what it was told, and of what it makes of the others’ reports. Whatever has not come when its
 * round is over counts as RETREAT, and so does a tie.
 *
 * Rounds are ended by the clock (§6). Nothing outlives a crash: who restarts waits for the next order.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import {
  type CommonEvent,
  defineNode,
  effects,
  messageOf,
  nowOf,
  type Received,
} from "../machine.ts";
import {
  absent,
  begin,
  hear,
  isInTime,
  isNewOrder,
  passesOn,
  relays,
  startLieutenant,
  untilRoundEnd,
  verdictOf,
  votesOf,
  type LieutenantContext,
} from "./lieutenant-state.ts";
import type { GeneralsMessage, Order, Relay } from "./messages.ts";
import { untilNextOrder } from "./schedule.ts";

type LieutenantEvent = Received<Order> | Received<Relay> | CommonEvent;
interface Args {
  context: LieutenantContext;
  event: LieutenantEvent;
}

const lieutenantSetup = setup({
  types: { context: {} as LieutenantContext, events: {} as LieutenantEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules, knobs: event.settings.knobs } : {},
    ),
    begin: assign(({ context, event }) => begin(context, event.now)),
    hear: assign(({ context, event }) => hear(context, messageOf<GeneralsMessage>(event))),
    nextRound: assign(({ context }) => ({ round: context.round + 1 })),
    obey: assign(({ context }) => ({ obeys: verdictOf(context) })),
  },
  guards: {
    "a new order is due": ({ context, event }) => isNewOrder(context, event.now),
    "in its round": ({ context, event }) => {
      const message = messageOf<GeneralsMessage>(event);
      return isInTime(context, message, message.from);
    },
    "enough loyal: another round": ({ context }) => passesOn(context),
    "most say attack": ({ context }) => verdictOf(context) === "attack",
  },
  delays: {
    nextOrder: ({ context, event }) => untilNextOrder(context.schedule, nowOf(event)),
    roundEnd: ({ context, event }) => untilRoundEnd(context, event.now),
  },
});

// ── What transitions send and say ─────────────────────────────────────────────────────────────────────────────

const passOn = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] => relays(context),
} as const;

const untilNext = {
  type: "restartTimer",
  params: ({ context, event }: Args): EffectParams["restartTimer"] => ({
    label: "nextOrder",
    delay: untilNextOrder(context.schedule, event.now),
  }),
} as const;

/** Before the round is counted on. */
const untilNextRoundEnd = {
  type: "restartTimer",
  params: ({ context, event }: Args): EffectParams["restartTimer"] => ({
    label: "roundEnd",
    delay: untilRoundEnd({ ...context, round: context.round + 1 }, event.now),
  }),
} as const;

const noteHeard = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] => {
    const message = messageOf<GeneralsMessage>(event);
    const { from, number, plan } = message;
    return message.type === "Order"
      ? { note: "heard-order", about: { from, number, plan } }
      : { note: "heard-relay", about: { from, number, plan, path: message.path, to: context.id } };
  },
} as const;

const noteAbsent = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] | null => {
    const who = absent(context);
    return who.length === 0
      ? null
      : { note: "absent", about: { who, number: context.number, round: context.round } };
  },
} as const;

const notePassedOn = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => ({
    note: "passed-on",
    about: {
      number: context.number,
      round: context.round + 1,
      depth: context.depth,
      messages: relays(context).length,
      plan: context.round === 0 ? (context.tree.heard ?? "retreat") : null,
    },
  }),
} as const;

const noteObeys = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const votes = votesOf(context);
    const attacks = votes.filter((plan) => plan === "attack").length;
    return {
      note: "obeys",
      about: {
        number: context.number,
        plan: verdictOf(context),
        attacks,
        retreats: votes.length - attacks,
        depth: context.depth,
      },
    };
  },
} as const;

// ── The machine ───────────────────────────────────────────────────────────────────────────────────────────────

const atRest = {} as const;

const lieutenantMachine = lieutenantSetup.createMachine({
  id: "lieutenant",
  context: ({ input }) => startLieutenant(input),
  initial: "waiting",
  on: { settings: { actions: "learnSettings" } },
  after: {
    nextOrder: [
      {
        guard: "a new order is due",
        target: ".collecting",
        reenter: true,
        actions: ["begin", untilNext],
      },
      { actions: untilNext },
    ],
  },
  states: {
    waiting: atRest,
    collecting: {
      on: {
        Order: { guard: "in its round", actions: ["hear", noteHeard] },
        Relay: { guard: "in its round", actions: ["hear", noteHeard] },
      },
      after: {
        roundEnd: [
          {
            guard: "enough loyal: another round",
            actions: [noteAbsent, notePassedOn, passOn, untilNextRoundEnd, "nextRound"],
          },
          {
            guard: "most say attack",
            target: "attacking",
            actions: [noteAbsent, "obey", noteObeys],
          },
          { target: "retreating", actions: [noteAbsent, "obey", noteObeys] },
        ],
      },
    },
    attacking: atRest,
    retreating: atRest,
  },
});

/** A lieutenant’s program. Its parameters are a {@link Schedule}. */
export const lieutenant = anyBehavior(defineNode(lieutenantMachine));
