/**
 * A client of a Raft cluster (§8): asks one operation at a time, of the server that it believes to lead. A refusal
 * names the leader, or sends it on to the next server; silence for a while makes it ask the next server the same again.
 * The operation's number is the same in every attempt, by which the cluster knows what it has done already (Ongaro 2014,
 * §6.3). When its patience ends a write's outcome is unknown, as in a real system: the entry may be in a log, or a copy of
 * the request on its way, and be committed later.
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
import { between, drawAgain, pick } from "../../kernel/chance.ts";
import type { Micros } from "../../kernel/time.ts";
import { defineNode, effects, luckOf, type CommonEvent, type Received } from "../machine.ts";
import type { ClientReply, ClientRequest } from "./messages.ts";
import { nextChange, nextDataOperation, type Workload } from "./workload.ts";

/** A client's parameters. Times are local µs. */
export interface RaftClientConfig {
  /** The kind of node that it asks. */
  readonly servers: string;
  readonly workload: Workload;
  /** The voters at first, for an administrator; by default all servers. */
  readonly voters?: readonly NodeId[];
  /** Pause between two operations of the workload. */
  readonly thinkLow: Micros;
  readonly thinkHigh: Micros;
  /** How long it waits for an answer before it asks another server the same. */
  readonly attempt: Micros;
  /** How long it waits in all. */
  readonly patience: Micros;
  /** Pause after a refusal before it tries another server. */
  readonly retry: Micros;
}

export interface RaftClientContext {
  readonly id: NodeId;
  readonly servers: readonly NodeId[];
  readonly config: RaftClientConfig;
  readonly knobs: Readonly<Record<string, string>>;
  readonly target: NodeId;
  /** The operation under way or last asked; 0 before the first. */
  readonly op: number;
  readonly operation: Operation | null;
  /** How often it has asked for it. */
  readonly attempts: number;
  /** Operations asked by hand that wait their turn. */
  readonly queue: readonly Operation[];
  /** Who votes, as an administrator was last told. */
  readonly voters: readonly NodeId[];
  readonly last: {
    readonly operation: Operation;
    readonly outcome: Outcome;
    readonly value: unknown;
  } | null;
}

type ClientEvent = Received<ClientReply> | CommonEvent;
type Args = { context: RaftClientContext; event: ClientEvent };

function thinks(context: RaftClientContext, event: ClientEvent): Operation {
  const { workload } = context.config;
  const luck = luckOf(event);
  return workload.is === "data"
    ? nextDataOperation(workload, luck, context.op + 1, context.id)
    : nextChange(
        workload,
        luck,
        context.voters,
        context.servers,
        context.knobs["method"] === "joint",
      );
}

/** The server that it asks next, in order. */
function nextServer({ servers, target }: RaftClientContext): NodeId {
  return servers[(servers.indexOf(target) + 1) % servers.length] ?? target;
}

/** Where reads are served by any server, each is asked of another. */
function firstTarget(context: RaftClientContext, operation: Operation, event: ClientEvent): NodeId {
  return operation.f === "read" && context.knobs["reads"] === "follower"
    ? pick(drawAgain(luckOf(event), 7), context.servers)
    : context.target;
}

function begins(
  context: RaftClientContext,
  event: ClientEvent,
  operation: Operation,
): Partial<RaftClientContext> {
  return {
    op: context.op + 1,
    operation,
    attempts: 0,
    target: firstTarget(context, operation, event),
  };
}

/** What an operation came to that nobody has answered: a read had no effect, whatever else may have. */
function unanswered({ operation }: RaftClientContext): Outcome {
  return operation?.f === "read" ? "fail" : "unknown";
}

