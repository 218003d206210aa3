/**
 * A queue between those who have work and those who do it. A producer's job is the broker's from the moment at which it is on disk and
 * acknowledged; it stays the broker's until a worker acknowledges that it is done. What is handed out is not taken away: it is invisible to
 * others for the visibility timeout, and whoever has not acknowledged it by then has lost it to the next who asks. So every job is done at
 * least once, and sometimes twice. A job that comes back too often is put aside into a dead-letter queue, and a full queue takes no more.
 *
 * This variant receives as Amazon SQS does (long polling, a receipt handle for each receive, `maxReceiveCount`) and is bounded as RabbitMQ
 * is (`max-length` with `reject-publish`). Everything is on disk before it is answered; only the requests that wait are in memory.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { type CommonEvent, defineNode, diskAtStart, effects, type Received } from "../machine.ts";
import type {
  ConsumerAck,
  PublisherAck,
  PublisherNack,
  ReceiveMessage,
  ReceiveMessageResult,
  SendMessage,
} from "./messages.ts";
import {
  accept,
  acknowledged,
  ask,
  BACKPRESSURE,
  deadLetter,
  deliveryOf,
  due,
  exhausted,
  firstDue,
  giveBack,
  handOut,
  isFull,
  isOutOfMemory,
  nextOffer,
  remove,
  wake,
  type BrokerConfig,
  type BrokerContext,
} from "./state.ts";

type BrokerEvent = Received<SendMessage | ReceiveMessage | ConsumerAck> | CommonEvent;
type Args = { context: BrokerContext; event: BrokerEvent };

/** The local time of a step, also of the first one. */
function nowOf(event: BrokerEvent): Micros {
  return event.now ?? (event as unknown as { readonly input: Boot }).input.now;
}

const asSend = (event: BrokerEvent) => event as Received<SendMessage>;
const asAck = (event: BrokerEvent) => event as Received<ConsumerAck>;

const broker = setup({
  types: { context: {} as BrokerContext, events: {} as BrokerEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { settings: event.settings } : {},
    ),
    accept: assign(({ context, event }) => accept(context, asSend(event).body)),
    ask: assign(({ context, event }) => {
      const { from, maxNumberOfMessages } = event as Received<ReceiveMessage>;
      return ask(context, from, maxNumberOfMessages, nowOf(event));
    }),
    handOut: assign(({ context, event }) => handOut(context, nowOf(event))),
    remove: assign(({ context, event }) => remove(context, asAck(event).receiptHandle)),
    giveBack: assign(({ context, event }) => giveBack(context, nowOf(event))),
    deadLetter: assign(({ context }) => deadLetter(context)),
    forgetPolls: assign({ polls: [] }),
  },
  guards: {
    "backpressure: full": ({ context }) =>
      context.settings.rules[BACKPRESSURE] !== false && isFull(context),
    "out of memory": ({ context }) => isOutOfMemory(context),
    "the latest receipt": ({ context, event }) =>
      acknowledged(context, asAck(event).receiptHandle) !== null,
    "dead-letter: received too often": ({ context }) => exhausted(context) !== null,
    "a job is ready and a worker asks": ({ context, event }) =>
      nextOffer(context, nowOf(event)) !== null,
    "something is in flight": ({ context }) => firstDue(context) !== null,
    "nothing is in flight": ({ context }) => firstDue(context) === null,
  },
  delays: {
    visibilityTimeout: ({ context, event }) => Math.max(1, (firstDue(context) ?? 0) - nowOf(event)),
    recovery: ({ context }) => context.config.recovery,
  },
});

const persist = {
  type: "persist",
  params: ({ context: { queue, dead, next } }: Args): EffectParams["persist"] => ({
    queue,
    dead,
    next,
  }),
} as const;

const confirm = {
  type: "send",
  params: ({ event }: Args): EffectParams["send"] => {
    const { from, body } = asSend(event);
    const message: PublisherAck = { type: "basic.ack", job: body.id };
    return { to: from, message };
  },
} as const;

const reject = {
  type: "send",
  params: ({ event }: Args): EffectParams["send"] => {
    const { from, body } = asSend(event);
    const message: PublisherNack = { type: "basic.nack", job: body.id };
    return { to: from, message };
  },
} as const;

/** `accepted`, `rejected`, `fell-over`: what became of a job that was sent. */
function noteSent(note: string) {
  return {
    type: "note",
    params: ({ context, event }: Args): EffectParams["note"] => {
      const { from, body } = asSend(event);
      return { note, about: { job: body.id, from, depth: context.queue.length } };
    },
  } as const;
}

