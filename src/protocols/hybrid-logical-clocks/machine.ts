/**
 * A replica of a register in which the last writer wins. It answers clients from its own copy at once, stamps what they write, and
 * spreads it afterwards; of two versions the one with the later timestamp stays, the same everywhere. So all depends on what “later” means.
 *
 * Rule `hybrid-clock` on, a timestamp is the replica’s hybrid logical clock (Kulkarni et al. 2014, Figure 5): events are the receipt of a
 * message and the sending of what follows from it, and every message bears the timestamp of its sending. Messages that go in one step
 * are one event, and a write bears the timestamp of the step that sends it. Off, a timestamp is what the physical clock shows.
 *
 * Everything is on disk before anybody is told of it. What is not confirmed goes again; a client’s request is done once however often it
 * comes, so that a late copy of an old write is no new write with a new timestamp.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams, type NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { unpack } from "./clock.ts";
import {
  defineNode,
  diskAtStart,
  effects,
  messageOf,
  type CommonEvent,
  type Received,
} from "../machine.ts";
import { writeOf, type Ack, type Read, type Replicate, type Write } from "./messages.ts";
import {
  acknowledged,
  adoptHybrid,
  durablePart,
  hearAgain,
  hearTooLate,
  HYBRID_CLOCK,
  isAnswered,
  isHybrid,
  isNew,
  merge,
  met,
  read,
  receiptOf,
  replicateOf,
  replyTo,
  sendAgain,
  unconfirmed,
  wake,
  write,
  written,
  type ReplicaContext,
  type Written,
} from "./state.ts";

type Heard = Read | Write | Replicate | Ack;
type ReplicaEvent = Received<Heard> | CommonEvent;
type Args = { context: ReplicaContext; event: ReplicaEvent };
type Change = Partial<ReplicaContext>;

/** A change that one kind of message makes. */
const by =
  <M>(change: (context: ReplicaContext, message: M, from: NodeId, now: Micros) => Change) =>
  ({ context, event }: Args): Change => {
    const { from, now, ...message } = messageOf<M & object>(event);
    return change(context, message as M, from, now);
  };

const isFirstTime = ({ context, event }: Args): boolean => {
  const { from, op } = messageOf<Read | Write>(event);
  return isNew(context, from, op);
};

const replica = setup({
  types: { context: {} as ReplicaContext, events: {} as ReplicaEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ context, event }) => {
      if (event.type !== "settings") return {};
      const { rules } = event.settings;
      return beginsHybrid({ context, event }) ? { rules, clock: adoptHybrid(context) } : { rules };
    }),
    write: assign(by<Write>(write)),
    read: assign(by<Read>(read)),
    "hear again": assign(
      by<Read | Write>((context, message, _, now) => hearAgain(context, message, now)),
    ),
    "hear too late": assign(
      by<Read | Write>((context, message, _, now) => hearTooLate(context, message, now)),
    ),
    "later timestamp wins": assign(by<Replicate>(merge)),
    acknowledged: assign(by<Ack>(acknowledged)),
    "sending again": assign(({ context, event }) => sendAgain(context, event.now)),
  },
  guards: {
    "asked for the first time": isFirstTime,
    "answered before": ({ context, event }) => {
      const { from, op } = messageOf<Read | Write>(event);
      return isAnswered(context, from, op);
    },
    "somebody has not confirmed": ({ context }) => unconfirmed(context).length > 0,
    "all confirmed": ({ context }) => unconfirmed(context).length === 0,
  },
  delays: { resend: ({ context }) => context.config.resend },
});

/** Whether the rule that makes timestamps hybrid has just been switched on. */
function beginsHybrid({ context, event }: Args): boolean {
  return (
    event.type === "settings" && event.settings.rules[HYBRID_CLOCK] !== false && !isHybrid(context)
  );
}

// ── Sending ───────────────────────────────────────────────────────────────────────────────────────────────────

const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => durablePart(context),
} as const;

const reply = {
  type: "send",
  params: ({ context, event }: Args): EffectParams["send"] => {
    const { from } = messageOf<Read | Write>(event);
    return { to: from, message: replyTo(context, from) };
  },
} as const;

/** To everybody, if the client’s write is what stands now. */
const spread = {
  type: "sendEach",
  params: ({ context, event }: Args): EffectParams["sendEach"] => {
    const { from, op, key } = messageOf<Write>(event);
    const stands = context.registers[key];
    return stands?.client === from && stands.op === op
      ? context.peers.map((to) => ({ to, message: replicateOf(context, key) }))
      : [];
  },
} as const;

