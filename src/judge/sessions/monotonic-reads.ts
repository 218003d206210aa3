import { INITIAL, type Accesses } from "../causal/accesses.ts";
import { withSources } from "../causal/causal-order.ts";
import type { Pattern, Sources } from "../causal/pattern.ts";

/**
 * Monotonic reads (Terry et al. 1994; Viotti & Vukolić 2016, §3.2): for every process all writes and its own reads have
 * an order that keeps the order of its reads and in which each read returns the last write before it.
 *
 * Since no two writes are ordered, keys do not meddle with each other, and only one thing is forbidden: to return to a
 * value of a key that another one has replaced.
 */
export function monotonicReads({ list }: Accesses, sources: Sources): Pattern | null {
  interface Seen {
    /** For each source of the key, the last read of it. */
    readonly last: Map<number, number>;
    now: number;
  }
  const seen = new Map<string, Seen>();
  for (let place = 0; place < list.length; place++) {
    const { writes, process, key } = list[place]!;
    const source = sources[place]!;
    if (writes || source < INITIAL) continue;
    const slot = `${process} ${key}`;
    const before = seen.get(slot);
    if (!before) {
      // Everybody starts at the initial value, seen or not.
      const last = new Map([[INITIAL, -1]]).set(source, place);
      seen.set(slot, { last, now: source });
      continue;
    }
    if (source !== before.now && before.last.has(source)) {
      const first = before.last.get(source)!;
      const between = before.last.get(before.now)!;
      const reads = [...(first < 0 || source === INITIAL ? [] : [first]), between, place];
      const accesses = withSources(list, sources, reads);
      return { name: "monotonic-reads", accesses, read: place, newer: before.now };
    }
    before.last.set(source, place);
    before.now = source;
  }
  return null;
}
