/**
 * Causal order: what a process did earlier, and the write that a read read from, come before; and so does what comes
 * before those (Ahamad, Neiger, Burns, Kohli & Hutto 1995). Kept as vector clocks over the processes.
 */
import { INITIAL, type Access, type Accesses } from "./accesses.ts";
import { Graph, jointsOf } from "./graph.ts";
import type { Pattern, Sources } from "./pattern.ts";

export interface CausalOrder {
  readonly graph: Graph;
  /** The chain of each access: its process, or a chain of its own for an open write. */
  readonly chain: readonly number[];
  /** Its place in the chain, from 0. */
  readonly step: readonly number[];
  /** How many accesses of a chain come before an access. */
  seen(access: number, chain: number): number;
  before(a: number, b: number): boolean;
  /** For each key the writes of each chain, in its order. */
  readonly writes: ReadonlyMap<string, readonly (readonly number[])[]>;
}

/** Program order and reads-from as a graph. */
export function causesOf({ list }: Accesses, sources: Sources): Graph {
  const graph = new Graph(list.length);
  list.forEach((access, place) => {
    if (access.previous >= 0) graph.add(access.previous, place, true);
    if (!access.writes && sources[place]! >= 0) graph.add(sources[place]!, place, false);
  });
  return graph;
}

/** The order, or the cycle that forbids it. */
export function causalOrder(accesses: Accesses, sources: Sources): CausalOrder | Pattern {
  const { list } = accesses;
  const graph = causesOf(accesses, sources);
  const order = graph.sorted();
  if (order.length < list.length) {
    const done = new Set(order);
    const readsFrom = list.flatMap((access, place) =>
      access.writes || done.has(place) ? [] : graph.into[place]!.filter((edge) => !edge.program),
    );
    const cycle = graph.cycleThrough(readsFrom.slice(0, 64)) ?? graph.cycleThrough(readsFrom)!;
    return { name: "CyclicCO", accesses: jointsOf(cycle) };
  }

  const chainOf = new Map(accesses.processes.map((process, i) => [process, i]));
  let chains = chainOf.size;
  const length: number[] = [];
  const chain: number[] = [];
  const step: number[] = [];
  const writes = new Map<string, number[][]>();
  const listOf = new Map<string, number[]>();
  list.forEach((access, place) => {
    const mine = access.open ? chains++ : chainOf.get(access.process)!;
    chain.push(mine);
    step.push(length[mine] ?? 0);
    length[mine] = (length[mine] ?? 0) + 1;
    if (!access.writes) return;
    const known = listOf.get(`${mine} ${access.key}`);
    if (known) {
      known.push(place);
      return;
    }
    const first = [place];
    listOf.set(`${mine} ${access.key}`, first);
    const lists = writes.get(access.key);
    if (lists) lists.push(first);
    else writes.set(access.key, [first]);
  });

  const clocks = new Int32Array(list.length * chains);
  for (const place of order) {
    const base = place * chains;
    for (const { from } of graph.into[place]!) {
      for (let c = 0; c < chains; c++) {
        const known = clocks[from * chains + c]!;
        if (known > clocks[base + c]!) clocks[base + c] = known;
      }
      const reached = base + chain[from]!;
      if (step[from]! + 1 > clocks[reached]!) clocks[reached] = step[from]! + 1;
    }
  }
  const seen = (access: number, c: number) => clocks[access * chains + c]!;
  return {
    graph,
    chain,
    step,
    seen,
    before: (a, b) => seen(b, chain[a]!) > step[a]!,
    writes,
  };
}

/** The last write of one chain's list that comes before an access; undefined when none does. */
export function lastSeen(
  order: CausalOrder,
  list: readonly number[],
  access: number,
): number | undefined {
  const seen = order.seen(access, order.chain[list[0]!]!);
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order.step[list[middle]!]! < seen) low = middle + 1;
    else high = middle;
  }
  return list[low - 1];
}

/** What joins two accesses in causal order, both included. */
export function causalPath(order: CausalOrder, from: number, to: number): readonly number[] {
  return jointsOf(order.graph.path(from, to)!);
}

/** With each read its source: a pattern without them proves nothing. */
export function withSources(
  list: readonly Access[],
  sources: Sources,
  places: Iterable<number>,
): readonly number[] {
  const all = new Set(places);
  for (const place of [...all])
    if (!list[place]!.writes && sources[place]! > INITIAL) all.add(sources[place]!);
  return [...all];
}
