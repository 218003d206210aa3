/**
 * A client of a replicated service, as most protocols have it: asks one operation at a time, of the server that it takes
 * for the right one. A refusal names another server or sends it on to the next; silence for a while makes it ask the next
 * server the same again. The operation's number is the same in every attempt, by which servers can know what they have done
 * already. When its patience ends a read has had no effect, but a write's outcome is unknown, as in a real system: the
 * request may be on its way still.
 *
 * What a protocol's clients think of, whom they ask first and what they learn from answers are its own: {@link Habits}.
 */
import { assign, setup } from "xstate";
import type { Boot, EffectParams, NodeId, Operation, Outcome } from "../kernel/behavior.ts";
import { between, type Luck } from "../kernel/chance.ts";
import type { Micros } from "../kernel/time.ts";
import { phrase } from "../languages/say.ts";
import { effects, luckOf, type CommonEvent, type Received } from "./machine.ts";

export interface ClientRequest {
  readonly type: "ClientRequest";
  readonly op: number;
  readonly operation: Operation;
}

export interface ClientReply {
  readonly type: "ClientReply";
  readonly op: number;
  /** False: not done, and never will be by this request. Without a `reason` another server may do it. */
  readonly ok: boolean;
  readonly value: unknown;
  /** Whom to ask instead, as far as the server knows. */
  readonly leader: NodeId | null;
  /** Why asking elsewhere would not help either. */
  readonly reason?: string;
  /** Beside a `reason`: it may have been done all the same, or be done later; nobody knows. */
  readonly unknown?: true;
  /** What else the answer says, for judges: which version it is, how many stood for it. */
  readonly about?: Readonly<Record<string, unknown>>;
}

/** A client's parameters. Times are local µs. */
export interface ClientConfig {
  /** The kind of node that it asks. */
  readonly servers: string;
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

export interface ClientContext<C extends ClientConfig = ClientConfig> {
  readonly id: NodeId;
  readonly servers: readonly NodeId[];
  readonly config: C;
  readonly knobs: Readonly<Record<string, string>>;
  readonly target: NodeId;
  /** The operation under way or last asked; 0 before the first. */
  readonly op: number;
  readonly operation: Operation | null;
  /** How often it has asked for it. */
  readonly attempts: number;
  /** Operations asked by hand that wait their turn. */
  readonly queue: readonly Operation[];
  readonly last: {
    readonly operation: Operation;
    readonly outcome: Outcome;
    readonly value: unknown;
  } | null;
}

/** What is a protocol's own about its clients. `M`: what they remember beside {@link ClientContext}. */
export interface Habits<C extends ClientConfig, M extends object> {
  /** What it remembers at its start. */
  remembers(boot: Boot, config: C, servers: readonly NodeId[]): M;
  /** Whom it may ask, in order; by default every node of the kind `config.servers`. */
  servers?(config: C): readonly NodeId[];
  /** The next operation of its workload, which is number `context.op + 1`. */
  thinks(context: ClientContext<C> & M, luck: Luck): Operation;
  /** Whom it asks first; by default whom it asked last. */
  asks?(context: ClientContext<C> & M, operation: Operation, luck: Luck): NodeId;
  /** What it learns from an answer. */
  learns?(context: ClientContext<C> & M, value: unknown): Partial<M>;
  /** What it learns from silence, when its patience has ended. */
  misses?(context: ClientContext<C> & M): Partial<M>;
}

type ClientEvent = Received<ClientReply> | CommonEvent;

/** What an operation came to that a server refuses for good. */
function refusedOutcome({ unknown }: ClientReply): Outcome {
  return unknown ? "unknown" : "fail";
}

/** The machine of clients with such habits. Their nodes' `config` is a `C`. */
export function clientMachine<C extends ClientConfig, M extends object>(habits: Habits<C, M>) {
  type Context = ClientContext<C> & M;
  type Args = { context: Context; event: ClientEvent };

  /** The server that it asks next, in order. */
  const nextServer = ({ servers, target }: Context): NodeId =>
    servers[(servers.indexOf(target) + 1) % servers.length] ?? target;

  const begins = (context: Context, event: ClientEvent, operation: Operation) =>
    ({
      op: context.op + 1,
      operation,
      attempts: 0,
      target: habits.asks?.(context, operation, luckOf(event)) ?? context.target,
    }) as Partial<Context>;

  /** What an operation came to that nobody has answered: a read had no effect, whatever else may have. */
  const unanswered = ({ operation }: Context): Outcome =>
    operation?.f === "read" ? "fail" : "unknown";

  const client = setup({
    types: { context: {} as Context, events: {} as ClientEvent, input: {} as Boot },
    actions: {
      ...effects,
      learnSettings: assign(({ event }) =>
        event.type === "settings" ? ({ knobs: event.settings.knobs } as Partial<Context>) : {},
      ),
      thinkOfOne: assign(({ context, event }) =>
        begins(context, event, habits.thinks(context, luckOf(event))),
      ),
      takeByHand: assign(({ context, event }) =>
        event.type === "command" ? begins(context, event, event.operation) : {},
      ),
      takeFromQueue: assign(({ context, event }) => ({
        ...begins(context, event, context.queue[0]!),
        queue: context.queue.slice(1),
      })),
      enqueue: assign(({ context, event }) =>
        event.type === "command"
          ? ({ queue: [...context.queue, event.operation].slice(0, 8) } as Partial<Context>)
          : {},
      ),
      countAttempt: assign(
        ({ context }) => ({ attempts: context.attempts + 1 }) as Partial<Context>,
      ),
      askNext: assign(({ context }) => ({ target: nextServer(context) }) as Partial<Context>),
      takeHint: assign(({ context, event }) => {
        const { leader } = event as Received<ClientReply>;
        return {
          target: leader !== null && leader !== context.target ? leader : nextServer(context),
        } as Partial<Context>;
      }),
      takeAnswer: assign(({ context, event }) => {
        const { value } = event as Received<ClientReply>;
        return {
          last: { operation: context.operation!, outcome: "ok", value },
          ...habits.learns?.(context, value),
        } as Partial<Context>;
      }),
      takeRefusal: assign(({ context, event }) => {
        const reply = event as Received<ClientReply>;
        return {
          last: {
            operation: context.operation!,
            outcome: refusedOutcome(reply),
            value: reply.reason,
          },
        } as Partial<Context>;
      }),
      giveUp: assign(
        ({ context }) =>
          ({
            last: { operation: context.operation!, outcome: unanswered(context), value: null },
            target: nextServer(context),
            ...habits.misses?.(context),
          }) as Partial<Context>,
      ),
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
    params: ({ context, event }: Args): EffectParams["return"] => {
      const { value, about } = event as Received<ClientReply>;
      return { op: context.op, outcome: "ok", value, ...(about ? { about } : {}) };
    },
  } as const;

  const returnRefused = {
    type: "return",
    params: ({ context, event }: Args): EffectParams["return"] => {
      const reply = event as Received<ClientReply>;
      return {
        op: context.op,
        outcome: refusedOutcome(reply),
        about: { reason: (reply.reason ?? "").replaceAll("-", " ") },
      };
    },
  } as const;

  return client.createMachine({
    id: "client",
    context: ({ input }) => {
      const config = input.config as C;
      const servers = habits.servers?.(config) ?? input.members[config.servers] ?? [];
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
        ...habits.remembers(input, config, servers),
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
                    about: { reason: phrase("nobody answered in time") },
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
                {
                  guard: "answers this",
                  target: "#client.idle",
                  actions: ["takeAnswer", returnOk],
                },
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
}
