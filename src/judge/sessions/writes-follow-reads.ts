import type { Accesses } from "../causal/accesses.ts";
import { Graph } from "../causal/graph.ts";
import type { Pattern, Sources } from "../causal/pattern.ts";
import { firstConflict } from "../causal/view.ts";
import { inOrder } from "./in-order.ts";
import { monotonicReads } from "./monotonic-reads.ts";

/**
 * Writes follow reads, or session causality (Terry et al. 1994; Viotti & Vukolić 2016, §3.2): for every process all
 * writes and its own reads have an order in which its reads stand in order, each read returns the last write before it,
 * and every write comes after the writes that whoever wrote it had read before. It is judged with monotonic reads
 * because only who reads in order can see it.
 *
 * What a process has read so far is a node of its own, after the sources and before the process's later writes: so that
 * the edges are as many as the accesses, not as many as pairs of them.
 */
export function writesFollowReads(accesses: Accesses, sources: Sources): Pattern | null {
  const { list } = accesses;
  const simpler = monotonicReads(accesses, sources);
  if (simpler) return simpler;
  const standsFor = list.flatMap((access, place) => (access.writes ? [] : [place]));
  return firstConflict(accesses, sources, (_process, reads) => {
    const graph = new Graph(list.length + standsFor.length);
    inOrder(graph, sources, reads);
    const known = new Map<string, number>();
    let node = list.length;
    list.forEach((access, place) => {
      const before = known.get(access.process);
      if (access.writes) {
        if (before !== undefined) graph.add(before, place, true);
        return;
      }
      if (before !== undefined) graph.add(before, node, true);
      if (sources[place]! >= 0) graph.add(sources[place]!, node, false);
      known.set(access.process, node++);
    });
    return { graph, standsFor };
  });
}
