/**
 * A worker: asks the broker for jobs, does what it gets one after the other, and acknowledges each when it is done. What it holds is in
 * memory only; if it crashes nobody hears of it, and the broker's visibility timeout gives the jobs to somebody else. A job that cannot
 * be done keeps it busy until its time limit and is then left unacknowledged.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams, type NodeId } from "../../kernel/behavior.ts";
import { between } from "../../kernel/chance.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { Micros } from "../../kernel/time.ts";
import { type CommonEvent, defineNode, effects, luckOf, type Received } from "../machine.ts";
import type { ConsumerAck, Delivery, ReceiveMessage, ReceiveMessageResult } from "./messages.ts";
import { ACK_AFTER_WORK } from "./state.ts";

/** A worker's parameters. Times are local µs. */
export interface WorkerConfig {
  readonly broker: NodeId;
  /** How long a job takes. */
  readonly workLow: Micros;
  readonly workHigh: Micros;
  /** When it gives a job up. */
  readonly timeLimit: Micros;
  /** How long it waits for jobs before it asks again. */
  readonly waitTime: Micros;
}

/** A job that it has got. */
export interface Task extends Delivery {
  /** It has acknowledged it when it came. */
  readonly acknowledged: boolean;
}

export interface WorkerContext {
  readonly config: WorkerConfig;
  readonly settings: Settings;
  /** What it has got and not done yet; it is at the first. In memory only. */
  readonly tasks: readonly Task[];
  /** How many jobs it has done since it started. */
  readonly done: number;
}

type WorkerEvent = Received<ReceiveMessageResult> | CommonEvent;
type Args = { context: WorkerContext; event: WorkerEvent };

function acknowledgesFirst({ settings }: WorkerContext): boolean {
  return settings.rules[ACK_AFTER_WORK] === false;
}

const deliveriesIn = (event: WorkerEvent): readonly Delivery[] =>
  (event as Received<ReceiveMessageResult>).messages;

function ackOf({ body, receiptHandle }: Delivery): ConsumerAck {
  return { type: "basic.ack", job: body.id, receiptHandle };
}

const worker = setup({
  types: { context: {} as WorkerContext, events: {} as WorkerEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { settings: event.settings } : {},
    ),
    take: assign(({ context, event }) => ({
      tasks: [
        ...context.tasks,
        ...deliveriesIn(event).map((each) => ({
          ...each,
          acknowledged: acknowledgesFirst(context),
        })),
      ],
    })),
    finish: assign(({ context }) => ({ tasks: context.tasks.slice(1), done: context.done + 1 })),
    giveUp: assign(({ context }) => ({ tasks: context.tasks.slice(1) })),
  },
  guards: {
    "poison comes next": ({ context }) => context.tasks[0]?.body.poison === true,
    "has a job": ({ context }) => context.tasks.length > 0,
    "acknowledges first": ({ context }) => acknowledgesFirst(context),
  },
  delays: {
    workTime: ({ context, event }) =>
      between(luckOf(event), context.config.workLow, context.config.workHigh),
    timeLimit: ({ context }) => context.config.timeLimit,
    waitTime: ({ context }) => context.config.waitTime,
  },
});

const acknowledgeAll = {
  type: "sendEach",
  params: ({ context, event }: Args): EffectParams["sendEach"] =>
    deliveriesIn(event).map((each) => ({ to: context.config.broker, message: ackOf(each) })),
} as const;

const acknowledge = {
  type: "send",
  params: ({ context }: Args): EffectParams["send"] | null => {
    const task = context.tasks[0]!;
    return task.acknowledged ? null : { to: context.config.broker, message: ackOf(task) };
  },
} as const;

/** `done`, `failed`: what became of the job at hand. */
function noteOf(note: string) {
  return {
    type: "note",
    params: ({ context }: Args): EffectParams["note"] => {
      const { body, receiveCount, acknowledged } = context.tasks[0]!;
      const rest = context.tasks.length - 1;
      return {
        note,
        about: { job: body.id, poison: body.poison, receive: receiveCount, acknowledged, rest },
      };
    },
  } as const;
}

const workerMachine = worker.createMachine({
  id: "worker",
  context: ({ input }) => ({
    config: input.config as WorkerConfig,
    settings: input.settings,
    tasks: [],
    done: 0,
  }),
  initial: "asking",
  on: {
    settings: { actions: "learnSettings" },
    ReceiveMessageResult: [
      { guard: "acknowledges first", actions: ["take", acknowledgeAll] },
      { actions: "take" },
    ],
  },
  states: {
    choosing: {
      always: [
        { guard: "poison comes next", target: "choking" },
        { guard: "has a job", target: "working" },
        { target: "asking" },
      ],
    },
    asking: {
      entry: {
        type: "send",
        params: ({ context }) => ({
          to: context.config.broker,
          message: {
            type: "ReceiveMessage",
            maxNumberOfMessages: Number(context.settings.knobs["batch"]),
          } satisfies ReceiveMessage,
        }),
      },
      always: { guard: "has a job", target: "choosing" },
      after: { waitTime: { target: "asking", reenter: true } },
    },
    working: {
      after: {
        workTime: { target: "choosing", actions: [noteOf("done"), acknowledge, "finish"] },
      },
    },
    choking: {
      after: { timeLimit: { target: "choosing", actions: [noteOf("failed"), "giveUp"] } },
    },
  },
});

/** A worker. `config` of its node is {@link WorkerConfig}. */
export const workerNode = anyBehavior(defineNode(workerMachine));
