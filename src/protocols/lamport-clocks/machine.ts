/**
 * A process with a logical clock (Lamport 1978) that keeps its copy of a list in the same order as everybody else: totally-ordered
 * multicast. Whoever has something to add stamps it with the clock and sends it to all. Everybody queues it by timestamp (and by name
 * where timestamps are equal) and acknowledges it to all. What stands first in the queue is applied as soon as something later has been
 * heard from everybody: nobody can then still send anything earlier.
 *
 * Events are sendings and receipts; the copies of one multicast are one event. Lamport assumes that messages arrive, and in the order in which they
 * were sent. This variant sees to it: updates bear a number, what comes too early is not taken, what nobody confirms goes again,
 * and everything is on disk before it is sent, so that a process that crashes goes on where it was.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import { between } from "../../kernel/chance.ts";
import type { Micros } from "../../kernel/time.ts";
import {
  type CommonEvent,
  defineNode,
  diskAtStart,
  effects,
  luckOf,
  type Received,
} from "../machine.ts";
import { nameOf, tick } from "./clock.ts";
import type { Acknowledge, Multicast, ProcessMessage } from "./messages.ts";
import {
  apply,
  durablePart,
  goneAgain,
  hasRoom,
  isFirst,
  isOutstanding,
  lastMade,
  make,
  multicastOf,
  overdue,
  receiptOf,
  standingOf,
  takeIn,
  waitsFor,
  wake,
  type ProcessContext,
  type ProcessDisk,
} from "./state.ts";

type ProcessEvent = Received<Multicast> | Received<Acknowledge> | CommonEvent;
type Args = { context: ProcessContext; event: ProcessEvent };

const inEvent = (event: ProcessEvent): Received<ProcessMessage> =>
  event as Received<ProcessMessage>;

const nowOf = (event: ProcessEvent): Micros => event.now;

function take({ context, event }: Args, answers: boolean): Partial<ProcessContext> {
  const { from, now, ...rest } = inEvent(event);
  return takeIn(context, rest as ProcessMessage, from, now, answers);
}

function pauseUntilNext({ config }: ProcessContext, workload: string, event: ProcessEvent): Micros {
  const [low, high] = config.pauses[workload]!;
  return between(luckOf(event), low, high);
}

const process = setup({
  types: { context: {} as ProcessContext, events: {} as ProcessEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules, knobs: event.settings.knobs } : {},
    ),
    make: assign(({ context, event }) => make(context, nowOf(event))),
    "merge on receive": assign((args) => take(args, false)),
    "merge on receive, and tick": assign((args) => take(args, true)),
    apply: assign(({ context }) => apply(context)),
    "tick for the copies": assign(({ context, event }) => goneAgain(context, nowOf(event))),
  },
  guards: {
    "room in the queue": ({ context }) => hasRoom(context),
    "the next of its origin": ({ context, event }) =>
      standingOf(context, inEvent(event).update) === "next",
    "got before": ({ context, event }) => standingOf(context, inEvent(event).update) === "copy",
    "wait for all: all heard from": ({ context }) => isFirst(context),
    "waits for somebody": ({ context }) => isOutstanding(context),
    "waits for nobody": ({ context }) => !isOutstanding(context),
    "something is overdue": ({ context, event }) => overdue(context, nowOf(event)).length > 0,
  },
  delays: {
    nextUpdate: ({ context, event }) =>
      pauseUntilNext(context, context.knobs["workload"] ?? "", event),
    resend: ({ context }) => context.config.resend,
  },
});

// ── Sending ───────────────────────────────────────────────────────────────────────────────────────────────────

const multicast = {
  type: "broadcast",
  params: ({ context }: Args): EffectParams["broadcast"] => ({
    to: context.peers,
    message: multicastOf(context, lastMade(context), context.clock),
  }),
} as const;

function acknowledgement({ context, event }: Args): Acknowledge {
  const { update } = inEvent(event);
  return { type: "Acknowledge", clock: context.clock, update, got: context.got };
}

const acknowledgeToAll = {
  type: "broadcast",
  params: (args: Args): EffectParams["broadcast"] => ({
    to: args.context.peers,
    message: acknowledgement(args),
  }),
} as const;

const acknowledgeToSender = {
  type: "send",
  params: (args: Args): EffectParams["send"] => ({
    to: inEvent(args.event).from,
    message: acknowledgement(args),
  }),
} as const;

/** Before the clock ticks for it. */
const sendAgain = {
  type: "sendEach",
  params: ({ context, event }: Args): EffectParams["sendEach"] =>
    overdue(context, nowOf(event)).map(({ to, update }) => ({
      to,
      message: multicastOf(context, update, tick(context.clock)),
    })),
} as const;

