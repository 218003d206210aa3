/**
 * A hash ring: consistent hashing as Karger et al. 1997 have it. Nodes and keys are hashed to places on one circle of 2^32; a key belongs
 * to the first node clockwise from it. A node that joins takes over only what lies between its points and the ones before them.
 *
 * Each node stands on the circle at several points, its virtual nodes (“replicas” in the paper): the more, the more evenly the circle is
 * shared out. Which hash is used is the caller's.
 */

/** A hash to 32 bits, as an unsigned integer or not: it is taken as unsigned. */
export type Hash32 = (text: string) => number;

export interface RingPoint {
  /** Its place on the circle, 0 to 2^32 − 1. */
  readonly at: number;
  readonly node: string;
}

/** The points in the order of the circle. */
export type HashRing = readonly RingPoint[];

/** How long the circle is. */
const CIRCLE = 2 ** 32;

/** A ring of these points. Of two at one place the first node in the order of names has it, whoever came first. */
export function ringOf(points: Iterable<RingPoint>): HashRing {
  const sorted = [...points].sort((a, b) => a.at - b.at || (a.node < b.node ? -1 : 1));
  return sorted.filter((point, i) => i === 0 || point.at !== sorted[i - 1]!.at);
}

/** A ring on which each node stands at so many points: the hashes of `s1#0`, `s1#1`, … */
export function virtualNodes(nodes: readonly string[], each: number, hash: Hash32): HashRing {
  return ringOf(
    nodes.flatMap((node) =>
      Array.from({ length: each }, (_, i) => ({ at: hash(`${node}#${i}`) >>> 0, node })),
    ),
  );
}

/** The index of the first point at a place or clockwise from it; the ring must not be empty. */
function firstFrom(ring: HashRing, at: number): number {
  let low = 0;
  let high = ring.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ring[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low === ring.length ? 0 : low;
}

/** Whose a place is. @throws RangeError on a ring without nodes */
export function ownerAt(ring: HashRing, at: number): string {
  const point = ring[firstFrom(ring, at >>> 0)];
  if (!point) throw new RangeError("a ring without nodes owns nothing");
  return point.node;
}

/** All nodes in the order in which a walk clockwise from a place meets them, each once. */
export function* clockwiseFrom(ring: HashRing, at: number): Generator<string> {
  if (ring.length === 0) return;
  const seen = new Set<string>();
  const first = firstFrom(ring, at >>> 0);
  for (let i = 0; i < ring.length; i++) {
    const { node } = ring[(first + i) % ring.length]!;
    if (seen.has(node)) continue;
    seen.add(node);
    yield node;
  }
}

/** The share of the circle that each node owns, 0 to 1. */
export function sharesOf(ring: HashRing): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const [i, { at, node }] of ring.entries()) {
    const before = i === 0 ? ring.at(-1)!.at - CIRCLE : ring[i - 1]!.at;
    shares.set(node, (shares.get(node) ?? 0) + (at - before) / CIRCLE);
  }
  return shares;
}

/**
 * How far a node's share of the circle is expected to be from the mean: its standard deviation over its mean, for n nodes with v points
 * each at random places. The n·v arcs are then spread evenly over all ways to part a circle (a flat Dirichlet distribution), which gives
 * √((n − 1) / (n·v + 1)); for many nodes that is about 1/√v.
 */
export function expectedSpread(nodes: number, each: number): number {
  return Math.sqrt((nodes - 1) / (nodes * each + 1));
}

/** The same of a ring as it is: the standard deviation of its shares, over the mean. */
export function spreadOf(ring: HashRing): number {
  const shares = [...sharesOf(ring).values()];
  const mean = 1 / shares.length;
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  return Math.sqrt(squares / shares.length) / mean;
}
