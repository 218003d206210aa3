/**
 * What comes before what, as a graph that grows. Edges are added in rounds, so that a later edge can be explained by
 * earlier ones.
 */
export interface Edge {
  readonly from: number;
  readonly to: number;
  /** Two accesses of one process, in its order: a path may skip what lies between them. */
  readonly program: boolean;
  /** 0: given. Else the round in which it was inferred. */
  readonly round: number;
  /** The read that it was inferred from; -1 for a given edge. */
  readonly because: number;
}

export class Graph {
  readonly size: number;
  readonly out: Edge[][];
  readonly into: Edge[][];

  constructor(size: number) {
    this.size = size;
    this.out = Array.from({ length: size }, () => []);
    this.into = Array.from({ length: size }, () => []);
  }

  add(from: number, to: number, program: boolean, round = 0, because = -1): void {
    const edge = { from, to, program, round, because };
    this.out[from]!.push(edge);
    this.into[to]!.push(edge);
  }

  /** Every node after all that come before it; shorter than the graph when it has a cycle. */
  sorted(): number[] {
    const waiting = this.into.map((edges) => edges.length);
    const order: number[] = [];
    for (let node = 0; node < this.size; node++) if (waiting[node] === 0) order.push(node);
    for (let i = 0; i < order.length; i++)
      for (const { to } of this.out[order[i]!]!) if (--waiting[to]! === 0) order.push(to);
    return order;
  }

  /**
   * The edges of a path that needs the fewest edges other than program order, of those added before a round; null when
   * there is no path.
   */
  path(from: number, to: number, before = Infinity): readonly Edge[] | null {
    const reached: (Edge | null | undefined)[] = [];
    const settled = new Uint8Array(this.size);
    reached[from] = null;
    let level = [from];
    while (level.length > 0) {
      const next: number[] = [];
      for (let node = level.pop(); node !== undefined; node = level.pop()) {
        if (settled[node]) continue;
        settled[node] = 1;
        if (node === to) return this.#backFrom(to, reached);
        for (const edge of this.out[node]!) {
          if (edge.round >= before || settled[edge.to]) continue;
          if (edge.program) {
            reached[edge.to] = edge;
            level.push(edge.to);
          } else {
            reached[edge.to] ??= edge;
            next.push(edge.to);
          }
        }
      }
      level = next;
    }
    return null;
  }

  #backFrom(to: number, reached: readonly (Edge | null | undefined)[]): Edge[] {
    const edges: Edge[] = [];
    for (let edge = reached[to]; edge; edge = reached[edge.from]) edges.unshift(edge);
    return edges;
  }

  /** A short cycle through one of these edges; null when none of them is on one. */
  cycleThrough(edges: readonly Edge[]): readonly Edge[] | null {
    let best: readonly Edge[] | null = null;
    for (const edge of edges) {
      const back = this.path(edge.to, edge.from);
      if (back && (!best || bindingEdges(back) + 1 < bindingEdges(best))) best = [edge, ...back];
    }
    return best;
  }
}

function bindingEdges(path: readonly Edge[]): number {
  return path.filter((edge) => !edge.program).length;
}

/** The nodes that a path or a cycle cannot do without: those between two steps of program order can be skipped. */
export function jointsOf(path: readonly Edge[]): readonly number[] {
  const joints = new Set<number>();
  const ends = path.length > 0 && path[0]!.from !== path.at(-1)!.to;
  for (const edge of path) {
    if (edge.program) continue;
    joints.add(edge.from);
    joints.add(edge.to);
  }
  if (ends) joints.add(path[0]!.from).add(path.at(-1)!.to);
  return [...joints];
}
