/**
 * A client of the store: asks one operation at a time, of the nearest replica that it does not take for dead. A request
 * that may have got lost is sent again to the same replica, which knows it for a copy; never to another one, which
 * would do it a second time. When its patience ends, a write may or may not have happened: the outcome is unknown.
 */
import { assign, setup } from "xstate";
import {
  anyBehavior,
  type Boot,
  type EffectParams,
  type NodeId,
  type Operation,
  type Outcome,
} from "../../kernel/behavior.ts";
import { between, drawAgain, happens, pick } from "../../kernel/chance.ts";
import type { Micros } from "../../kernel/time.ts";
import { phrase } from "../../languages/say.ts";
import { compareTags, type Tag } from "../../structures/siblings.ts";
import { defineNode, effects, luckOf, type CommonEvent, type Received } from "../machine.ts";
import type { ClientMessage, Reply } from "./messages.ts";

export interface StoreClientConfig {
  /** Replicas, nearest first. */
  readonly near: readonly NodeId[];
  readonly keys: readonly string[];
  /** The workload's values are `first`, `first + step`, …: no two clients write the same. */
  readonly first: number;
  readonly step: number;
  /** When it first thinks of something, in local µs. */
  readonly firstThought: Micros;
  /** Pause between two operations of the workload, in local µs. */
  readonly thinkLow: Micros;
  readonly thinkHigh: Micros;
  /** Share of reads in the workload, 0 to 1. */
  readonly reads: number;
  /** How long it waits for an answer, in local µs. */
  readonly patience: Micros;
  /** It sends the request again after this. */
  readonly resend: Micros;
  /** For how long it avoids a replica that has not answered. */
  readonly avoid: Micros;
}

export interface StoreClientContext {
  readonly config: StoreClientConfig;
  /** Whether it thinks of operations by itself: the knob `workload`. */
  readonly working: boolean;
  /** The operation under way or last asked; 0 before the first. Kept on disk, so that no number is used twice. */
  readonly op: number;
  readonly operation: Operation | null;
  readonly target: NodeId;
  /** Replicas that did not answer, until when it avoids them (local time). */
  readonly avoided: Readonly<Record<NodeId, Micros>>;
  /** Operations asked by hand that wait their turn. */
  readonly queue: readonly Operation[];
  /** The highest tag it has met of each key: it notices itself when a read goes back behind it. */
  readonly met: Readonly<Record<string, Tag>>;
  readonly last: {
    readonly operation: Operation;
    readonly outcome: Outcome;
    readonly value: unknown;
    readonly siblings?: readonly unknown[];
    readonly backwards: boolean;
  } | null;
}

type ClientEvent = Received<Reply> | CommonEvent;
type Args = { context: StoreClientContext; event: ClientEvent };

/** The nearest replica that is not avoided; when all are, the nearest. */
function choose(context: StoreClientContext, now: Micros): NodeId {
  const { near } = context.config;
  return near.find((replica) => (context.avoided[replica] ?? 0) <= now) ?? near[0]!;
}

function begin(context: StoreClientContext, operation: Operation, now: Micros) {
  return { op: context.op + 1, operation, target: choose(context, now) };
}

/** The answer's tag lies behind one that this client has met. */
function goesBack(context: StoreClientContext, { result }: Reply): boolean {
  const key = context.operation?.key;
  const met = key === undefined ? undefined : context.met[key];
  if (met === undefined || result.outcome !== "ok") return false;
  return result.tag === null || compareTags(result.tag, met) < 0;
}

const client = setup({
  types: { context: {} as StoreClientContext, events: {} as ClientEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { working: event.settings.knobs["workload"] !== "off" } : {},
    ),
    thinkOfOne: assign(({ context, event }) => {
      const luck = luckOf(event);
      const { keys, reads, first, step } = context.config;
      const key = pick(drawAgain(luck, 1), keys);
      const operation: Operation = happens(drawAgain(luck, 2), reads)
        ? { f: "read", key }
        : { f: "write", key, value: String(first + step * context.op) };
      return begin(context, operation, event.now);
    }),
    takeByHand: assign(({ context, event }) =>
      event.type === "command" ? begin(context, event.operation, event.now) : {},
    ),
    takeFromQueue: assign(({ context, event }) => ({
      ...begin(context, context.queue[0]!, event.now),
      queue: context.queue.slice(1),
    })),
    enqueue: assign(({ context, event }) =>
      event.type === "command" ? { queue: [...context.queue, event.operation].slice(0, 8) } : {},
    ),
    takeAnswer: assign(({ context, event }) => {
      const reply = event as Received<Reply>;
      const { outcome, value, tag, siblings } = reply.result;
      const operation = context.operation!;
      const backwards = goesBack(context, reply);
      const known = tag !== null && operation.key !== undefined && !backwards && outcome === "ok";
      return {
        met: known ? { ...context.met, [operation.key!]: tag } : context.met,
        last: { operation, outcome, value, ...(siblings ? { siblings } : {}), backwards },
      };
    }),
    giveUp: assign(({ context, event }) => ({
      avoided: { ...context.avoided, [context.target]: event.now + context.config.avoid },
      last: {
        operation: context.operation!,
        outcome: silentOutcome(context),
        value: null,
        backwards: false,
      },
    })),
  },
  guards: {
    "has something to ask": ({ context }) => context.queue.length > 0,
    working: ({ context }) => context.working,
    "answers this": ({ context, event }) => event.type === "Reply" && event.op === context.op,
    "goes back in time": ({ context, event }) =>
      event.type === "Reply" && event.op === context.op && goesBack(context, event),
  },
  delays: {
    firstThought: ({ context }) => context.config.firstThought,
    thinkTime: ({ context, event }) =>
      between(luckOf(event), context.config.thinkLow, context.config.thinkHigh),
    patience: ({ context }) => context.config.patience,
    resendInterval: ({ context }) => context.config.resend,
  },
});

