/**
 * A client that knows the placement itself, as clients of memcached do: by its view it computes whose a key is and asks that node, without
 * anybody between. Its view may be old. Then the node says so and hands it the newer one; or the membership service has told it before.
 *
 * It also passes on what a hand wants of the members: a node joins, a node leaves.
 */
import { assign, setup } from "xstate";
import {
  anyBehavior,
  type Boot,
  type EffectParams,
  type NodeId,
  type Operation,
} from "../../kernel/behavior.ts";
import { between, drawAgain, happens, pick } from "../../kernel/chance.ts";
import type { Settings } from "../../kernel/settings.ts";
import { phrase } from "../../languages/say.ts";
import {
  defineNode,
  effects,
  luckOf,
  messageOf,
  type CommonEvent,
  type Received,
} from "../machine.ts";
import type { Answer, Change, HashingMessage, Moved, NewView } from "./messages.ts";
import { keysUpTo, tableOf } from "./placement.ts";
import { changeAtStart, isNewer, type ServiceConfig } from "./views.ts";

/** Times in local µs. */
export interface ClientConfig extends ServiceConfig {
  readonly membership: NodeId;
  /** Pause between two operations of the workload. */
  readonly thinkLow: number;
  readonly thinkHigh: number;
  /** How long it waits for an answer before it asks again. */
  readonly attempt: number;
  /** Pause before it asks again whoever was busy or still waits for the key. */
  readonly retry: number;
  /** How long it waits in all. */
  readonly patience: number;
}

/** What became of an operation. */
interface Outcome {
  readonly operation: Operation;
  readonly outcome: "ok" | "fail" | "unknown";
  readonly value: string | null;
}

export interface ClientContext {
  readonly id: NodeId;
  readonly config: ClientConfig;
  readonly knobs: Settings["knobs"];
  /** On disk. */
  readonly change: Change;
  /** The last operation's number; on disk, so that none is used twice. */
  readonly op: number;
  readonly operation: Operation | null;
  readonly attempts: number;
  /** What hands have asked for and has to wait. */
  readonly queue: readonly Operation[];
  readonly last: Outcome | null;
}

type ClientEvent = Received<Answer> | Received<NewView> | CommonEvent;
type Args = { context: ClientContext; event: ClientEvent };

/** Whom it asks for an operation, by its view. */
export function askedFor({ config, change }: ClientContext, { f, key }: Operation): NodeId {
  if (f === "join" || f === "leave") return config.membership;
  // A hand may ask for a key that is none: somebody has to say so.
  return tableOf(change.now, config.keys)[key ?? ""] ?? change.now.members[0]!;
}

/** What it thinks of: three reads to a write, of any key. */
function thought({ config, id, op }: ClientContext, event: ClientEvent): Operation {
  const luck = luckOf(event);
  const key = pick(drawAgain(luck, 1), keysUpTo(config.keys));
  return happens(drawAgain(luck, 2), 0.75)
    ? { f: "read", key }
    : { f: "write", key, value: `${id}.${op + 1}` };
}

/** The message that asks for it. */
function asking(context: ClientContext): HashingMessage {
  const { op, change } = context;
  const { f, key = "", value } = context.operation!;
  const { epoch } = change.now;
  switch (f) {
    case "join":
      return { type: "Join", op, node: String(value) };
    case "leave":
      return { type: "Leave", op, node: String(value) };
    case "write":
      return { type: "Put", op, key, value: String(value), epoch };
    default:
      return { type: "Get", op, key, epoch };
  }
}

function begins(context: ClientContext, operation: Operation): Partial<ClientContext> {
  return { op: context.op + 1, operation, attempts: 0 };
}

function answerIn(event: ClientEvent): Answer {
  return messageOf<Answer>(event);
}

/** What an answer makes of the operation; null when it settles nothing. */
function settling(answer: Answer): Omit<EffectParams["return"], "op"> | null {
  switch (answer.type) {
    case "Hit":
      return { outcome: "ok", value: answer.value, about: { version: answer.version } };
    case "Miss":
      return { outcome: "ok", value: null, about: { version: 0 } };
    case "Done":
      return { outcome: "ok", about: { version: answer.version } };
    case "Agreed":
      return { outcome: "ok" };
    case "Refused":
      return { outcome: "fail", about: { reason: answer.reason } };
    default:
      return null;
  }
}

/** A read that nobody has answered had no effect, whatever else may have. */
function unanswered({ operation }: ClientContext): "fail" | "unknown" {
  return operation?.f === "read" ? "fail" : "unknown";
}

