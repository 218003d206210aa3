/**
 * Causal consistency and causal convergence by the patterns that a history must not have (Bouajjani, Enea, Guerraoui &
 * Hamza, "On verifying causal consistency", POPL 2017, tables 2 and 3). They decide it once it is known which write each
 * read read from.
 */
import { INITIAL, type Accesses } from "./accesses.ts";
import {
  causalOrder,
  causalPath,
  lastSeen,
  withSources,
  type CausalOrder,
} from "./causal-order.ts";
import { Graph, jointsOf } from "./graph.ts";
import type { Pattern, Sources } from "./pattern.ts";

/** Causal consistency (CC): no read returns what its causal past has overwritten. */
export function causal(accesses: Accesses, sources: Sources): Pattern | null {
  const order = causalOrder(accesses, sources);
  return "name" in order ? order : staleRead(accesses, sources, order);
}

/**
 * Causal convergence (CCv): besides, all processes can agree on one order of the writes that conflict, by which the last
 * in each read's causal past is the one read.
 */
export function causalConvergence(accesses: Accesses, sources: Sources): Pattern | null {
  const order = causalOrder(accesses, sources);
  if ("name" in order) return order;
  return staleRead(accesses, sources, order) ?? cyclicConflict(accesses, sources, order);
}

/** WriteCOInitRead and WriteCORead. */
function staleRead({ list }: Accesses, sources: Sources, order: CausalOrder): Pattern | null {
  for (let read = 0; read < list.length; read++) {
    const { writes, key } = list[read]!;
    if (writes) continue;
    const source = sources[read]!;
    for (const ofChain of order.writes.get(key) ?? []) {
      const newer = lastSeen(order, ofChain, read);
      if (newer === undefined || newer === source) continue;
      if (source === INITIAL) {
        const path = causalPath(order, newer, read);
        return {
          name: "WriteCOInitRead",
          accesses: withSources(list, sources, path),
          read,
          newer,
        };
      }
      if (!order.before(source, newer)) continue;
      const path = [...causalPath(order, source, newer), ...causalPath(order, newer, read)];
      return {
        name: "WriteCORead",
        accesses: withSources(list, sources, path),
        read,
        newer,
      };
    }
  }
  return null;
}

/**
 * CyclicCF. A write conflicts with the one that a read returned although it knew of both: it must come before. Of each
 * process only the latest such write counts, since the earlier ones come before that one.
 */
function cyclicConflict(accesses: Accesses, sources: Sources, order: CausalOrder): Pattern | null {
  const { list } = accesses;
  const graph = new Graph(list.length);
  for (const edges of order.graph.out)
    for (const { from, to, program } of edges) graph.add(from, to, program);
  list.forEach(({ writes, key }, read) => {
    const source = sources[read]!;
    if (writes || source < 0) return;
    for (const ofChain of order.writes.get(key)!) {
      const other = lastSeen(order, ofChain, read);
      if (other !== undefined && other !== source && !order.before(other, source))
        graph.add(other, source, false, 1, read);
    }
  });
  const sorted = graph.sorted();
  if (sorted.length === list.length) return null;
  const done = new Set(sorted);
  const conflicts = graph.out
    .flat()
    .filter((edge) => edge.because >= 0 && !done.has(edge.from) && !done.has(edge.to));
  const cycle = graph.cycleThrough(conflicts.slice(0, 64)) ?? graph.cycleThrough(conflicts)!;
  const parts = [...jointsOf(cycle)];
  for (const { from, because } of cycle)
    if (because >= 0) parts.push(because, ...causalPath(order, from, because));
  return { name: "CyclicCF", accesses: withSources(list, sources, parts) };
}
