/**
 * What a caller remembers, and the pure functions that move it. Each gives its next state and what it asks of the kernel, in order.
 */
import type { Boot, Effect, NodeId } from "../../kernel/behavior.ts";
import { between, drawAgain, type Luck } from "../../kernel/chance.ts";
import type { Micros } from "../../kernel/time.ts";
import { phrase } from "../../languages/say.ts";
import type { Request } from "../request-queue.ts";

/** After failures in a row nobody is called for a while. */
export const BREAKER = "breaker";
/** Who waits before a retry waits for a random time. */
export const JITTER = "jitter";
/** Retries are a small share of requests. */
export const RETRY_BUDGET = "retry-budget";

/** The kind of the nodes that call; clients, as nobody crashes them. */
export const CALLER = "client";
/** The kind of the node that is called. */
export const SERVER = "server";

/** Times in local µs. */
export interface CallerConfig {
  readonly server: NodeId;
  /** Mean time of service, and by how many: what the load is a share of. */
  readonly service: Micros;
  readonly workers: number;
  /** How long an attempt waits for its answer. */
  readonly timeout: Micros;
  /** The wait before the first retry; before each further one twice as long, up to `longest`. */
  readonly backoff: Micros;
  readonly longest: Micros;
  /** The breaker looks at so many of the last attempts and opens when this share of them has failed. */
  readonly window: number;
  readonly threshold: number;
  /** How long it stays open before it tries again. */
  readonly sleepWindow: Micros;
  /** Retries for each request, and how many may be saved up. */
  readonly ratio: number;
  readonly saved: number;
}

/** A request that is not answered yet. */
export interface Call {
  readonly op: number;
  readonly attempt: number;
  /** It is at the server, as far as its caller knows, or waits for its next attempt. */
  readonly phase: "sent" | "waiting";
}

export interface CallerContext {
  readonly id: NodeId;
  readonly config: CallerConfig;
  readonly knobs: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, boolean>>;
  /** How many callers share the load. */
  readonly callers: number;
  /** The last request; on disk, so that no number is used twice. */
  readonly op: number;
  readonly calls: readonly Call[];
  /** Whether the last attempts were answered in time, the latest last. */
  readonly outcomes: readonly boolean[];
  /** Retries that may be made now; a part of one counts. */
  readonly budget: number;
  /** The request by which a half-open breaker tries; 0: none. */
  readonly trial: number;
  readonly answered: number;
  readonly failed: number;
  /** Of the failed: how many were not even tried, because the breaker was open. */
  readonly rejected: number;
  /** Answers that came when nobody waited for them any more. */
  readonly wasted: number;
}

/** A step of a caller. */
export interface Plan {
  readonly next: Partial<CallerContext>;
  readonly effects: readonly Effect[];
}

export function wake({ id, config, settings, members, disk }: Boot): CallerContext {
  const own = config as CallerConfig;
  return {
    id,
    config: own,
    knobs: settings.knobs,
    rules: settings.rules,
    callers: (members[CALLER] ?? []).length,
    op: Number(disk["op"] ?? 0),
    calls: [],
    outcomes: [],
    budget: own.saved,
    trial: 0,
    answered: 0,
    failed: 0,
    rejected: 0,
    wasted: 0,
  };
}

/** The offered load that a knob's value means: `60%` is 0.6 of what the server can do at full speed. */
export function loadIn(knobs: Readonly<Record<string, string>>): number {
  return Number.parseFloat(knobs["load"] ?? "0") / 100;
}

/** Mean time between two requests of this caller. */
export function meanGap({ knobs, callers, config }: CallerContext): Micros {
  return (config.service * callers) / (config.workers * loadIn(knobs));
}

/** How often a request is attempted at most. */
export function mostAttempts(knobs: Readonly<Record<string, string>>): number {
  return 1 + Number.parseInt(knobs["retries"] ?? "0", 10);
}

/** Whether so many of the last attempts have failed that the breaker opens. */
export function isFailing({ outcomes, config }: CallerContext): boolean {
  const failures = outcomes.filter((ok) => !ok).length;
  return outcomes.length >= config.window && failures >= config.threshold * config.window;
}

export function idOf({ id }: Pick<CallerContext, "id">, op: number): string {
  return `${id}.${op}`;
}

export function opOf(id: string): number {
  return Number(id.slice(id.lastIndexOf(".") + 1));
}

// ── Attempts ──────────────────────────────────────────────────────────────────────────────────────────────────

function timeoutId(op: number): string {
  return `timeout.${op}`;
}

/** One attempt goes out. */
function send(context: CallerContext, op: number, attempt: number): readonly Effect[] {
  const message: Request = { type: "Request", id: idOf(context, op), attempt };
  return [
    { type: "send", params: { to: context.config.server, message } },
    {
      type: "setTimer",
      params: {
        id: timeoutId(op),
        label: "timeout",
        delay: context.config.timeout,
        event: { type: "timeout", op } as { type: string },
      },
    },
  ];
}

function begin(op: number): readonly Effect[] {
  return [
    { type: "persist", params: { op } },
    { type: "call", params: { op, operation: { f: "request" } } },
  ];
}