const client = setup({
  types: { context: {} as ClientContext, events: {} as ClientEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { knobs: event.settings.knobs } : {},
    ),
    thinkOfOne: assign(({ context, event }) => begins(context, thought(context, event))),
    takeByHand: assign(({ context, event }) =>
      event.type === "command" ? begins(context, event.operation) : {},
    ),
    takeFromQueue: assign(({ context }) => ({
      ...begins(context, context.queue[0]!),
      queue: context.queue.slice(1),
    })),
    enqueue: assign(({ context, event }) =>
      event.type === "command" ? { queue: [...context.queue, event.operation].slice(0, 8) } : {},
    ),
    countAttempt: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    adopt: assign(({ event }) => ({ change: messageOf<NewView | Moved>(event).change })),
    takeAnswer: assign(({ context, event }) => {
      const { outcome, value, about } = settling(answerIn(event))!;
      const told = outcome === "fail" ? about?.["reason"] : value;
      return {
        last: {
          operation: context.operation!,
          outcome,
          value: told === undefined || told === null ? null : String(told as string),
        },
      };
    }),
    giveUp: assign(({ context }) => ({
      last: { operation: context.operation!, outcome: unanswered(context), value: null },
    })),
  },
  guards: {
    "has something to ask": ({ context }) => context.queue.length > 0,
    working: ({ context }) => context.knobs["workload"] !== "off",
    "is newer": ({ context, event }) =>
      isNewer(messageOf<NewView | Moved>(event).change, context.change),
    "is newer and about this": ({ context, event }) => {
      const { op, change } = messageOf<Moved>(event);
      return op === context.op && isNewer(change, context.change);
    },
    "answers this": ({ context, event }) => answerIn(event).op === context.op,
  },
  delays: {
    thinkTime: ({ context, event }) =>
      between(luckOf(event), context.config.thinkLow, context.config.thinkHigh),
    attempt: ({ context }) => context.config.attempt,
    patience: ({ context }) => context.config.patience,
    retryDelay: ({ context }) => context.config.retry,
  },
});

const call = {
  type: "call",
  params: ({ context }: Args) => ({ op: context.op, operation: context.operation! }),
} as const;

const answered = {
  guard: "answers this",
  target: "#client.idle",
  actions: [
    {
      type: "return",
      params: ({ context, event }: Args): EffectParams["return"] => ({
        op: context.op,
        ...settling(answerIn(event))!,
      }),
    },
    "takeAnswer",
  ],
} as const;

const keepChange = {
  type: "persist",
  params: ({ context }: Args) => ({ change: context.change }),
} as const;

const learned = {
  type: "note",
  params: ({ context }: Args): EffectParams["note"] => ({
    note: "learns",
    about: { epoch: context.change.now.epoch },
  }),
} as const;

const clientMachine = client.createMachine({
  id: "client",
  context: ({ input }) => ({
    id: input.id,
    config: input.config as ClientConfig,
    knobs: input.settings.knobs,
    change: changeAtStart(input),
    op: (input.disk["op"] as number | undefined) ?? 0,
    operation: null,
    attempts: 0,
    queue: [],
    last: null,
  }),
  entry: keepChange,
  on: {
    settings: { actions: "learnSettings" },
    NewView: { guard: "is newer", actions: ["adopt", keepChange] },
    Moved: { guard: "is newer", actions: ["adopt", keepChange] },
  },
  initial: "idle",
  states: {
    idle: {
      always: { guard: "has something to ask", target: "busy", actions: ["takeFromQueue", call] },
      on: { command: { target: "busy", actions: ["takeByHand", call] } },
      after: {
        thinkTime: [
          { guard: "working", target: "busy", actions: ["thinkOfOne", call] },
          { target: "idle", reenter: true },
        ],
      },
    },
    busy: {
      initial: "asking",
      entry: { type: "persist", params: ({ context }) => ({ op: context.op }) },
      on: {
        command: { actions: "enqueue" },
        Hit: answered,
        Miss: answered,
        Done: answered,
        Agreed: answered,
        Refused: answered,
      },
      after: {
        patience: {
          target: "idle",
          actions: [
            {
              type: "return",
              params: ({ context }): EffectParams["return"] => ({
                op: context.op,
                outcome: unanswered(context),
                about: { reason: phrase("nobody answered in time") },
              }),
            },
            "giveUp",
          ],
        },
      },
      states: {
        asking: {
          entry: [
            "countAttempt",
            {
              type: "send",
              params: ({ context }) => ({
                to: askedFor(context, context.operation!),
                message: asking(context),
              }),
            },
          ],
          after: { attempt: { target: "asking", reenter: true } },
          on: {
            Moved: [
              {
                guard: "is newer and about this",
                target: "asking",
                reenter: true,
                actions: ["adopt", keepChange, learned],
              },
              { guard: "is newer", actions: ["adopt", keepChange] },
            ],
            Moving: { guard: "answers this", target: "waiting" },
            Busy: { guard: "answers this", target: "waiting" },
          },
        },
        waiting: { after: { retryDelay: "asking" } },
      },
    },
  },
});

/** A client. `config` of its node is {@link ClientConfig}. */
export const hashClient = anyBehavior(defineNode(clientMachine));