const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => durablePart(context),
} as const;

// ── Timers ────────────────────────────────────────────────────────────────────────────────────────────────────

const untilNextUpdate = {
  type: "restartTimer",
  params: ({ context, event }: Args): EffectParams["restartTimer"] => ({
    label: "nextUpdate",
    delay: pauseUntilNext(context, context.knobs["workload"] ?? "", event),
  }),
} as const;

/** A knob that was turned counts from now on. */
const atTheNewPace = {
  type: "restartTimer",
  params: ({ context, event }: Args): EffectParams["restartTimer"] => {
    const workload = event.type === "settings" ? event.settings.knobs["workload"] : undefined;
    return {
      label: workload === context.knobs["workload"] ? "" : "nextUpdate",
      delay: pauseUntilNext(context, workload ?? "", event),
    };
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

const noteMade = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => ({
    note: "made",
    about: { ...lastMade(context), clock: context.clock, update: nameOf(lastMade(context)) },
  }),
} as const;

/** Before the message is taken in: it says what the clock was. */
const noteReceipt = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] => {
    const { from, clock: stamp } = inEvent(event);
    const clock = receiptOf(context, stamp);
    return {
      note: clock > tick(context.clock) ? "merged" : "ticked",
      about: { from, stamp, own: context.clock, clock },
    };
  },
} as const;

/** Before it is applied. `unheard`: who was not waited for. */
const noteApplied = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const { ts, origin, number } = context.queue[0]!;
    const update = nameOf({ ts, origin });
    const unheard = waitsFor(context);
    return {
      note: "applied",
      about: { ts, origin, number, update, place: context.applied + 1, unheard },
    };
  },
} as const;

const noteAgain = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] => {
    const gone = overdue(context, nowOf(event));
    return {
      note: "sent-again",
      about: {
        to: [...new Set(gone.map(({ to }) => to))],
        updates: [...new Set(gone.map(({ update }) => nameOf(update)))],
        clock: tick(context.clock),
      },
    };
  },
} as const;

const noteWoke = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] | null => {
    const disk = diskAtStart(event);
    const before = (disk as Partial<ProcessDisk>).applied;
    return before === undefined
      ? null
      : { note: "woke", about: { clock: context.clock, applied: before } };
  },
} as const;

// ── The chart ─────────────────────────────────────────────────────────────────────────────────────────────────

const applyFirst = {
  guard: "wait for all: all heard from",
  actions: [noteApplied, "apply", persist],
} as const;

const processMachine = process.createMachine({
  id: "process",
  context: ({ input }) => wake(input),
  entry: noteWoke,
  initial: "settled",
  on: {
    settings: { actions: [atTheNewPace, "learnSettings"] },
    Multicast: [
      {
        guard: "the next of its origin",
        actions: [noteReceipt, "merge on receive, and tick", persist, acknowledgeToAll],
      },
      {
        guard: "got before",
        actions: [noteReceipt, "merge on receive, and tick", persist, acknowledgeToSender],
      },
      { actions: [noteReceipt, "merge on receive", persist] },
    ],
    Acknowledge: { actions: [noteReceipt, "merge on receive", persist] },
  },
  after: {
    nextUpdate: [
      {
        guard: "room in the queue",
        actions: ["make", persist, multicast, noteMade, untilNextUpdate],
      },
      { actions: untilNextUpdate },
    ],
  },
  states: {
    settled: { always: [applyFirst, { guard: "waits for somebody", target: "waiting" }] },
    waiting: {
      always: [applyFirst, { guard: "waits for nobody", target: "settled" }],
      after: {
        resend: [
          {
            guard: "something is overdue",
            actions: [noteAgain, sendAgain, "tick for the copies", persist, untilResend],
          },
          { actions: untilResend },
        ],
      },
    },
  },
});

/** A process. `config` of its node is `ProcessConfig`. */
export const processNode = anyBehavior(defineNode(processMachine));
