import { components } from "./components.ts";
import type { Dependency, Kind } from "./dependencies.ts";
import { topological } from "./topological.ts";
import type { Transactions } from "./transaction.ts";

/** From how many edges the shortest cycle is looked for, at most. */
const STARTS = 400;

const NO_PROOF: readonly number[] = [];

/**
 * Dependencies as a graph in which cycles are looked for. Real time has nodes of its own, one for each return: a
 * transaction comes before its return, each return before the next, and the last return before a call comes before the
 * transaction called. So the edges are as many as the transactions, not as their pairs.
 */
export class DependencyGraph {
  readonly #out: Dependency[][];
  /** Nodes from here on are returns. */
  readonly #transactions: number;

  constructor(transactions: Transactions, dependencies: readonly Dependency[], realTime: boolean) {
    const { list } = transactions;
    this.#transactions = list.length;
    this.#out = list.map(() => []);
    for (const edge of dependencies) this.#out[edge.from]!.push(edge);
    if (realTime) this.#addRealTime(transactions);
  }

  #addRealTime({ list }: Transactions): void {
    const base = list.length;
    const returns = list
      .map(({ returned }, place) => ({ returned, place }))
      .filter(({ returned }) => returned < Infinity)
      .sort((a, b) => a.returned - b.returned);
    const add = (from: number, to: number) =>
      this.#out[from]!.push({ kind: "rt", from, to, key: "", proof: NO_PROOF });
    returns.forEach(({ place }, i) => {
      this.#out.push([]);
      add(place, base + i);
      if (i > 0) add(base + i - 1, base + i);
    });
    let i = 0;
    for (const { called, place } of list
      .map((each, place) => ({ called: each.called, place }))
      .sort((a, b) => a.called - b.called)) {
      while (i < returns.length && returns[i]!.returned < called) i++;
      if (i > 0) add(base + i - 1, place);
    }
  }

  /** All transactions, each after those that it depends on, otherwise in the order of `wanted`; null for a cycle. */
  serialOrder(wanted: readonly number[]): readonly number[] | null {
    const before: number[][] = this.#out.map(() => []);
    for (const edges of this.#out) for (const { from, to } of edges) before[to]!.push(from);
    const order = topological(wanted, before);
    return order && order.filter((node) => node < this.#transactions);
  }

  /**
   * An order of commits in which each transaction has a snapshot with all that it depends on and nothing that overwrites
   * what it read, otherwise the order of `wanted`; null when there is none. Snapshots are nodes of their own.
   */
  commitOrder(wanted: readonly number[]): readonly number[] | null {
    const size = this.#transactions;
    const before: number[][] = Array.from({ length: 2 * size }, (_, node) =>
      node < size ? [size + node] : [],
    );
    for (const edges of this.#out)
      for (const { kind, from, to } of edges) {
        if (kind === "rw") before[to]!.push(size + from);
        else if (kind !== "rt") before[size + to]!.push(from);
      }
    const order = topological(wanted, before);
    return order && order.filter((node) => node < size);
  }

  /** A short cycle of these kinds; null when there is none. */
  cycle(kinds: readonly Kind[]): readonly Dependency[] | null {
    const allowed = (edge: Dependency) => kinds.includes(edge.kind);
    return this.#shortest(kinds, allowed, allowed);
  }

  /** A short cycle with one edge of a kind and all others of other kinds. */
  cycleWithOne(kind: Kind, others: readonly Kind[]): readonly Dependency[] | null {
    return this.#shortest(
      [kind, ...others],
      (edge) => edge.kind === kind,
      (edge) => others.includes(edge.kind),
    );
  }

  #shortest(
    kinds: readonly Kind[],
    first: (edge: Dependency) => boolean,
    others: (edge: Dependency) => boolean,
  ): readonly Dependency[] | null {
    const component = components(this.#out.length, (node) =>
      this.#out[node]!.filter((edge) => kinds.includes(edge.kind)).map((edge) => edge.to),
    );
    const inside = (edge: Dependency) => component[edge.from] === component[edge.to];
    let best: readonly Dependency[] | null = null;
    let starts = 0;
    for (const edges of this.#out) {
      for (const edge of edges) {
        if (!inside(edge) || !first(edge)) continue;
        if (best && ++starts > STARTS) return best;
        const back = this.#path(edge.to, edge.from, (each) => inside(each) && others(each));
        if (!back || (best && back.length + 1 >= best.length)) continue;
        best = [edge, ...back];
        if (best.length === 2) return this.#withoutReturns(best);
      }
    }
    return best && this.#withoutReturns(best);
  }

  #path(
    from: number,
    to: number,
    allowed: (edge: Dependency) => boolean,
  ): readonly Dependency[] | null {
    const reached = new Map<number, Dependency | null>([[from, null]]);
    const queue = [from];
    for (const node of queue) {
      if (node === to) {
        const path: Dependency[] = [];
        for (let edge = reached.get(to); edge; edge = reached.get(edge.from)) path.unshift(edge);
        return path;
      }
      for (const edge of this.#out[node]!) {
        if (!allowed(edge) || reached.has(edge.to)) continue;
        reached.set(edge.to, edge);
        queue.push(edge.to);
      }
    }
    return null;
  }

  /** A short walk back to its start in which no two `rw` follow each other, around the end neither. */
  cycleWithApart(): readonly Dependency[] | null {
    // Each transaction twice: as reached by another kind of edge, and as reached by rw, from where rw may not go on.
    const successors = (state: number) => {
      const byRw = state % 2 === 1;
      return this.#out
        [state >> 1]!.filter(({ kind }) => kind !== "rt" && !(byRw && kind === "rw"))
        .map((edge) => ({ edge, to: 2 * edge.to + (edge.kind === "rw" ? 1 : 0) }));
    };
    const component = components(2 * this.#out.length, (state) =>
      successors(state).map(({ to }) => to),
    );
    let best: Dependency[] | null = null;
    let starts = 0;
    for (let start = 0; start < component.length; start++) {
      if (!successors(start).some(({ to }) => component[to] === component[start])) continue;
      if (best && ++starts > STARTS) break;
      const reached = new Map<number, { edge: Dependency; before: number }>();
      const queue = [start];
      search: for (const state of queue) {
        for (const { edge, to } of successors(state)) {
          if (component[to] !== component[start] || reached.has(to)) continue;
          reached.set(to, { edge, before: state });
          if (to === start) break search;
          queue.push(to);
        }
      }
      const cycle: Dependency[] = [];
      for (let at = start; ;) {
        const step = reached.get(at)!;
        cycle.unshift(step.edge);
        at = step.before;
        if (at === start) break;
      }
      if (!best || cycle.length < best.length) best = cycle;
    }
    return best;
  }

  /** Real-time steps through returns, as one step from transaction to transaction. */
  #withoutReturns(cycle: readonly Dependency[]): readonly Dependency[] {
    const start = cycle.findIndex(({ from }) => from < this.#transactions);
    const steps: Dependency[] = [];
    for (const edge of [...cycle.slice(start), ...cycle.slice(0, start)]) {
      if (edge.from < this.#transactions) steps.push(edge);
      else steps.push({ ...steps.pop()!, to: edge.to });
    }
    return steps;
  }
}
