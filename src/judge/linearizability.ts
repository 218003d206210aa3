/**
 * Linearizability (Herlihy & Wing 1990) of a register per key, judged while the history grows: after every return
 * the set of all configurations that explain it is kept (Wing & Gong 1993, in Lowe's just-in-time form; a key at
 * a time, since linearizability is local: Herlihy & Wing, Theorem 1). Empty set: violated, proved by the smallest
 * part of the history found that still has no order. Too many configurations: unknown, never a guess.
 */
import type { NodeId } from "../kernel/behavior.ts";
import { HOLDS, type Finding, type Monitor } from "../kernel/monitor.ts";
import type { Settings } from "../kernel/settings.ts";
import { tellTime } from "../kernel/time.ts";
import type { EventId } from "../kernel/trace.ts";
import type { World } from "../kernel/world.ts";
import { callIn, returnIn, type Call, type Return } from "./history.ts";
import {
  dominates,
  forget,
  holding,
  invoke,
  returnRead,
  returnWrite,
  withdraw,
  type Configuration,
  type Pending,
} from "./register.ts";
import { phrase, say, several } from "../languages/say.ts";

/** More configurations than this and the verdict is unknown. */
const BUDGET = 2_000;

/** One key's search. Immutable. */
export interface Search {
  readonly pending: ReadonlyMap<number, Pending>;
  /** Numbers of the pending writes whose outcome nobody will ever learn. */
  readonly unknown: ReadonlySet<number>;
  readonly configurations: readonly Configuration[];
  /** The budget is spent; nothing more is said. */
  readonly exhausted: boolean;
}

/** A register that holds one of these values, and writes of unknown outcome that may still take effect. */
export function startSearch(
  values: readonly unknown[],
  lingering: readonly Pending[] = [],
): Search {
  return {
    pending: new Map(lingering.map((write) => [write.id, write])),
    unknown: new Set(lingering.map((write) => write.id)),
    configurations: [...new Set(values)].map(holding),
    exhausted: false,
  };
}

export function begin(search: Search, op: Pending): Search {
  if (search.exhausted) return search;
  return {
    ...search,
    pending: new Map(search.pending).set(op.id, op),
    configurations: search.configurations.map((at) => invoke(at, op)),
  };
}

/** An operation returns. `answer` is what a read returned. The configurations left may be none. */
export function end(
  search: Search,
  id: number,
  outcome: "ok" | "fail" | "unknown",
  answer: unknown,
): Search {
  const op = search.pending.get(id);
  if (op === undefined || search.exhausted) return search;
  if (outcome === "unknown" && op.f === "write")
    return tidy({ ...search, unknown: new Set(search.unknown).add(id) });
  const pending = new Map(search.pending);
  pending.delete(id);
  const configurations = search.configurations.flatMap((at) => {
    if (op.f === "read")
      return outcome === "ok" ? returnRead(at, id, answer, pending.values()) : [forget(at, id)];
    return outcome === "ok" ? returnWrite(at, op) : withdraw(at, id);
  });
  return tidy({ ...search, pending, configurations });
}

/** Drops what cannot matter: equal and dominated configurations, unknown writes that have taken effect in all. */
function tidy(search: Search): Search {
  const isUnknown = (id: number) => search.unknown.has(id);
  let configurations: readonly Configuration[] = search.configurations;
  if (configurations.length > BUDGET) return { ...search, configurations: [], exhausted: true };
  if (configurations.length > 1) {
    const kept: Configuration[] = [];
    for (const at of configurations) {
      if (kept.some((other) => dominates(other, at, isUnknown))) continue;
      for (let i = kept.length - 1; i >= 0; i--)
        if (dominates(at, kept[i]!, isUnknown)) kept.splice(i, 1);
      kept.push(at);
    }
    configurations = kept;
  }
  const settled = [...search.unknown].filter(
    (id) => configurations.length > 0 && configurations.every((at) => at.done.includes(id)),
  );
  if (settled.length === 0) return { ...search, configurations };
  const pending = new Map(search.pending);
  const unknown = new Set(search.unknown);
  for (const id of settled) {
    pending.delete(id);
    unknown.delete(id);
    configurations = configurations.map((at) => forget(at, id));
  }
  return { ...search, pending, unknown, configurations };
}

// ── A whole history ───────────────────────────────────────────────────────────────────────────────────────────

/** An operation of a history that is judged as a whole: numbers instead of events. `ended` null: it never returned. */
export interface Interval {
  readonly id: number;
  readonly f: "read" | "write";
  /** What a write wrote, what a read returned. */
  readonly value: unknown;
  readonly began: number;
  readonly ended: number | null;
  readonly outcome: "ok" | "fail" | "unknown";
}

