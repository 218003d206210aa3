import type { Accesses } from "../causal/accesses.ts";
import { Graph } from "../causal/graph.ts";
import type { Pattern, Sources } from "../causal/pattern.ts";
import { firstConflict } from "../causal/view.ts";
import { inOrder } from "./in-order.ts";
import { monotonicReads } from "./monotonic-reads.ts";

/**
 * Monotonic writes (Terry et al. 1994; Viotti & Vukolić 2016, §3.2): for every process all writes and its own reads have
 * an order that keeps the order of its reads and of each process's writes and in which each read returns the last write
 * before it. It is judged with monotonic reads because only who reads in order can see in which order writes arrive.
 */
export function monotonicWrites(accesses: Accesses, sources: Sources): Pattern | null {
  const { list } = accesses;
  const simpler = monotonicReads(accesses, sources);
  if (simpler) return simpler;
  return firstConflict(accesses, sources, (_process, reads) => {
    const graph = new Graph(list.length);
    inOrder(graph, sources, reads);
    const last = new Map<string, number>();
    list.forEach((access, place) => {
      if (!access.writes) return;
      const before = last.get(access.process);
      if (before !== undefined) graph.add(before, place, true);
      if (!access.open) last.set(access.process, place);
    });
    return { graph };
  });
}