const client = setup({
  types: { context: {} as RaftClientContext, events: {} as ClientEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { knobs: event.settings.knobs } : {},
    ),
    thinkOfOne: assign(({ context, event }) => begins(context, event, thinks(context, event))),
    takeByHand: assign(({ context, event }) =>
      event.type === "command" ? begins(context, event, event.operation) : {},
    ),
    takeFromQueue: assign(({ context, event }) => ({
      ...begins(context, event, context.queue[0]!),
      queue: context.queue.slice(1),
    })),
    enqueue: assign(({ context, event }) =>
      event.type === "command" ? { queue: [...context.queue, event.operation].slice(0, 8) } : {},
    ),
    countAttempt: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    askNext: assign(({ context }) => ({ target: nextServer(context) })),
    takeHint: assign(({ context, event }) => {
      const { leader } = event as Received<ClientReply>;
      return {
        target: leader !== null && leader !== context.target ? leader : nextServer(context),
      };
    }),
    takeAnswer: assign(({ context, event }) => {
      const { value } = event as Received<ClientReply>;
      const operation = context.operation!;
      const changed = context.config.workload.is === "membership" && typeof value === "string";
      return {
        last: { operation, outcome: "ok" as const, value },
        ...(changed ? { voters: value.split(" ") } : {}),
      };
    }),
    takeRefusal: assign(({ context, event }) => {
      const { reason } = event as Received<ClientReply>;
      return {
        last: { operation: context.operation!, outcome: "fail" as const, value: reason },
      };
    }),
    giveUp: assign(({ context }) => ({
      last: { operation: context.operation!, outcome: unanswered(context), value: null },
      target: nextServer(context),
    })),
  },
  guards: {
    "has something to ask": ({ context }) => context.queue.length > 0,
    working: ({ context }) => context.knobs["workload"] !== "off",
    "answers this": ({ context, event }) =>
      event.type === "ClientReply" && event.op === context.op && event.ok,
    "refuses for good": ({ context, event }) =>
      event.type === "ClientReply" &&
      event.op === context.op &&
      !event.ok &&
      event.reason !== undefined,
    "sends elsewhere": ({ context, event }) =>
      event.type === "ClientReply" &&
      event.op === context.op &&
      !event.ok &&
      event.from === context.target,
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

const returnOk = {
  type: "return",
  params: ({ context, event }: Args): EffectParams["return"] => ({
    op: context.op,
    outcome: "ok",
    value: (event as Received<ClientReply>).value,
  }),
} as const;

const returnRefused = {
  type: "return",
  params: ({ context, event }: Args): EffectParams["return"] => ({
    op: context.op,
    outcome: "fail",
    about: { reason: ((event as Received<ClientReply>).reason ?? "").replaceAll("-", " ") },
  }),
} as const;

export const raftClientMachine = client.createMachine({
  id: "client",
  context: ({ input }) => {
    const config = input.config as RaftClientConfig;
    const servers = input.members[config.servers] ?? [];
    return {
      id: input.id,
      servers,
      config,
      knobs: input.settings.knobs,
      target: servers[0] ?? "",
      // A restarted client must not reuse the numbers of its operations.
      op: (input.disk["op"] as number | undefined) ?? 0,
      operation: null,
      attempts: 0,
      queue: [],
      voters: config.voters ?? servers,
      last: null,
    };
  },
  initial: "idle",
  on: { settings: { actions: "learnSettings" } },
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
        ClientReply: [
          { guard: "answers this", target: "idle", actions: ["takeAnswer", returnOk] },
          { guard: "refuses for good", target: "idle", actions: ["takeRefusal", returnRefused] },
        ],
      },
      after: {
        patience: {
          target: "idle",
          actions: [
            {
              type: "return",
              params: ({ context }) =>
                ({
                  op: context.op,
                  outcome: unanswered(context),
                  about: { reason: "nobody answered in time" },
                }) satisfies EffectParams["return"],
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
                to: context.target,
                message: {
                  type: "ClientRequest",
                  op: context.op,
                  operation: context.operation!,
                } satisfies ClientRequest,
              }),
            },
          ],
          after: { attempt: { target: "asking", reenter: true, actions: "askNext" } },
          on: {
            ClientReply: [
              { guard: "answers this", target: "#client.idle", actions: ["takeAnswer", returnOk] },
              {
                guard: "refuses for good",
                target: "#client.idle",
                actions: ["takeRefusal", returnRefused],
              },
              { guard: "sends elsewhere", target: "waiting", actions: "takeHint" },
            ],
          },
        },
        waiting: { after: { retryDelay: "asking" } },
      },
    },
  },
});

/** A client of Raft servers. `config` of its node is {@link RaftClientConfig}. */
export const raftClient = anyBehavior(defineNode(raftClientMachine));
