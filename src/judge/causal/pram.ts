import { monotonicReads } from "../sessions/monotonic-reads.ts";
import { readYourWrites } from "../sessions/read-your-writes.ts";
import type { Accesses } from "./accesses.ts";
import { Graph } from "./graph.ts";
import type { Pattern, Sources } from "./pattern.ts";
import { firstConflict } from "./view.ts";

/**
 * PRAM, or FIFO consistency (Lipton & Sandberg 1988): every process sees all writes in one order that keeps the program
 * order of each process and explains its own reads. What others read binds nobody.
 */
export function pram(accesses: Accesses, sources: Sources): Pattern | null {
  // Two simpler guarantees first, since they are simpler to tell.
  const simpler = readYourWrites(accesses, sources) ?? monotonicReads(accesses, sources);
  if (simpler) return simpler;
  return firstConflict(accesses, sources, (_process, reads) => {
    const graph = new Graph(accesses.list.length);
    accesses.list.forEach(({ previous }, place) => {
      if (previous >= 0) graph.add(previous, place, true);
    });
    for (const read of reads) if (sources[read]! >= 0) graph.add(sources[read]!, read, false);
    return { graph };
  });
}