/** Whether a register's history has an order; null when the budget did not suffice. */
export function hasOrder(
  history: readonly Interval[],
  initial: readonly unknown[],
  lingering: readonly Pending[] = [],
): boolean | null {
  const moments = history.flatMap((op) => [
    { time: op.began, returns: 0, op },
    ...(op.ended === null ? [] : [{ time: op.ended, returns: 1, op }]),
  ]);
  // At equal times the call comes first: touching operations count as concurrent.
  moments.sort((a, b) => a.time - b.time || a.returns - b.returns);
  let search = startSearch(initial, lingering);
  for (const { op, returns } of moments) {
    search =
      returns === 1
        ? end(search, op.id, op.outcome, op.value)
        : begin(search, { id: op.id, f: op.f, value: op.f === "write" ? op.value : null });
    if (search.exhausted) return null;
    if (search.configurations.length === 0) return false;
  }
  return true;
}

/**
 * The smallest part found of a history without order that still has none. Operations on a value go together, since a
 * read without its write would prove nothing; single reads may go.
 */
function smallest(
  history: readonly Interval[],
  initial: readonly unknown[],
  lingering: readonly Pending[],
): readonly Interval[] {
  let kept = history;
  const without = (drop: (op: Interval) => boolean) => {
    const rest = kept.filter((op) => !drop(op));
    if (rest.length < kept.length && hasOrder(rest, initial, lingering) === false) kept = rest;
  };
  // Halves first: most of a long history has nothing to do with it.
  const values = [...new Set(history.map((op) => op.value))];
  for (let size = Math.ceil(values.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let i = 0; i < values.length; i += size) {
      const group = new Set(values.slice(i, i + size));
      without((op) => group.has(op.value));
    }
  }
  for (const op of history) if (op.f === "read") without((each) => each === op);
  return kept;
}

// ── The monitor ───────────────────────────────────────────────────────────────────────────────────────────────

/** A list that grows at its head, so that each memory shares the last one's tail. */
interface Chain<T> {
  readonly last: T;
  readonly before: Chain<T> | null;
}

interface KeyMemory {
  readonly search: Search;
  readonly initial: readonly unknown[];
  readonly lingering: readonly Pending[];
  readonly returned: Chain<Return> | null;
}

interface Judged {
  readonly period: string;
  /** The last event before the period. Operations called by then are not judged: part of them belongs to another promise. */
  readonly since: EventId;
  readonly keys: ReadonlyMap<string, KeyMemory>;
  /** Writes of unknown outcome, of the whole run: a new period must reckon with them. */
  readonly unknownWrites: Chain<Return> | null;
  readonly finding: Finding;
}

export interface LinearizabilityOptions {
  /** Operations are judged together as long as this stays the same; when it changes, judging begins anew. */
  period(settings: Settings): string;
  promised(settings: Settings): boolean;
  /** Every value of each key that is anywhere in the system, on disk or under way; null where a copy has none. */
  present(world: World): ReadonlyMap<string, readonly unknown[]>;
}

/** The consistency of a register per key. */
export function linearizable(options: LinearizabilityOptions): Monitor<Judged> {
  return {
    id: "linearizable",
    title: phrase("Linearizability"),
    simple: phrase("Whoever asks gets the newest answer, as if there were only one copy."),
    source: "Herlihy & Wing 1990",
    promised: (settings) => options.promised(settings),
    start: (world) => ({
      period: options.period(world.settings),
      since: 0,
      keys: new Map(),
      unknownWrites: null,
      finding: HOLDS,
    }),
    observe(memory, step, world) {
      const period = options.period(world.settings);
      let next = period === memory.period ? memory : newPeriod(memory, period, options, world);
      for (const event of step.events) {
        if (event.kind === "call") next = observeCall(next, callIn(event)!);
        else if (event.kind === "return") next = observeReturn(next, returnIn(event)!, world);
      }
      return next;
    },
    judge: (memory) => memory.finding,
  };
}

/**
 * Another promise holds from here on. What is anywhere in the system may be read, and may take effect later; so may
 * writes that are under way or whose outcome is unknown.
 */
function newPeriod(
  memory: Judged,
  period: string,
  options: LinearizabilityOptions,
  world: World,
): Judged {
  const present = options.present(world);
  const open = world.nodes.flatMap((node) => node.calls.map((call) => call.operation));
  const writes = [...open, ...links(memory.unknownWrites)].filter(({ f }) => f === "write");
  const keys = new Map<string, KeyMemory>();
  for (const key of new Set([...present.keys(), ...writes.map((write) => write.key ?? "")])) {
    const initial = present.get(key) ?? [null];
    const values = new Set<unknown>(initial.filter((value) => value !== null));
    for (const write of writes) if ((write.key ?? "") === key) values.add(write.value ?? null);
    // Numbers below all events, so that they never meet an operation's.
    const lingering = [...values].map((value, i): Pending => ({ id: -1 - i, f: "write", value }));
    const search = startSearch(initial, lingering);
    keys.set(key, { search, initial, lingering, returned: null });
  }
  return {
    period,
    since: world.lastEvent,
    keys,
    unknownWrites: memory.unknownWrites,
    finding: HOLDS,
  };
}

function isRegister(f: string): f is "read" | "write" {
  return f === "read" || f === "write";
}

function keyOf(memory: Judged, key: string): KeyMemory {
  return (
    memory.keys.get(key) ?? {
      search: startSearch([null]),
      initial: [null],
      lingering: [],
      returned: null,
    }
  );
}