const spreadAgain = {
  type: "sendEach",
  params: ({ context }: Args): EffectParams["sendEach"] =>
    unconfirmed(context).map(([to, key]) => ({ to, message: replicateOf(context, key) })),
} as const;

const acknowledge = {
  type: "send",
  params: ({ context, event }: Args): EffectParams["send"] => {
    const { from, key, version } = messageOf<Replicate>(event);
    const message: Ack = { type: "Ack", key, version, at: context.clock };
    return { to: from, message };
  },
} as const;

const untilResend = {
  type: "restartTimer",
  params: ({ context }: Args): EffectParams["restartTimer"] => ({
    label: "resend",
    delay: context.config.resend,
  }),
} as const;

// ── Notes ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Before the message is taken in: it says what the clock was, and what it becomes. */
const noteReceipt = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] => {
    const { from, at, now } = messageOf<Heard>(event);
    const { clock, pt, leader } = receiptOf(context, at, now);
    const { clock: own } = context;
    return {
      note: isHybrid(context) ? "received" : "read-the-clock",
      about: { from, pt, own, at, leader, ...clock },
    };
  },
} as const;

function outcomeNote(
  { version, before, stands }: Written,
  [wins, loses]: readonly [string, string],
): EffectParams["note"] {
  const { value, stamp, client } = version;
  const won = stands === version;
  return {
    note: won ? wins : loses,
    about: {
      ...{ client, value, stamp: unpack(stamp.counter), by: stamp.by },
      kept: writeOf(stands),
      dropped: won ? (before === null ? null : writeOf(before)) : writeOf(version),
      ...(before === null
        ? {}
        : {
            other: {
              ...{ value: before.value, stamp: unpack(before.stamp.counter) },
              by: before.stamp.by,
            },
          }),
    },
  };
}

const noteWritten = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] => {
    const { from, now, ...message } = messageOf<Write>(event);
    return outcomeNote(written(context, message, from, now), ["written", "overruled"]);
  },
} as const;

const noteMerged = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] | null => {
    const outcome = met(context, messageOf<Replicate>(event));
    return outcome && outcomeNote(outcome, ["took", "kept"]);
  },
} as const;

const noteAgain = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => ({
    note: "sent-again",
    about: { to: [...new Set(unconfirmed(context).map(([peer]) => peer))] },
  }),
} as const;

const noteAdopted = {
  type: "note",
  params: (args: Args): EffectParams["note"] | null =>
    beginsHybrid(args) ? { note: "adopted", about: { ...adoptHybrid(args.context) } } : null,
} as const;

const noteWoke = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] | null =>
    diskAtStart(event)["clock"] === undefined
      ? null
      : { note: "woke", about: { ...context.clock } },
} as const;

// ── The chart ─────────────────────────────────────────────────────────────────────────────────────────────────

const askedAgain = [
  { guard: "answered before", actions: [noteReceipt, "hear again", persist, reply] },
  { actions: [noteReceipt, "hear too late", persist] },
] as const;

const replicaMachine = replica.createMachine({
  id: "replica",
  context: ({ input }) => wake(input),
  entry: noteWoke,
  initial: "settled",
  on: {
    settings: { actions: [noteAdopted, "learnSettings", persist] },
    Write: [
      {
        guard: "asked for the first time",
        actions: [noteReceipt, noteWritten, "write", persist, spread, reply],
      },
      ...askedAgain,
    ],
    Read: [
      {
        guard: "asked for the first time",
        actions: [noteReceipt, "read", persist, reply],
      },
      ...askedAgain,
    ],
    Replicate: {
      actions: [noteReceipt, noteMerged, "later timestamp wins", persist, acknowledge],
    },
    Ack: { actions: [noteReceipt, "acknowledged", persist] },
  },
  states: {
    settled: { always: { guard: "somebody has not confirmed", target: "spreading" } },
    spreading: {
      always: { guard: "all confirmed", target: "settled" },
      after: {
        resend: { actions: [noteAgain, "sending again", persist, spreadAgain, untilResend] },
      },
    },
  },
});

/** A replica. `config` of its node is `ReplicaConfig`. */
export const replicaNode = anyBehavior(defineNode(replicaMachine));
