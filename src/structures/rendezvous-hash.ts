/**
 * Rendezvous hashing, “highest random weight” (Thaler & Ravishankar 1998): every node and key together have a weight, and a key belongs to
 * the node whose weight for it is highest. No table and no circle; a lookup looks at every node. Who joins takes the keys that weigh more
 * with it than with anybody else; when a node leaves, each of its keys goes to whoever comes second for that key.
 */

/** The weight of a node for a key. Two nodes may weigh the same: then the first in the order of names has it. */
export type Weigh = (node: string, key: string) => number;

/** Whose a key is. @throws RangeError when there is no node */
export function rendezvous(nodes: readonly string[], key: string, weigh: Weigh): string {
  let best: string | null = null;
  let most = 0;
  for (const node of nodes) {
    const weight = weigh(node, key);
    if (best === null || weight > most || (weight === most && node < best)) {
      best = node;
      most = weight;
    }
  }
  if (best === null) throw new RangeError("rendezvous hashing needs a node");
  return best;
}