function withKey(memory: Judged, key: string, change: KeyMemory): Judged {
  return { ...memory, keys: new Map(memory.keys).set(key, change) };
}

function observeCall(memory: Judged, call: Call): Judged {
  if (!isRegister(call.f) || memory.finding.verdict === "violated") return memory;
  const key = keyOf(memory, call.key);
  const search = begin(key.search, { id: call.id, f: call.f, value: call.value });
  return withKey(memory, call.key, { ...key, search });
}

function observeReturn(memory: Judged, op: Return, world: World): Judged {
  if (!isRegister(op.f)) return memory;
  const noted =
    op.f === "write" && op.outcome === "unknown"
      ? { ...memory, unknownWrites: { last: op, before: memory.unknownWrites } }
      : memory;
  const key = keyOf(memory, op.key);
  if (memory.finding.verdict === "violated" || op.id <= memory.since) return noted;
  const search = end(key.search, op.id, op.outcome, op.answer);
  const returned = { last: op, before: key.returned };
  const next = withKey(noted, op.key, { ...key, search, returned });
  if (search.exhausted) {
    if (key.search.exhausted) return next;
    return {
      ...next,
      finding: {
        verdict: "unknown",
        simple: say`Too much happened at once to ${op.key} to tell whether every answer was right.`,
        expert: say`More than ${BUDGET} configurations explain the history of ${op.key}; the search stopped.`,
      },
    };
  }
  if (search.configurations.length > 0) return next;
  return { ...next, finding: accuse(op, key, returned, world, memory.since) };
}

function accuse(
  op: Return,
  key: KeyMemory,
  returned: Chain<Return>,
  world: World,
  since: EventId,
): Finding {
  const all = [...links(returned)].reverse();
  const intervals = all
    .filter((each) => each.outcome === "ok" || (each.f === "write" && each.outcome === "unknown"))
    .map((each): Interval => ({
      id: each.id,
      f: each.f as "read" | "write",
      value: each.answer,
      began: each.began,
      ended: each.ended,
      outcome: each.outcome,
    }));
  // Writes that have not returned yet may be what a read returned.
  for (const node of world.nodes) {
    for (const open of node.calls) {
      if (open.call > since && open.operation.key === op.key && open.operation.f === "write")
        intervals.push({
          id: open.call,
          f: "write",
          value: open.operation.value ?? null,
          began: open.began,
          ended: null,
          outcome: "unknown",
        });
    }
  }
  const core = new Set(smallest(intervals, key.initial, key.lingering).map((each) => each.id));
  const culprits = all.filter((each) => core.has(each.id));
  return {
    verdict: "violated",
    ...sentence(op, culprits),
    nodes: [...new Set<NodeId>([op.client, ...culprits.map((each) => each.client)])],
    events: [
      ...new Set<EventId>([...culprits.flatMap((each) => [each.id, each.event]), op.id, op.event]),
    ].sort((a, b) => a - b),
  };
}

/** What the accused operation contradicts, said at both levels. */
function sentence(op: Return, culprits: readonly Return[]): { simple: string; expert: string } {
  const at = tellTime;
  if (op.f === "write") {
    return {
      simple: say`${op.client} was told that ${show(op.value)} was never written to ${op.key}, and yet somebody read it.`,
      expert: say`${op.client}'s write ${op.key} = ${show(op.value)} was reported to have failed at ${at(op.ended)}, but its value had been read.`,
    };
  }
  const read = say`${op.client} read ${op.key} = ${show(op.answer)} at ${at(op.ended)}`;
  const before = culprits
    .filter((each) => each.outcome === "ok" && each.ended < op.began && each.answer !== op.answer)
    .sort((a, b) => b.ended - a.ended);
  const write = before.find((each) => each.f === "write");
  const seen = before.find((each) => each.f === "read");
  const others = culprits.length - 1;
  const proof = several(
    culprits.length,
    "No order of this operation explains it.",
    "No order of these {n} operations explains it.",
  );
  if (write && !(seen && seen.answer !== write.answer && seen.ended > write.ended))
    return {
      simple: say`${read}, although ${write.client} had been told at ${at(write.ended)} that ${show(write.answer)} is written.`,
      expert: say`${read} although ${write.client}'s write of ${show(write.answer)} had been acknowledged at ${at(write.ended)}. ${proof}`,
    };
  if (seen)
    return {
      simple: say`${read}, although ${seen.client} had already read the newer ${show(seen.answer)} at ${at(seen.ended)}.`,
      expert: say`${read} although ${seen.client} had read ${show(seen.answer)} by ${at(seen.ended)}: a new–old inversion. ${proof}`,
    };
  return {
    simple: say`${read}, and that fits no order of what the others were told.`,
    expert: several(
      others,
      "{0}; together with {n} other operation on {1} that has no order.",
      "{0}; together with {n} other operations on {1} that has no order.",
      read,
      op.key,
    ),
  };
}

function show(value: unknown): string {
  return value === null || value === undefined ? say`nothing` : String(value as string | number);
}

function* links<T>(chain: Chain<T> | null): Generator<T> {
  for (let at = chain; at !== null; at = at.before) yield at.last;
}
