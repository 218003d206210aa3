/**
 * A process with a vector clock (Fidge 1988, Mattern 1989). The clock has a component for each process: how many of its events are
 * known here. An event adds one to the process's own component; a letter bears the clock of its sending; a receipt takes the
 * greater of each component first. So the clock of an event counts exactly the events that happened before it, and itself.
 *
 * Events are a process's own doings, sendings and receipts. Letters may get lost: a clock tells what has been heard of, and what was lost
 * has not been. The clock is on disk before anything bears it.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import { between, drawAgain } from "../../kernel/chance.ts";
import type { Micros } from "../../kernel/time.ts";
import {
  type CommonEvent,
  defineNode,
  diskAtStart,
  effects,
  luckOf,
  type Received,
} from "../machine.ts";
import type { Letter } from "./messages.ts";
import {
  act,
  durablePart,
  eventName,
  knowsOfAll,
  nextReader,
  read,
  receiptOf,
  wake,
  write,
  type ProcessContext,
  type ProcessDisk,
  type Timer,
} from "./state.ts";

type ProcessEvent = Received<Letter> | CommonEvent;
type Args = { context: ProcessContext; event: ProcessEvent };

/** Two timers of one step draw twice. */
const DRAWS: Readonly<Record<Timer, number>> = { nextEvent: 1, nextLetter: 2 };

function pause(
  { config }: ProcessContext,
  workload: string | undefined,
  event: ProcessEvent,
  timer: Timer,
): Micros {
  const [low, high] = config.pauses[workload ?? ""]![timer];
  return between(drawAgain(luckOf(event), DRAWS[timer]), low, high);
}

const letterIn = (event: ProcessEvent): Received<Letter> => event as Received<Letter>;

const process = setup({
  types: { context: {} as ProcessContext, events: {} as ProcessEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules, knobs: event.settings.knobs } : {},
    ),
    "tick: own event": assign(({ context }) => act(context)),
    "tick: sending": assign(({ context }) => write(context)),
    "merge on receive, and tick": assign(({ context, event }) =>
      read(context, letterIn(event).vector),
    ),
  },
  guards: { "knows of everybody": ({ context }) => knowsOfAll(context) },
  delays: {
    nextEvent: ({ context, event }) =>
      pause(context, context.knobs["workload"], event, "nextEvent"),
    nextLetter: ({ context, event }) =>
      pause(context, context.knobs["workload"], event, "nextLetter"),
  },
});

/** After the clock has ticked. Whom it goes to was settled before: letters are counted from 1 now. */
const send = {
  type: "send",
  params: ({ context }: Args): EffectParams["send"] => {
    const message: Letter = {
      type: "Letter",
      event: eventName(context),
      vector: context.vector,
    };
    return { to: nextReader({ ...context, letters: context.letters - 1 }), message };
  },
} as const;

const persist = {
  type: "persist",
  params: ({ context }: Args): EffectParams["persist"] => durablePart(context),
} as const;

function again(timer: Timer) {
  return {
    type: "restartTimer",
    params: ({ context, event }: Args): EffectParams["restartTimer"] => ({
      label: timer,
      delay: pause(context, context.knobs["workload"], event, timer),
    }),
  } as const;
}

/** A knob that was turned counts from now on. */
function atTheNewPace(timer: Timer) {
  return {
    type: "restartTimer",
    params: ({ context, event }: Args): EffectParams["restartTimer"] => {
      const workload = event.type === "settings" ? event.settings.knobs["workload"] : undefined;
      return {
        label: workload === context.knobs["workload"] ? "" : timer,
        delay: pause(context, workload, event, timer),
      };
    },
  } as const;
}

/** After the clock has ticked. */
const noteLocal = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => ({
    note: "local",
    about: { event: eventName(context), vector: context.vector },
  }),
} as const;

const noteSent = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => ({
    note: "sent",
    about: {
      to: nextReader({ ...context, letters: context.letters - 1 }),
      event: eventName(context),
      vector: context.vector,
    },
  }),
} as const;

/** Before the letter is read: it says what the clock was. */
const noteReceived = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] => {
    const { from, vector: stamp } = letterIn(event);
    const vector = receiptOf(context, stamp);
    return {
      note: "received",
      about: {
        from,
        stamp,
        own: context.vector,
        vector,
        event: eventName({ id: context.id, vector }),
      },
    };
  },
} as const;

const noteWoke = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] | null => {
    const disk = diskAtStart(event);
    const known = (disk as Partial<ProcessDisk>).vector !== undefined;
    return known ? { note: "woke", about: { vector: context.vector } } : null;
  },
} as const;

const processMachine = process.createMachine({
  id: "process",
  context: ({ input }) => wake(input),
  entry: noteWoke,
  initial: "partial",
  on: {
    settings: {
      actions: [atTheNewPace("nextEvent"), atTheNewPace("nextLetter"), "learnSettings"],
    },
    Letter: { actions: [noteReceived, "merge on receive, and tick", persist] },
  },
  after: {
    nextEvent: { actions: ["tick: own event", persist, noteLocal, again("nextEvent")] },
    nextLetter: { actions: ["tick: sending", persist, send, noteSent, again("nextLetter")] },
  },
  states: {
    partial: { always: { guard: "knows of everybody", target: "informed" } },
    informed: {},
  },
});

/** A process. `config` of its node is `ProcessConfig`. */
export const processNode = anyBehavior(defineNode(processMachine));
