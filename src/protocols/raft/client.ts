/**
 * A client of a Raft cluster: asks one operation at a time, of the server that it believes to lead. A refusal
 * names the leader, or sends it on to the next server; silence until its patience ends leaves the outcome
 * unknown, as in a real system: the entry may be in a log and be committed later. It never repeats a request that
 * may have been taken, so that no operation happens twice.
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
import type { Micros } from "../../kernel/time.ts";
import { defineNode, effects, luckOf, type CommonEvent, type Received } from "../machine.ts";
import type { ClientReply, ClientRequest } from "./messages.ts";

export interface RaftClientConfig {
  /** The kind of node that it asks. */
  readonly servers: string;
  readonly keys: readonly string[];
  /** Pause between two operations of the workload, in local µs. */
  readonly thinkLow: Micros;
  readonly thinkHigh: Micros;
  /** Share of reads in the workload, 0 to 1. */
  readonly reads: number;
  /** How long it waits for an answer, in local µs. */
  readonly patience: Micros;
  /** Pause before it tries another server, in local µs. */
  readonly retry: Micros;
}

export interface RaftClientContext {
  readonly servers: readonly NodeId[];
  readonly config: RaftClientConfig;
  /** Whether it thinks of operations by itself: the knob `workload`. */
  readonly working: boolean;
  readonly target: NodeId;
  /** The operation under way or last asked; 0 before the first. */
  readonly op: number;
  readonly operation: Operation | null;
  /** A request is out that no answer has come to. */
  readonly open: boolean;
  /** Operations asked by hand that wait their turn. */
  readonly queue: readonly Operation[];
  readonly last: {
    readonly operation: Operation;
    readonly outcome: string;
    readonly value: unknown;
  } | null;
}

type ClientEvent = Received<ClientReply> | CommonEvent;
type Args = { context: RaftClientContext; event: ClientEvent };

const client = setup({
  types: { context: {} as RaftClientContext, events: {} as ClientEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { working: event.settings.knobs["workload"] !== "off" } : {},
    ),
    thinkOfOne: assign(({ context, event }) => {
      const luck = luckOf(event);
      const key = pick(drawAgain(luck, 1), context.config.keys);
      const operation: Operation = happens(drawAgain(luck, 2), context.config.reads)
        ? { f: "read", key }
        : { f: "write", key, value: String(context.op + 1) };
      return { op: context.op + 1, operation };
    }),
    takeByHand: assign(({ context, event }) =>
      event.type === "command" ? { op: context.op + 1, operation: event.operation } : {},
    ),
    takeFromQueue: assign(({ context }) => ({
      op: context.op + 1,
      operation: context.queue[0] ?? null,
      queue: context.queue.slice(1),
    })),
    enqueue: assign(({ context, event }) =>
      event.type === "command" ? { queue: [...context.queue, event.operation].slice(0, 8) } : {},
    ),
    noteSent: assign({ open: true }),
    takeHint: assign(({ context, event }) => {
      const { leader } = event as Received<ClientReply>;
      const next =
        context.servers[(context.servers.indexOf(context.target) + 1) % context.servers.length]!;
      return { open: false, target: leader !== null && leader !== context.target ? leader : next };
    }),
    takeAnswer: assign(({ context, event }) => {
      const { value } = event as Received<ClientReply>;
      return { open: false, last: { operation: context.operation!, outcome: "ok", value } };
    }),
    giveUp: assign(({ context }) => ({
      open: false,
      last: {
        operation: context.operation!,
        outcome: context.open ? "unknown" : "fail",
        value: null,
      },
      target:
        context.servers[(context.servers.indexOf(context.target) + 1) % context.servers.length]!,
    })),
  },
  guards: {
    "has something to ask": ({ context }) => context.queue.length > 0,
    working: ({ context }) => context.working,
    "answers this": ({ context, event }) =>
      event.type === "ClientReply" && event.op === context.op && event.ok,
    "refuses this": ({ context, event }) =>
      event.type === "ClientReply" && event.op === context.op && !event.ok,
  },
  delays: {
    thinkTime: ({ context, event }) =>
      between(luckOf(event), context.config.thinkLow, context.config.thinkHigh),
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

export const raftClientMachine = client.createMachine({
  id: "client",
  context: ({ input }) => {
    const config = input.config as RaftClientConfig;
    const servers = input.members[config.servers] ?? [];
    return {
      servers,
      config,
      working: input.settings.knobs["workload"] !== "off",
      target: servers[0] ?? "",
      // A restarted client must not reuse the numbers of its operations.
      op: (input.disk["op"] as number | undefined) ?? 0,
      operation: null,
      open: false,
      queue: [],
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
        ClientReply: { guard: "answers this", target: "idle", actions: ["takeAnswer", returnOk] },
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
                  outcome: context.open ? "unknown" : "fail",
                }) satisfies EffectParams["return"],
            },
            "giveUp",
          ],
        },
      },
      states: {
        asking: {
          entry: [
            "noteSent",
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
          on: {
            ClientReply: [
              { guard: "refuses this", target: "waiting", actions: "takeHint" },
              { guard: "answers this", target: "#client.idle", actions: ["takeAnswer", returnOk] },
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
