/**
 * Cycles of dependencies, named by the kinds of their edges: what isolation levels forbid (Adya, Liskov & O'Neil 2000;
 * G-single: Adya 1999, §4.2; G-nonadjacent, which snapshot isolation forbids as well: Cerone & Gotsman 2018; the variants
 * with real time: Kingsbury & Alvaro 2020).
 */
import type { Dependency, Kind } from "./dependencies.ts";
import type { DependencyGraph } from "./dependency-graph.ts";
import type { Finding, Level } from "./finding.ts";
import type { Transactions } from "./transaction.ts";

interface Phenomenon {
  readonly anomaly: string;
  readonly level: Level;
  readonly find: (graph: DependencyGraph) => readonly Dependency[] | null;
}

function only(anomaly: string, level: Level, ...kinds: readonly Kind[]): Phenomenon {
  return { anomaly, level, find: (graph) => graph.cycle(kinds) };
}

/** Each presupposes that those before it are absent. */
const PHENOMENA: readonly Phenomenon[] = [
  only("G0", "read-uncommitted", "ww"),
  only("G1c", "read-committed", "ww", "wr"),
  {
    anomaly: "G-single",
    level: "snapshot-isolation",
    find: (graph) => graph.cycleWithOne("rw", ["ww", "wr"]),
  },
  {
    anomaly: "G-nonadjacent",
    level: "snapshot-isolation",
    find: (graph) => graph.cycleWithApart(),
  },
  only("G2-item", "serializable", "ww", "wr", "rw"),
  only("G0-realtime", "strict-serializable", "ww", "rt"),
  only("G1c-realtime", "strict-serializable", "ww", "wr", "rt"),
  {
    anomaly: "G-single-realtime",
    level: "strict-serializable",
    find: (graph) => graph.cycleWithOne("rw", ["ww", "wr", "rt"]),
  },
  only("G2-item-realtime", "strict-serializable", "ww", "wr", "rw", "rt"),
];

/** The first phenomenon that the graph has, of those that these levels forbid. */
export function firstCycle(
  { list }: Transactions,
  graph: DependencyGraph,
  levels: readonly Level[],
): Finding | null {
  for (const { anomaly, level, find } of PHENOMENA) {
    if (!levels.includes(level)) continue;
    const cycle = find(graph);
    if (!cycle) continue;
    const ids = cycle.flatMap(({ from, to, proof }) => [list[from]!.id, list[to]!.id, ...proof]);
    return { anomaly, level, ids: [...new Set(ids)], cycle };
  }
  return null;
}
