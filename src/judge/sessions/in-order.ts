import type { Graph } from "../causal/graph.ts";
import type { Sources } from "../causal/pattern.ts";

/** A process's reads in program order, each after its source. */
export function inOrder(graph: Graph, sources: Sources, reads: readonly number[]): void {
  reads.forEach((read, i) => {
    if (i > 0) graph.add(reads[i - 1]!, read, true);
    if (sources[read]! >= 0) graph.add(sources[read]!, read, false);
  });
}
