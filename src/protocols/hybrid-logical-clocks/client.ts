/**
 * A client of the register: reads or writes, one operation at a time. It keeps the latest timestamp that it has met and says it with
 * every request, so that whatever it asks for is stamped later than what it knows of, whichever replica it asks (as MongoDB’s drivers pass
 * on the cluster time). Without an answer it asks the same replica the same again; when its patience ends a read has had no
 * effect, and a write’s outcome is unknown.
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
import { printValue } from "../../kernel/operation.ts";
import type { Micros } from "../../kernel/time.ts";
import { phrase } from "../../languages/say.ts";
import {
  defineNode,
  effects,
  luckOf,
  messageOf,
  type CommonEvent,
  type Received,
} from "../machine.ts";
import { later, type HLC } from "./clock.ts";
import { writeOf, type Read, type Reply, type Write } from "./messages.ts";
import { CLIENT_STAMP } from "./state.ts";

/** A client’s parameters. Times are local µs. */
export interface ClientConfig {
  /** The replica that it asks while it stays at home. */
  readonly home: NodeId;
  readonly servers: readonly NodeId[];
  readonly keys: readonly string[];
  /** Share of reads in its workload, 0 to 1. */
  readonly reads: number;
  /** Pause between two operations of the workload. */
  readonly thinkLow: Micros;
  readonly thinkHigh: Micros;
  readonly resend: Micros;
  readonly patience: Micros;
}

export interface ClientContext {
  readonly id: NodeId;
  readonly config: ClientConfig;
  readonly knobs: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, boolean>>;
  /** The operation under way or last asked; 0 before the first. */
  readonly op: number;
  readonly operation: Operation | null;
  readonly target: NodeId;
  readonly attempts: number;
  /** The latest timestamp that it has met. On disk, as is `op`. */
  readonly seen: HLC | null;
  /** Operations asked by hand that wait their turn. */
  readonly queue: readonly Operation[];
  readonly last: {
    readonly operation: Operation;
    readonly outcome: Outcome;
    readonly value: string | null;
  } | null;
}

type ClientEvent = Received<Reply> | CommonEvent;
type Args = { context: ClientContext; event: ClientEvent };

const MOST_WAITING = 8;

/** Whom a client that roams asks for its operation of this number: the next replica each time. */
export function roamingTarget({ servers, home }: ClientConfig, op: number): NodeId {
  return servers[(servers.indexOf(home) + op) % servers.length]!;
}

function targetOf({ config, knobs }: ClientContext, op: number): NodeId {
  return knobs["clients"] === "roam" ? roamingTarget(config, op) : config.home;
}

function begins(context: ClientContext, operation: Operation): Partial<ClientContext> {
  const op = context.op + 1;
  return { op, operation, target: targetOf(context, op), attempts: 1 };
}

/** What an operation came to that nobody has answered. */
function unanswered({ operation }: ClientContext): Outcome {
  return operation!.f === "read" ? "fail" : "unknown";
}

const client = setup({
  types: { context: {} as ClientContext, events: {} as ClientEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { knobs: event.settings.knobs, rules: event.settings.rules } : {},
    ),
    thinkOfOne: assign(({ context, event }) => {
      const luck = luckOf(event);
      const key = pick(drawAgain(luck, 1), context.config.keys);
      const reads = happens(drawAgain(luck, 2), context.config.reads);
      return begins(
        context,
        reads ? { f: "read", key } : { f: "write", key, value: `${context.id}.${context.op + 1}` },
      );
    }),
    takeByHand: assign(({ context, event }) =>
      event.type === "command" ? begins(context, event.operation) : {},
    ),
    takeFromQueue: assign(({ context }) => ({
      ...begins(context, context.queue[0]!),
      queue: context.queue.slice(1),
    })),
    enqueue: assign(({ context, event }) =>
      event.type === "command"
        ? { queue: [...context.queue, event.operation].slice(0, MOST_WAITING) }
        : {},
    ),
    countAttempt: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    "keep the latest timestamp": assign(({ context, event }) => {
      const { at } = messageOf<Reply>(event);
      return { seen: context.seen === null ? at : later(context.seen, at) };
    }),
    takeAnswer: assign(({ context, event }) => ({
      last: {
        operation: context.operation!,
        outcome: "ok",
        value: messageOf<Reply>(event).version?.value ?? null,
      },
    })),
    giveUp: assign(({ context }) => ({
      last: { operation: context.operation!, outcome: unanswered(context), value: null },
    })),
  },
  guards: {
    "has something to ask": ({ context }) => context.queue.length > 0,
    working: ({ context }) => context.knobs["workload"] !== "off",
    "answers this": ({ context, event }) => messageOf<Reply>(event).op === context.op,
  },
  delays: {
    thinkTime: ({ context, event }) =>
      between(luckOf(event), context.config.thinkLow, context.config.thinkHigh),
    resendInterval: ({ context }) => context.config.resend,
    patience: ({ context }) => context.config.patience,
  },
});