/** A read that nobody answered had no effect; of a write nobody knows. */
function silentOutcome(context: StoreClientContext): Outcome {
  return context.operation?.f === "read" ? "fail" : "unknown";
}

function requestOf(context: StoreClientContext): ClientMessage {
  const { f, key = "", value } = context.operation!;
  const { op } = context;
  return f === "read" ? { type: "Read", op, key } : { type: "Write", op, key, value };
}

const call = {
  type: "call",
  params: ({ context }: Args) => ({ op: context.op, operation: context.operation! }),
} as const;

const ask = {
  type: "send",
  params: ({ context }: Args) => ({ to: context.target, message: requestOf(context) }),
} as const;

const returnAnswer = {
  type: "return",
  params: ({ context, event }: Args): EffectParams["return"] => {
    const { outcome, value, ...about } = (event as Received<Reply>).result;
    return { op: context.op, outcome, ...(outcome === "ok" ? { value } : {}), about };
  },
} as const;

const returnSilence = {
  type: "return",
  params: ({ context }: Args): EffectParams["return"] => ({
    op: context.op,
    outcome: silentOutcome(context),
    about: { coordinator: context.target, reason: phrase("{0} does not answer") },
  }),
} as const;

const noteBackwards = {
  type: "note",
  params: ({ context, event }: Args): EffectParams["note"] => {
    const { value, tag, coordinator } = (event as Received<Reply>).result;
    const key = context.operation!.key!;
    return { note: "went-back", about: { key, value, tag, coordinator, met: context.met[key] } };
  },
} as const;

const noteSilence = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => ({
    note: "no-answer",
    about: { ...context.operation, replica: context.target, outcome: silentOutcome(context) },
  }),
} as const;

const think = [
  { guard: "working", target: "asking", actions: ["thinkOfOne", call] },
  { target: "idle", reenter: true },
] as const;

const idle = {
  always: { guard: "has something to ask", target: "asking", actions: ["takeFromQueue", call] },
  on: { command: { target: "asking", actions: ["takeByHand", call] } },
} as const;

const clientMachine = client.createMachine({
  id: "client",
  context: ({ input }) => {
    const config = input.config as StoreClientConfig;
    return {
      config,
      working: input.settings.knobs["workload"] !== "off",
      op: (input.disk["op"] as number | undefined) ?? 0,
      operation: null,
      target: config.near[0]!,
      avoided: {},
      queue: [],
      met: {},
      last: null,
    };
  },
  initial: "starting",
  on: { settings: { actions: "learnSettings" } },
  states: {
    starting: { ...idle, after: { firstThought: think } },
    idle: { ...idle, after: { thinkTime: think } },
    asking: {
      entry: [{ type: "persist", params: ({ context }) => ({ op: context.op }) }, ask],
      on: {
        command: { actions: "enqueue" },
        Reply: [
          {
            guard: "goes back in time",
            target: "idle",
            actions: [returnAnswer, noteBackwards, "takeAnswer"],
          },
          { guard: "answers this", target: "idle", actions: [returnAnswer, "takeAnswer"] },
        ],
      },
      after: {
        resendInterval: {
          actions: [
            ask,
            {
              type: "restartTimer",
              params: ({ context }) => ({
                label: "resendInterval",
                delay: context.config.resend,
              }),
            },
          ],
        },
        patience: { target: "idle", actions: [returnSilence, noteSilence, "giveUp"] },
      },
    },
  },
});

/** A client of the replicated store. `config` of its node is {@link StoreClientConfig}. */
export const storeClient = anyBehavior(defineNode(clientMachine));
