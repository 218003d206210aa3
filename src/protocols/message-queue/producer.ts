/**
 * A producer: has one job after another to be done, and hands each over to the broker. It sends a job until the broker has acknowledged
 * it; only then does it forget it and think of the next. When the queue is full it is told so, waits, and tries again: so the broker's
 * workload comes back to whoever makes it.
 */
import { assign, setup } from "xstate";
import {
  anyBehavior,
  type Boot,
  type EffectParams,
  type NodeId,
  type Operation,
} from "../../kernel/behavior.ts";
import { between, drawAgain, happens } from "../../kernel/chance.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { Micros } from "../../kernel/time.ts";
import { type CommonEvent, defineNode, effects, luckOf, type Received } from "../machine.ts";
import type { Job, PublisherAck, PublisherNack, SendMessage } from "./messages.ts";

/** A producer's parameters. Times are local µs. */
export interface ProducerConfig {
  readonly broker: NodeId;
  /** Pause between two jobs of the workload; in a rush it is much shorter. */
  readonly thinkLow: Micros;
  readonly thinkHigh: Micros;
  /** By how much shorter. */
  readonly rush: number;
  /** When it sends a job again of which it has heard nothing. */
  readonly confirmTimeout: Micros;
  /** When it tries again after a full queue. */
  readonly backoff: Micros;
}

export interface ProducerContext {
  readonly id: NodeId;
  readonly config: ProducerConfig;
  readonly settings: Settings;
  /** The number of its last job; 0 before the first. On disk, so that no name is used twice. */
  readonly op: number;
  /** The job that it wants to hand over; null when it has none. */
  readonly job: Job | null;
  /** How often it has sent it, and how often it has been told that the queue is full. */
  readonly attempts: number;
  readonly refusals: number;
  /** Jobs asked for by hand that wait their turn. */
  readonly waiting: readonly Operation[];
}

type ProducerEvent = Received<PublisherAck | PublisherNack> | CommonEvent;
type Args = { context: ProducerContext; event: ProducerEvent };

/** What the operation `send` may be asked for: an ordinary job, or one that cannot be done. */
export const JOB = "job";
export const POISON = "poison";

const MOST_WAITING = 8;

function begins({ id, op }: ProducerContext, poison: boolean): Partial<ProducerContext> {
  return {
    op: op + 1,
    job: { id: `${id}.${op + 1}`, poison },
    attempts: 1,
    refusals: 0,
  };
}

const isPoison = ({ key }: Operation): boolean => key === POISON;

const aboutThisJob = ({ context, event }: Args): boolean =>
  (event as Received<PublisherAck>).job === context.job?.id;

const producer = setup({
  types: { context: {} as ProducerContext, events: {} as ProducerEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { settings: event.settings } : {},
    ),
    thinkOfOne: assign(({ context, event }) => {
      const share = Number(context.settings.knobs["poison"]);
      return begins(context, happens(drawAgain(luckOf(event), 1), share));
    }),
    takeByHand: assign(({ context, event }) =>
      event.type === "command" ? begins(context, isPoison(event.operation)) : {},
    ),
    takeWaiting: assign(({ context }) => ({
      ...begins(context, isPoison(context.waiting[0]!)),
      waiting: context.waiting.slice(1),
    })),
    enqueue: assign(({ context, event }) =>
      event.type === "command"
        ? { waiting: [...context.waiting, event.operation].slice(0, MOST_WAITING) }
        : {},
    ),
    countAttempt: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    countRefusal: assign(({ context }) => ({ refusals: context.refusals + 1 })),
    forget: assign({ job: null }),
  },
  guards: {
    "has something to send": ({ context }) => context.waiting.length > 0,
    "at work": ({ context }) => context.settings.knobs["workload"] !== "off",
    "about this job": aboutThisJob,
  },
  delays: {
    thinkTime: ({ context, event }) => {
      const { thinkLow, thinkHigh, rush } = context.config;
      const pause = between(luckOf(event), thinkLow, thinkHigh);
      return context.settings.knobs["workload"] === "rush" ? Math.round(pause / rush) : pause;
    },
    confirmTimeout: ({ context }) => context.config.confirmTimeout,
    backoff: ({ context }) => context.config.backoff,
  },
});

/** Before it is sent: whoever forgets a number might use it for something else. */
const keepNumber = {
  type: "persist",
  params: ({ context }: Args) => ({ op: context.op }),
} as const;

const call = {
  type: "call",
  params: ({ context: { op, job } }: Args): EffectParams["call"] => ({
    op,
    operation: { f: "send", key: job!.poison ? POISON : JOB },
  }),
} as const;

const send = {
  type: "send",
  params: ({ context: { config, job } }: Args): EffectParams["send"] => {
    const message: SendMessage = { type: "SendMessage", body: job! };
    return { to: config.broker, message };
  },
} as const;

const returnAccepted = {
  type: "return",
  params: ({ context: { op } }: Args): EffectParams["return"] => ({ op, outcome: "ok" }),
} as const;

/** `sends-again`, `held-back`. */
function noteOf(note: string) {
  return {
    type: "note",
    params: ({ context: { job, attempts, refusals } }: Args): EffectParams["note"] => ({
      note,
      about: { job: job!.id, attempts, refusals },
    }),
  } as const;
}

const begin = [keepNumber, call, send] as const;

const accepted = {
  guard: "about this job",
  target: "thinking",
  actions: [returnAccepted, "forget"],
} as const;

const producerMachine = producer.createMachine({
  id: "producer",
  context: ({ input }) => ({
    id: input.id,
    config: input.config as ProducerConfig,
    settings: input.settings,
    op: (input.disk["op"] as number | undefined) ?? 0,
    job: null,
    attempts: 0,
    refusals: 0,
    waiting: [],
  }),
  initial: "thinking",
  on: { settings: { actions: "learnSettings" } },
  states: {
    thinking: {
      always: {
        guard: "has something to send",
        target: "handing over",
        actions: ["takeWaiting", ...begin],
      },
      on: { command: { target: "handing over", actions: ["takeByHand", ...begin] } },
      after: {
        thinkTime: [
          { guard: "at work", target: "handing over", actions: ["thinkOfOne", ...begin] },
          { target: "thinking", reenter: true },
        ],
      },
    },
    "handing over": {
      on: {
        command: { actions: "enqueue" },
        "basic.ack": accepted,
        "basic.nack": {
          guard: "about this job",
          target: "held back",
          actions: ["countRefusal", noteOf("held-back")],
        },
      },
      after: {
        confirmTimeout: {
          target: "handing over",
          reenter: true,
          actions: ["countAttempt", send, noteOf("sends-again")],
        },
      },
    },
    "held back": {
      on: {
        command: { actions: "enqueue" },
        // A copy may have been taken before the queue was full.
        "basic.ack": accepted,
      },
      after: { backoff: { target: "handing over", actions: ["countAttempt", send] } },
    },
  },
});

/** A producer. `config` of its node is {@link ProducerConfig}. */
export const producerNode = anyBehavior(defineNode(producerMachine));
