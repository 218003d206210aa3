/**
 * One process's view: whether all writes and its own reads have one order that keeps a given one and in which each read
 * returns the last write before it. Causal memory (Ahamad et al. 1995), PRAM (Lipton & Sandberg 1988) and all session
 * guarantees but one ask this of every process and differ in the order given.
 *
 * With the process's reads in order and their sources known it is decided by saturation. If a write comes before a read
 * of the same key that returned another one, then it comes before that other one too; such edges are added until there
 * are no more (the relation HB of Bouajjani et al. 2017, for any order given). A cycle, or a write before a read of the
 * initial value, leaves no order. Otherwise there is one: take the reads in their order and before each put what must
 * come before it and is not there yet, in any order that fits. The read's source is then the last write of its key: the
 * others of that key that stand before the read come before the source by an added edge.
 */
import { INITIAL, type Accesses } from "./accesses.ts";
import { withSources } from "./causal-order.ts";
import { Graph, jointsOf, type Edge } from "./graph.ts";
import type { Pattern, Sources } from "./pattern.ts";

/** Whose view, in which order. */
export interface View {
  readonly process: string;
  /** Nodes are the places of accesses; further ones may stand between them, with `nodes` telling for what access. */
  readonly graph: Graph;
  /** The access that a node beyond the accesses stands for. */
  readonly standsFor: readonly number[];
  /** The process's own reads, in program order. */
  readonly reads: readonly number[];
}

/** Why the view has no order; null when it has one. */
export function conflictIn(accesses: Accesses, sources: Sources, view: View): Pattern | null {
  const { list } = accesses;
  const { graph, process } = view;
  const writes = new Map<string, number[]>();
  const reads = view.reads.filter((read) => sources[read]! >= INITIAL);
  for (const read of reads) writes.set(list[read]!.key, []);
  list.forEach((access, place) => {
    if (access.writes) writes.get(access.key)?.push(place);
  });
  const words = (graph.size + 31) >> 5;
  const past = new Uint32Array(graph.size * words);
  const has = (node: number, other: number) =>
    (past[node * words + (other >> 5)]! & (1 << (other & 31))) !== 0;
  const learn = (node: number, from: number) => {
    const [to, of] = [node * words, from * words];
    for (let i = 0; i < words; i++) past[to + i]! |= past[of + i]!;
    past[to + (from >> 5)]! |= 1 << (from & 31);
  };
  const told = (parts: readonly number[]) =>
    withSources(
      list,
      sources,
      parts.map((node) => (node < list.length ? node : view.standsFor[node - list.length]!)),
    );

  for (let round = 1; ; round++) {
    const order = graph.sorted();
    if (order.length < graph.size) {
      const done = new Set(order);
      const suspects = graph.out
        .flat()
        .filter((edge) => !edge.program && !done.has(edge.from) && !done.has(edge.to));
      const inferred = suspects.filter((edge) => edge.round === round - 1);
      const cycle =
        graph.cycleThrough(inferred.slice(0, 64)) ??
        graph.cycleThrough(inferred) ??
        graph.cycleThrough(suspects)!;
      return { name: "CyclicHB", accesses: told(explained(graph, cycle)), process };
    }
    const rank = new Int32Array(graph.size);
    order.forEach((node, i) => {
      rank[node] = i;
      for (const { from } of graph.into[node]!) learn(node, from);
    });
    let inferred = 0;
    for (const read of reads) {
      const source = sources[read]!;
      const before = writes
        .get(list[read]!.key)!
        .filter((write) => write !== source && has(read, write));
      if (source === INITIAL) {
        const newer = before[0];
        if (newer === undefined) continue;
        const path = graph.path(newer, read)!;
        const parts = [newer, read, ...explained(graph, path)];
        return { name: "WriteHBInitRead", accesses: told(parts), read, newer, process };
      }
      // The latest first: most others come before it, so that no edge is needed for them.
      before.sort((a, b) => rank[b]! - rank[a]!);
      for (const write of before) {
        if (has(source, write)) continue;
        graph.add(write, source, false, round, read);
        learn(source, write);
        inferred++;
      }
    }
    if (inferred === 0) return null;
  }
}

/** The nodes of a path or cycle, and those by which its inferred edges came to be. */
function explained(graph: Graph, path: readonly Edge[]): readonly number[] {
  const parts = new Set<number>();
  const open: (readonly Edge[])[] = [path];
  const seen = new Set<Edge>();
  for (let next = open.pop(); next; next = open.pop()) {
    for (const node of jointsOf(next)) parts.add(node);
    for (const edge of next) {
      if (edge.because < 0 || seen.has(edge)) continue;
      seen.add(edge);
      parts.add(edge.because);
      open.push(graph.path(edge.from, edge.because, edge.round)!);
    }
  }
  return [...parts];
}

/** The reads of each process, in program order. */
export function readsOfEach({ list, processes }: Accesses): ReadonlyMap<string, readonly number[]> {
  const reads = new Map<string, number[]>(processes.map((process) => [process, []]));
  list.forEach((access, place) => {
    if (!access.writes) reads.get(access.process)!.push(place);
  });
  return reads;
}

/** Looks at the view of every process. */
export function firstConflict(
  accesses: Accesses,
  sources: Sources,
  given: (process: string, reads: readonly number[]) => { graph: Graph; standsFor?: number[] },
): Pattern | null {
  for (const [process, reads] of readsOfEach(accesses)) {
    if (reads.length === 0) continue;
    const { graph, standsFor = [] } = given(process, reads);
    const conflict = conflictIn(accesses, sources, { process, graph, standsFor, reads });
    if (conflict) return conflict;
  }
  return null;
}