const keep = {
  type: "persist",
  params: ({ context: { op, seen } }: Args) => ({ op, seen }),
} as const;

const call = {
  type: "call",
  params: ({ context }: Args): EffectParams["call"] => ({
    op: context.op,
    operation: context.operation!,
  }),
} as const;

const ask = {
  type: "send",
  params: ({ context }: Args): EffectParams["send"] => {
    const { op, operation, target, seen, rules } = context;
    const { f, key = "", value } = operation!;
    const at = rules[CLIENT_STAMP] === false ? null : seen;
    const message: Read | Write =
      f === "read"
        ? { type: "Read", op, key, at }
        : { type: "Write", op, key, value: printValue(value), at };
    return { to: target, message };
  },
} as const;

const returnAnswer = {
  type: "return",
  params: ({ context, event }: Args): EffectParams["return"] => {
    const { version } = messageOf<Reply>(event);
    return {
      op: context.op,
      outcome: "ok",
      value: version?.value ?? null,
      about: { write: version && writeOf(version) },
    };
  },
} as const;

const returnNothing = {
  type: "return",
  params: ({ context }: Args): EffectParams["return"] => ({
    op: context.op,
    outcome: unanswered(context),
    about: { reason: phrase("nobody answered in time") },
  }),
} as const;

/** `asks-again`, `gave-up`. */
function noteOf(note: string) {
  return {
    type: "note",
    params: ({ context: { operation, target, attempts } }: Args): EffectParams["note"] => ({
      note,
      about: { f: operation!.f, key: operation!.key, to: target, attempts },
    }),
  } as const;
}

const begin = [keep, call, ask] as const;

const clientMachine = client.createMachine({
  id: "client",
  context: ({ input }) => {
    const config = input.config as ClientConfig;
    return {
      id: input.id,
      config,
      knobs: input.settings.knobs,
      rules: input.settings.rules,
      op: (input.disk["op"] as number | undefined) ?? 0,
      operation: null,
      target: config.home,
      attempts: 0,
      seen: (input.disk["seen"] as HLC | null | undefined) ?? null,
      queue: [],
      last: null,
    };
  },
  initial: "idle",
  on: {
    settings: { actions: "learnSettings" },
    Reply: { actions: ["keep the latest timestamp", keep] },
  },
  states: {
    idle: {
      always: {
        guard: "has something to ask",
        target: "asking",
        actions: ["takeFromQueue", ...begin],
      },
      on: { command: { target: "asking", actions: ["takeByHand", ...begin] } },
      after: {
        thinkTime: [
          { guard: "working", target: "asking", actions: ["thinkOfOne", ...begin] },
          { target: "idle", reenter: true },
        ],
      },
    },
    asking: {
      on: {
        command: { actions: "enqueue" },
        Reply: [
          {
            guard: "answers this",
            target: "idle",
            actions: ["keep the latest timestamp", keep, returnAnswer, "takeAnswer"],
          },
          { actions: ["keep the latest timestamp", keep] },
        ],
      },
      after: {
        resendInterval: {
          actions: [
            "countAttempt",
            ask,
            noteOf("asks-again"),
            {
              type: "restartTimer",
              params: ({ context }) => ({
                label: "resendInterval",
                delay: context.config.resend,
              }),
            },
          ],
        },
        patience: { target: "idle", actions: [returnNothing, noteOf("gave-up"), "giveUp"] },
      },
    },
  },
});

/** A client. `config` of its node is {@link ClientConfig}. */
export const clientNode = anyBehavior(defineNode(clientMachine));