/** A user asks, and the server is called. */
export function ask(context: CallerContext, asTrial: boolean): Plan {
  const op = context.op + 1;
  const { ratio, saved } = context.config;
  return {
    next: {
      op,
      calls: [...context.calls, { op, attempt: 1, phase: "sent" }],
      budget: Math.min(saved, context.budget + ratio),
      ...(asTrial ? { trial: op } : {}),
    },
    effects: [...begin(op), ...send(context, op, 1)],
  };
}

const REJECTED = phrase("the breaker is open");
const EXHAUSTED = phrase("nobody answered in time");

function fails(op: number, reason: string): Effect {
  return { type: "return", params: { op, outcome: "fail", about: { reason } } };
}

/** A user asks, and is told at once that it does not work now. */
export function reject(context: CallerContext): Plan {
  const op = context.op + 1;
  return {
    next: { op, failed: context.failed + 1, rejected: context.rejected + 1 },
    effects: [...begin(op), fails(op, REJECTED)],
  };
}

function without(calls: readonly Call[], op: number): readonly Call[] {
  return calls.filter((call) => call.op !== op);
}

function remembered(
  { outcomes, config }: CallerContext,
  ok: boolean,
): Pick<CallerContext, "outcomes"> {
  return { outcomes: [...outcomes, ok].slice(-config.window) };
}

/** The wait before a further attempt is over: it goes out. */
export function retry(context: CallerContext, op: number, asTrial: boolean): Plan {
  const call = context.calls.find((each) => each.op === op);
  if (!call) return { next: {}, effects: [] };
  const attempt = call.attempt + 1;
  return {
    next: {
      calls: context.calls.map((each) => (each === call ? { op, attempt, phase: "sent" } : each)),
      ...(asTrial ? { trial: op } : {}),
    },
    effects: send(context, op, attempt),
  };
}

/** The wait is over, and the breaker is open: the request fails. */
export function rejectRetry(context: CallerContext, op: number): Plan {
  if (!context.calls.some((each) => each.op === op)) return { next: {}, effects: [] };
  return {
    next: {
      calls: without(context.calls, op),
      failed: context.failed + 1,
      rejected: context.rejected + 1,
    },
    effects: [fails(op, REJECTED)],
  };
}

/** Whether an answer belongs to the attempt that is under way. */
export function isAwaited(context: CallerContext, op: number, attempt: number): boolean {
  return context.calls.some(
    (call) => call.op === op && call.attempt === attempt && call.phase === "sent",
  );
}

/** The answer that a caller waits for. */
export function succeed(context: CallerContext, op: number): Plan {
  return {
    next: {
      calls: without(context.calls, op),
      answered: context.answered + 1,
      ...remembered(context, true),
    },
    effects: [
      { type: "cancelTimer", params: { id: timeoutId(op) } },
      { type: "return", params: { op, outcome: "ok" } },
    ],
  };
}

/** How long to wait before the next attempt. With jitter any time up to that (“full jitter”). */
export function backoffAfter(
  { config, rules }: Pick<CallerContext, "config" | "rules">,
  op: number,
  attempt: number,
  luck: Luck,
): Micros {
  const longest = Math.min(config.longest, config.backoff * 2 ** (attempt - 1));
  // What fails in one instant has the same luck, but for its number.
  return rules[JITTER] === false ? longest : between(drawAgain(luck, op), 1, longest);
}

/** An attempt has failed: there will be another one, if there may be, or the request has failed. */
export function fail(context: CallerContext, op: number, luck: Luck): Plan {
  const call = context.calls.find((each) => each.op === op);
  if (!call || call.phase !== "sent") return { next: {}, effects: [] };
  const noted = remembered(context, false);
  const budgeted = context.rules[RETRY_BUDGET] !== false;
  const again = call.attempt < mostAttempts(context.knobs) && (!budgeted || context.budget >= 1);
  if (!again)
    return {
      next: { ...noted, calls: without(context.calls, op), failed: context.failed + 1 },
      effects: [fails(op, EXHAUSTED)],
    };
  const waiting: Call = { ...call, phase: "waiting" };
  const delay = backoffAfter(context, op, call.attempt, luck);
  return {
    next: {
      ...noted,
      calls: context.calls.map((each) => (each === call ? waiting : each)),
      budget: Math.max(0, context.budget - 1),
    },
    effects: [
      {
        type: "setTimer",
        params: {
          id: `backoff.${op}`,
          label: "backoff",
          delay,
          event: { type: "again", op } as { type: string },
        },
      },
    ],
  };
}

/** The server has started anew: whatever was under way there has failed, all at once. */
export function reset(context: CallerContext, luck: Luck): Plan {
  const under = context.calls.filter(({ phase }) => phase === "sent");
  let now = context;
  const effects: Effect[] = [];
  for (const { op } of under) {
    const plan = fail(now, op, luck);
    now = { ...now, ...plan.next };
    effects.push({ type: "cancelTimer", params: { id: timeoutId(op) } }, ...plan.effects);
  }
  const { calls, outcomes, failed, budget } = now;
  const again = calls.filter(({ phase }) => phase === "waiting").length;
  const waited = context.calls.filter(({ phase }) => phase === "waiting").length;
  if (under.length > 0)
    effects.push({
      type: "note",
      params: { note: "reset", about: { failed: under.length, again: again - waited } },
    });
  return { next: { calls, outcomes, failed, budget }, effects };
}