/** Both are computed from what the queue is before it has been handed out. */
const deliver = {
  type: "send",
  params: ({ context, event }: Args): EffectParams["send"] => {
    const { worker, messages } = nextOffer(context, nowOf(event))!;
    const message: ReceiveMessageResult = {
      type: "ReceiveMessageResult",
      messages: messages.map(deliveryOf),
    };
    return { to: worker, message };
  },
} as const;

const noteHandedOut = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] => {
    const { worker, messages } = nextOffer(context, nowOf(event))!;
    return {
      note: "handed-out",
      about: {
        worker,
        jobs: messages.map(({ body }) => body.id).join(", "),
        count: messages.length,
        receives: Math.max(...messages.map(({ receiveCount }) => receiveCount)),
        again: messages.filter(({ receiveCount }) => receiveCount > 1).length,
      },
    };
  },
} as const;

const noteDeleted = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] => ({
    note: "deleted",
    about: { job: asAck(event).job, worker: asAck(event).from, left: context.queue.length },
  }),
} as const;

/** An acknowledgement that changes nothing, and why. */
const noteInVain = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] => {
    const { job, from } = asAck(event);
    const has = ({ body }: { readonly body: { readonly id: string } }): boolean => body.id === job;
    const why = context.queue.some(has) ? "again" : context.dead.some(has) ? "dead" : "gone";
    return { note: "acked-in-vain", about: { job, worker: from, why } };
  },
} as const;

const noteVisibleAgain = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] | null => {
    const back = due(context, nowOf(event));
    return back.length === 0
      ? null
      : {
          note: "visible-again",
          about: {
            jobs: back.map(({ body }) => body.id).join(", "),
            count: back.length,
            workers: [...new Set(back.map(({ receiver }) => receiver!))].join(", "),
          },
        };
  },
} as const;

const noteDeadLettered = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => {
    const { body, receiveCount } = exhausted(context)!;
    return {
      note: "dead-lettered",
      about: { job: body.id, poison: body.poison, receives: receiveCount },
    };
  },
} as const;

const putAside = {
  guard: "dead-letter: received too often",
  actions: [noteDeadLettered, "deadLetter", persist],
} as const;

const handOutNext = [deliver, noteHandedOut, "handOut", persist] as const;

const brokerMachine = broker.createMachine({
  id: "broker",
  context: ({ input }) => wake(input.disk, input.config as BrokerConfig, input.settings),
  entry: {
    type: "note",
    params: ({ context, event }) =>
      // What it has written before tells a restart from the first start.
      Object.keys(diskAtStart(event)).length === 0
        ? null
        : {
            note: "woke",
            about: { depth: context.queue.length, dead: context.dead.length },
          },
  },
  initial: "serving",
  on: { settings: { actions: "learnSettings" } },
  states: {
    serving: {
      initial: "idle",
      on: {
        SendMessage: [
          { guard: "backpressure: full", actions: [reject, noteSent("rejected")] },
          { guard: "out of memory", target: "fallen", actions: [noteSent("fell-over")] },
          { actions: ["accept", persist, confirm, noteSent("accepted")] },
        ],
        ReceiveMessage: { actions: "ask" },
        "basic.ack": [
          {
            guard: "the latest receipt",
            target: ".idle",
            actions: ["remove", persist, noteDeleted],
          },
          { actions: noteInVain },
        ],
      },
      states: {
        idle: {
          always: [
            putAside,
            {
              guard: "a job is ready and a worker asks",
              target: "watching",
              actions: handOutNext,
            },
            { guard: "something is in flight", target: "watching" },
          ],
        },
        watching: {
          always: [
            putAside,
            {
              guard: "a job is ready and a worker asks",
              target: "watching",
              reenter: true,
              actions: handOutNext,
            },
            { guard: "nothing is in flight", target: "idle" },
          ],
          after: {
            visibilityTimeout: {
              target: "watching",
              reenter: true,
              actions: [noteVisibleAgain, "giveBack", persist],
            },
          },
        },
      },
    },
    fallen: {
      entry: "forgetPolls",
      after: {
        recovery: {
          target: "serving",
          actions: {
            type: "note",
            params: ({ context }: Args) => ({
              note: "woke",
              about: { depth: context.queue.length, dead: context.dead.length },
            }),
          },
        },
      },
    },
  },
});

/** The broker. `config` of its node is {@link BrokerConfig}. */
export const brokerNode = anyBehavior(defineNode(brokerMachine));
