/**
 * Everybody who uses the service, as one node: requests come as a Poisson stream (the times between two are exponentially distributed),
 * whether earlier ones are answered or not. Such a client is called open: however slow the service, it asks as much. Whoever has
 * waited for too long goes away, and nobody tells the servers.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams, type NodeId } from "../../kernel/behavior.ts";
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
import { exponentialTime, type Request, type Response } from "../request-queue.ts";
import type { Refused } from "./messages.ts";
import { SERVER } from "./state.ts";

/** Times in local µs. */
export interface CrowdConfig {
  readonly balancer: NodeId;
  /** Mean time of service of one request. */
  readonly service: Micros;
  /** How long one waits for an answer. */
  readonly patience: Micros;
}

interface Waiting {
  readonly op: number;
  readonly until: Micros;
}

export interface CrowdContext {
  readonly id: NodeId;
  readonly config: CrowdConfig;
  readonly knobs: Readonly<Record<string, string>>;
  /** How many servers the load is for. */
  readonly servers: number;
  /** The last request; on disk, so that no id is used twice. */
  readonly op: number;
  /** Who waits, the longest first. */
  readonly waiting: readonly Waiting[];
  readonly answered: number;
  readonly refused: number;
  readonly gone: number;
}

type CrowdEvent = Received<Response> | Received<Refused> | CommonEvent;
type Args = { context: CrowdContext; event: CrowdEvent };

/** The offered load that a knob's value means: `70%` is 0.7 of what all servers can do at full speed. */
export function loadIn(knobs: Readonly<Record<string, string>>): number {
  return Number.parseFloat(knobs["load"] ?? "0") / 100;
}

function nowIn(event: CrowdEvent): Micros {
  return messageOf(event).now;
}

/** The request that a message is about, `c1.17`, as this client's number; 0 when it waits for no such. */
function opIn({ context, event }: Args): number {
  const { id } = messageOf<Response | Refused>(event);
  const op = Number(id.slice(context.id.length + 1));
  return context.waiting.some((each) => each.op === op) ? op : 0;
}

const without = (waiting: readonly Waiting[], op: number) =>
  waiting.filter((each) => each.op !== op);

const crowd = setup({
  types: { context: {} as CrowdContext, events: {} as CrowdEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { knobs: event.settings.knobs } : {},
    ),
    begin: assign(({ context, event }) => {
      const op = context.op + 1;
      const until = nowIn(event) + context.config.patience;
      return { op, waiting: [...context.waiting, { op, until }] };
    }),
    takeAnswer: assign(({ context, event }) => ({
      waiting: without(context.waiting, opIn({ context, event })),
      answered: context.answered + 1,
    })),
    takeRefusal: assign(({ context, event }) => ({
      waiting: without(context.waiting, opIn({ context, event })),
      refused: context.refused + 1,
    })),
    leave: assign(({ context }) => ({
      waiting: context.waiting.slice(1),
      gone: context.gone + 1,
    })),
  },
  guards: {
    "is waited for": (args) => opIn(args) > 0,
    "the first has waited for long enough": ({ context, event }) =>
      context.waiting.length > 0 && context.waiting[0]!.until <= nowIn(event),
    busy: ({ context }) => context.knobs["workload"] !== "off",
    quiet: ({ context }) => context.knobs["workload"] === "off",
  },
  delays: { arrival: ({ context, event }) => gapOf(context, event) },
});

/** The time to the next arrival. */
function gapOf({ knobs, servers, config }: CrowdContext, event: CrowdEvent): Micros {
  return exponentialTime(luckOf(event), config.service / (loadIn(knobs) * servers));
}

const keepNumber = {
  type: "persist",
  params: ({ context }: Args) => ({ op: context.op }),
} as const;

const call = {
  type: "call",
  params: ({ context }: Args): EffectParams["call"] => ({
    op: context.op,
    operation: { f: "request" },
  }),
} as const;

const ask = {
  type: "send",
  params: ({ context }: Args): EffectParams["send"] => {
    const message: Request = { type: "Request", id: `${context.id}.${context.op}`, attempt: 1 };
    return { to: context.config.balancer, message };
  },
} as const;

/** One clock for all: who asked first has waited for longest. */
const patience = {
  type: "setTimer",
  params: ({ context, event }: Args): EffectParams["setTimer"] | null => {
    const first = context.waiting[0];
    if (!first) return null;
    const delay = Math.max(1, first.until - nowIn(event));
    return { id: "patience", label: "patience", delay, event: { type: "patience" } };
  },
} as const;

/** Only whoever waits alone starts it: otherwise it runs already. */
const firstPatience = {
  type: "setTimer",
  params: (args: Args) => (args.context.waiting.length === 1 ? patience.params(args) : null),
} as const;

const request = ["begin", keepNumber, call, ask, firstPatience] as const;

const crowdMachine = crowd.createMachine({
  id: "clients",
  context: ({ input }) => ({
    id: input.id,
    config: input.config as CrowdConfig,
    knobs: input.settings.knobs,
    servers: (input.members[SERVER] ?? []).length,
    op: Number(input.disk["op"] ?? 0),
    waiting: [],
    answered: 0,
    refused: 0,
    gone: 0,
  }),
  on: {
    settings: { actions: "learnSettings" },
    command: { actions: [...request] },
    Response: {
      guard: "is waited for",
      actions: [
        {
          type: "return",
          params: (args): EffectParams["return"] => ({ op: opIn(args), outcome: "ok" }),
        },
        "takeAnswer",
      ],
    },
    Refused: {
      guard: "is waited for",
      actions: [
        {
          type: "return",
          params: (args): EffectParams["return"] => ({
            op: opIn(args),
            outcome: "fail",
            about: { reason: phrase("no server is up") },
          }),
        },
        "takeRefusal",
      ],
    },
    patience: [
      {
        guard: "the first has waited for long enough",
        actions: [
          {
            type: "return",
            params: ({ context }: Args): EffectParams["return"] => ({
              op: context.waiting[0]!.op,
              outcome: "unknown",
            }),
          },
          {
            type: "note",
            params: ({ context }: Args): EffectParams["note"] => ({
              note: "left",
              about: { op: context.waiting[0]!.op },
            }),
          },
          "leave",
          patience,
        ],
      },
      { actions: patience },
    ],
  },
  initial: "asking",
  states: {
    asking: {
      always: { guard: "quiet", target: "quiet" },
      after: {
        arrival: {
          actions: [
            ...request,
            {
              type: "restartTimer",
              params: ({ context, event }) => ({
                label: "arrival",
                delay: gapOf(context, event),
              }),
            },
          ],
        },
      },
    },
    quiet: { always: { guard: "busy", target: "asking" } },
  },
});

/** The clients. `config` of their node is {@link CrowdConfig}. */
export const crowdNode = anyBehavior(defineNode(crowdMachine));
