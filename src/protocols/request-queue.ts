/**
 * A server as queueing theory has it (Kendall's M/M/c): requests wait in one queue, first come, first served; each of its workers
 * serves one at a time, for a time that is drawn from the exponential distribution. Nothing in it is bounded and nothing is dropped:
 * whoever sends more than it can serve makes the queue grow. Whoever asked may have given up long ago; the server does not know and
 * works on. A crash empties the queue. Probes of its health are answered at once, past the queue.
 *
 * How fast it works at a moment is the lesson's: {@link Pace}.
 */
import { assign, setup, type EventObject } from "xstate";
import type { Boot, EffectParams, NodeId } from "../kernel/behavior.ts";
import { drawAgain, exponential, type Luck } from "../kernel/chance.ts";
import type { Micros } from "../kernel/time.ts";
import {
  diskAtStart,
  effects,
  luckOf,
  messageOf,
  type CommonEvent,
  type Received,
} from "./machine.ts";

export interface Request {
  readonly type: "Request";
  /** Unique among all requests: copies and further attempts bear the same. */
  readonly id: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

export interface Response {
  readonly type: "Response";
  readonly id: string;
  readonly attempt: number;
}

/** “Are you there?” */
export interface Probe {
  readonly type: "Probe";
  readonly round: number;
}

/** “I am.” `start`: how often it has started, so that a restart between two probes is seen. */
export interface Alive {
  readonly type: "Alive";
  readonly round: number;
  readonly start: number;
}

/** “What you had under way here is gone”: what whoever calls a server hears once it has started anew. */
export interface Reset {
  readonly type: "Reset";
}

/** A request at the server. */
export interface Job {
  readonly from: NodeId;
  readonly id: string;
  readonly attempt: number;
}

export interface QueueConfig {
  readonly workers: number;
  /** Mean time of service of one request by one worker at full speed, in local µs. */
  readonly service: Micros;
  /** The kind of node whose connections are reset when it starts anew; nobody's by default. */
  readonly resets?: string;
}

export interface QueueContext {
  readonly id: NodeId;
  readonly config: QueueConfig;
  readonly knobs: Readonly<Record<string, string>>;
  /** Who waits, the longest first. */
  readonly queue: readonly Job[];
  /** What each worker serves. */
  readonly served: readonly (Job | null)[];
  /** How often it has started. On disk. */
  readonly start: number;
}

/** The share of its full speed at which a server begins to serve a request, greater than 0. */
export type Pace = (context: QueueContext) => number;

/** A worker is done. */
interface Done {
  readonly type: "done";
  readonly worker: number;
}

type QueueEvent =
  | Received<Request>
  | Received<Probe>
  | (Done & { readonly now: Micros; readonly luck: Luck })
  | CommonEvent;
type Args = { context: QueueContext; event: QueueEvent };

/** How long something takes whose time is exponentially distributed, in whole µs and at least one. */
export function exponentialTime(luck: Luck, mean: Micros): Micros {
  return Math.max(1, Math.round(mean * exponential(luck)));
}

/** How many requests are at the server: waiting or in service. */
export function lengthOf({ queue, served }: QueueContext): number {
  return queue.length + served.reduce((count, job) => count + (job === null ? 0 : 1), 0);
}

/** The worker that this event puts to work, if any. */
function workerFor({ context, event }: Args): number {
  return event.type === "done" ? event.worker : context.served.indexOf(null);
}

function replaced<T>(list: readonly T[], at: number, value: T): readonly T[] {
  return list.map((each, i) => (i === at ? value : each));
}

function jobIn(event: QueueEvent): Job {
  const { from, id, attempt } = messageOf<Request>(event);
  return { from, id, attempt };
}

/** Who is told that it has started anew. */
function callersIn(event: EventObject, { resets }: QueueConfig): readonly NodeId[] {
  const { members } = (event as unknown as { readonly input: Boot }).input;
  return resets === undefined ? [] : (members[resets] ?? []);
}

/** The machine of servers that work at such a pace. Their nodes' `config` is {@link QueueConfig}. */
export function queueMachine(pace: Pace) {
  const serviceTimer = (
    { context, event }: Args,
    worker: number,
  ): EffectParams["setTimer"] & { event: Done } => ({
    id: `serviceTime.${worker}`,
    label: "serviceTime",
    // Two workers that become free in the same instant draw from the same luck.
    delay: exponentialTime(
      drawAgain(luckOf(event), worker),
      context.config.service / pace(context),
    ),
    event: { type: "done", worker },
  });

  const respond = {
    type: "send",
    params: ({ context, event }: Args): EffectParams["send"] => {
      const { from, id, attempt } = context.served[(event as Done).worker]!;
      const message: Response = { type: "Response", id, attempt };
      return { to: from, message };
    },
  } as const;

  const beginService = {
    type: "setTimer",
    params: (args: Args) => serviceTimer(args, workerFor(args)),
  } as const;

  const machine = setup({
    types: { context: {} as QueueContext, events: {} as QueueEvent, input: {} as Boot },
    actions: {
      ...effects,
      learnSettings: assign(({ event }) =>
        event.type === "settings" ? { knobs: event.settings.knobs } : {},
      ),
      enqueue: assign(({ context, event }) => ({ queue: [...context.queue, jobIn(event)] })),
      serve: assign(({ context, event }) => ({
        served: replaced(context.served, context.served.indexOf(null), jobIn(event)),
      })),
      serveNext: assign(({ context, event }) => ({
        served: replaced(context.served, (event as Done).worker, context.queue[0]!),
        queue: context.queue.slice(1),
      })),
      rest: assign(({ context, event }) => ({
        served: replaced(context.served, (event as Done).worker, null),
      })),
    },
    guards: {
      "a worker is free": ({ context }) => context.served.includes(null),
      "somebody waits": ({ context }) => context.queue.length > 0,
      "others work": ({ context, event }) =>
        context.served.some((job, i) => job !== null && i !== (event as Done).worker),
    },
  });

  return machine.createMachine({
    id: "server",
    context: ({ input }) => {
      const config = input.config as QueueConfig;
      return {
        id: input.id,
        config,
        knobs: input.settings.knobs,
        queue: [],
        served: Array.from({ length: config.workers }, () => null),
        start: Number(input.disk["start"] ?? 0) + 1,
      };
    },
    entry: [
      { type: "persist", params: ({ context }) => ({ start: context.start }) },
      {
        type: "note",
        params: ({ event }) =>
          diskAtStart(event)["start"] === undefined ? null : { note: "started-empty" },
      },
      {
        type: "broadcast",
        params: ({ context, event }): EffectParams["broadcast"] => {
          const message: Reset = { type: "Reset" };
          return { to: context.start === 1 ? [] : callersIn(event, context.config), message };
        },
      },
    ],
    on: {
      settings: { actions: "learnSettings" },
      Probe: {
        actions: {
          type: "send",
          params: ({ context, event }): EffectParams["send"] => {
            const { from, round } = messageOf<Probe>(event);
            const message: Alive = { type: "Alive", round, start: context.start };
            return { to: from, message };
          },
        },
      },
    },
    initial: "idle",
    states: {
      idle: {
        on: { Request: { target: "busy", actions: [beginService, "serve"] } },
      },
      busy: {
        on: {
          Request: [
            { guard: "a worker is free", actions: [beginService, "serve"] },
            { actions: "enqueue" },
          ],
          done: [
            { guard: "somebody waits", actions: [respond, beginService, "serveNext"] },
            { guard: "others work", actions: [respond, "rest"] },
            { target: "idle", actions: [respond, "rest"] },
          ],
        },
      },
    },
  });
}
