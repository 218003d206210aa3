/**
 * Stale reads: a read returned a value although a newer one had been acknowledged to somebody, by a write or by a
 * read, before it began. Which of two values is newer is read off the history: the one whose write began after the
 * other's had returned; for writes that overlap, the higher tag, where the store puts `tag` into its answers. No replica
 * can know this, since it takes all clients' answers together.
 */
import type { NodeId } from "../kernel/behavior.ts";
import type { Meter } from "../kernel/monitor.ts";
import { printValue } from "../kernel/operation.ts";
import type { Micros } from "../kernel/time.ts";
import type { EventId } from "../kernel/trace.ts";
import { callIn, returnIn, type Call, type Return } from "./history.ts";
import { phrase, say } from "../languages/say.ts";

/** One stale read, with what proves it. */
export interface Stale {
  readonly client: NodeId;
  readonly key: string;
  readonly value: unknown;
  readonly newer: unknown;
  /** The stale read's return, and the acknowledgement of what is newer. */
  readonly event: EventId;
  readonly evidence: EventId;
}

interface Order {
  readonly counter: number;
  readonly by: string;
}

/** Something that a client was told. */
interface Told {
  readonly value: unknown;
  readonly tag: Order | null;
  readonly at: Micros;
  readonly event: EventId;
}

interface Written {
  readonly value: unknown;
  readonly began: Micros;
  /** Null until it has returned with success. */
  readonly ended: Micros | null;
}

interface KeyHistory {
  readonly told: readonly Told[];
  readonly written: readonly Written[];
}

export interface Staleness {
  readonly keys: ReadonlyMap<string, KeyHistory>;
  readonly count: number;
  /** The latest stale reads, newest last. */
  readonly latest: readonly Stale[];
}

/** How many acknowledgements and writes of a key are remembered; a read is rarely staler than that. */
const REMEMBERED = 40;

/** Counts stale reads; its memory keeps the last ones with their evidence. */
export const staleReads: Meter<Staleness> = {
  id: "stale",
  start: () => ({ keys: new Map(), count: 0, latest: [] }),
  observe(memory, step) {
    let next = memory;
    for (const event of step.events) {
      if (event.kind === "call") next = noteCall(next, callIn(event)!);
      else if (event.kind === "return") next = noteReturn(next, returnIn(event)!);
    }
    return next;
  },
  remark(memory, before) {
    const stale = memory.count > before.count ? memory.latest.at(-1) : undefined;
    if (!stale) return null;
    const { client, key, value, newer, event } = stale;
    return {
      node: client,
      word: phrase("stale"),
      simple: say`${client} got an old answer: ${key} = ${printValue(value)}, although somebody had been told ${printValue(newer)} already.`,
      expert: say`${client} read ${key} = ${printValue(value)}: stale, since ${printValue(newer)} had been acknowledged before the read began.`,
      cause: event,
    };
  },
  read: (memory) => [
    {
      id: "stale",
      label: say`stale reads`,
      value: memory.count,
      unit: "",
      tone: memory.count > 0 ? "bad" : "good",
      ...(memory.latest.length > 0 ? { nodes: [memory.latest.at(-1)!.client] } : {}),
    },
  ],
};

function keyOf(memory: Staleness, key: string): KeyHistory {
  return memory.keys.get(key) ?? { told: [], written: [] };
}

function withKey(memory: Staleness, key: string, change: KeyHistory): Staleness {
  return { ...memory, keys: new Map(memory.keys).set(key, change) };
}

function noteCall(memory: Staleness, call: Call): Staleness {
  if (call.f !== "write") return memory;
  const history = keyOf(memory, call.key);
  const written = [...history.written, { value: call.value, began: call.began, ended: null }];
  return withKey(memory, call.key, { ...history, written: written.slice(-REMEMBERED) });
}

function noteReturn(memory: Staleness, op: Return): Staleness {
  if (op.outcome !== "ok") return memory;
  const history = keyOf(memory, op.key);
  const told: Told = {
    value: op.answer,
    tag: orderOf(op.about["tag"]),
    at: op.ended,
    event: op.event,
  };
  const written =
    op.f === "write"
      ? history.written.map((write) =>
          write.value === op.value && write.began === op.began
            ? { ...write, ended: op.ended }
            : write,
        )
      : history.written;
  const next = withKey(memory, op.key, {
    told: [...history.told, told].slice(-REMEMBERED),
    written,
  });
  if (op.f !== "read") return next;
  const newer = history.told.findLast((each) => each.at < op.began && isNewer(each, told, history));
  if (newer === undefined) return next;
  const stale: Stale = {
    client: op.client,
    key: op.key,
    value: op.answer,
    newer: newer.value,
    event: op.event,
    evidence: newer.event,
  };
  return { ...next, count: next.count + 1, latest: [...next.latest, stale].slice(-8) };
}

/** Whether `a`'s value was written after `b`'s. */
function isNewer(a: Told, b: Told, history: KeyHistory): boolean {
  if (a.value === b.value || a.value === null) return false;
  if (b.value === null) return true;
  const writeA = history.written.findLast((write) => write.value === a.value);
  const writeB = history.written.findLast((write) => write.value === b.value);
  if (writeA && writeB) {
    if (writeB.ended !== null && writeB.ended < writeA.began) return true;
    if (writeA.ended !== null && writeA.ended < writeB.began) return false;
  }
  if (a.tag === null || b.tag === null) return false;
  return a.tag.counter > b.tag.counter || (a.tag.counter === b.tag.counter && a.tag.by > b.tag.by);
}

function orderOf(tag: unknown): Order | null {
  return typeof tag === "object" && tag !== null && "counter" in tag && "by" in tag
    ? (tag as Order)
    : null;
}
