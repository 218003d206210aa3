/**
 * What clients were told, and what follows from it about the order of things: for judging sequential and causal consistency while a run goes
 * on. Reads and writes of registers; no value is written twice.
 *
 * What must come before what is kept as a graph: each client's own order, and a write before whoever read it. **Causal** consistency (CC) is
 * exactly that this has no cycle and that nobody reads what is overwritten in their causal past (Bouajjani et al. 2017, table 2). For
 * **sequential** consistency more follows: if w' comes before a read of w, it comes before w; if it comes after w, it comes after the read
 * (Gibbons & Korach 1997). A cycle among these proves that there is no order. Without one there nearly always is an order, but to know takes a
 * search (the problem is NP-complete): so a run is accused with proof, and acquitted for want of it.
 */
import type { NodeId, Outcome } from "../../kernel/behavior.ts";
import type { EventId, TraceEvent } from "../../kernel/trace.ts";

/** One read or write. */
export interface Access {
  readonly client: NodeId;
  readonly writes: boolean;
  readonly key: string;
  /** What was written, or read; null: nothing had been. */
  readonly value: unknown;
  /** `open`: it has not returned. An open write, or one of unknown outcome, may take effect at any time after its call, or never. */
  readonly outcome: Outcome | "open";
  readonly call: EventId;
  readonly ended: EventId | null;
}

/** Older ones than this many are forgotten: what is left of an ordered history has an order, so nobody is accused wrongly. */
const REMEMBERED = 120;

/** The accesses after an event; the very same list when it is no call and no return. */
export function observed(accesses: readonly Access[], event: TraceEvent): readonly Access[] {
  if (event.node === null) return accesses;
  if (event.kind === "call") {
    const { f, key = "", value = null } = event.data.operation;
    const access: Access = {
      client: event.node,
      writes: f === "write",
      key,
      value: f === "write" ? value : null,
      outcome: "open",
      call: event.id,
      ended: null,
    };
    return [...accesses, access].slice(-REMEMBERED);
  }
  if (event.kind === "return") {
    const { call, outcome, value = null } = event.data;
    return accesses.map((access) =>
      access.call === call
        ? { ...access, outcome, ended: event.id, value: access.writes ? access.value : value }
        : access,
    );
  }
  return accesses;
}

export type Question = "causal" | "sequential";

/** Nobody’s write; and nobody knows whose. */
const INITIAL = -1;
const FORGOTTEN = -2;

/** A value of a key, as one text. */
function slotOf({ key, value }: Access): string {
  return `${key} ${JSON.stringify(value)}`;
}

/** Whether what was observed contradicts the consistency. */
export function contradicts(question: Question, accesses: readonly Access[]): boolean {
  const list = accesses.filter(
    ({ writes, outcome }) => outcome === "ok" || (writes && outcome !== "fail"),
  );
  const n = list.length;
  const writers = new Map<string, number>();
  list.forEach((access, i) => {
    if (access.writes) writers.set(slotOf(access), writers.has(slotOf(access)) ? FORGOTTEN : i);
  });
  const source = list.map((access) =>
    access.writes
      ? INITIAL
      : (writers.get(slotOf(access)) ?? (access.value === null ? INITIAL : FORGOTTEN)),
  );

  // Each client is a chain; a write of unknown outcome is one of its own, after what its client did before.
  const chainOf = new Map<NodeId, number>();
  const chains: number[][] = [];
  const chain: number[] = [];
  const step: number[] = [];
  const before: number[][] = [];
  const writesOf = new Map<string, Map<number, number[]>>();
  list.forEach(({ client, outcome, writes, key }, i) => {
    let mine = chainOf.get(client);
    if (mine === undefined) chainOf.set(client, (mine = chains.push([]) - 1));
    const last = chains[mine]!.at(-1);
    before.push(last === undefined ? [] : [last]);
    if (outcome !== "ok") mine = chains.push([]) - 1;
    chain.push(mine);
    step.push(chains[mine]!.push(i) - 1);
    if (source[i]! >= 0) before[i]!.push(source[i]!);
    if (!writes) return;
    let ofKey = writesOf.get(key);
    if (!ofKey) writesOf.set(key, (ofKey = new Map<number, number[]>()));
    const known = ofKey.get(mine);
    if (known) known.push(i);
    else ofKey.set(mine, [i]);
  });

  const width = chains.length;
  /** How many of each chain come before an access. */
  const clocks = new Int16Array(n * width);
  const precedes = (a: number, b: number) => clocks[b * width + chain[a]!]! > step[a]!;
  /** Until nothing follows any more; false when something comes before itself. */
  const settle = (): boolean => {
    for (let changed = true; changed;) {
      changed = false;
      for (let i = 0; i < n; i++) {
        const base = i * width;
        for (const from of before[i]!) {
          for (let c = 0; c < width; c++) {
            const reach = clocks[from * width + c]!;
            if (reach > clocks[base + c]!) {
              clocks[base + c] = reach;
              changed = true;
            }
          }
          if (!precedes(from, i)) {
            clocks[base + chain[from]!] = step[from]! + 1;
            changed = true;
          }
        }
        if (precedes(i, i)) return false;
      }
    }
    return true;
  };
  /** The last write of a chain that comes before an access; none is undefined. */
  const lastBefore = (writes: readonly number[], i: number): number | undefined =>
    writes.findLast((each) => precedes(each, i));

  if (!settle()) return true;
  for (;;) {
    let more = false;
    const follows = (a: number, b: number): void => {
      if (precedes(a, b)) return;
      before[b]!.push(a);
      more = true;
    };
    for (let i = 0; i < n; i++) {
      const from = source[i]!;
      if (list[i]!.writes || from === FORGOTTEN) continue;
      for (const writes of writesOf.get(list[i]!.key)?.values() ?? []) {
        const newer = lastBefore(writes, i);
        if (newer !== undefined && newer !== from) {
          if (from === INITIAL || precedes(from, newer)) return true;
          if (question === "sequential") follows(newer, from);
        }
        if (question === "causal") continue;
        const next =
          from === INITIAL
            ? writes[0]
            : writes.find((each) => each !== from && precedes(from, each));
        if (next !== undefined) follows(i, next);
      }
    }
    if (!more) return false;
    if (!settle()) return true;
  }
}

/** A small part that contradicts it still: what goes on a value goes together, single reads may go. */
export function proofOf(question: Question, accesses: readonly Access[]): readonly Access[] {
  let kept = accesses.filter(({ writes, outcome }) => writes || outcome === "ok");
  const without = (drop: (access: Access) => boolean) => {
    const rest = kept.filter((access) => !drop(access));
    if (rest.length < kept.length && contradicts(question, rest)) kept = rest;
  };
  const slots = [...new Set(kept.filter(({ value }) => value !== null).map(slotOf))];
  // Halves first: most of a long history has nothing to do with it.
  for (let size = Math.ceil(slots.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let i = 0; i < slots.length; i += size) {
      const group = new Set(slots.slice(i, i + size));
      without((access) => group.has(slotOf(access)));
    }
  for (const access of kept) if (!access.writes) without((each) => each === access);
  return kept;
}
