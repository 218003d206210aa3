/**
 * Consistent hashing with bounded loads (Mirrokni, Thorup & Zadimoghaddam 2016): no node has more than ⌈c·K/N⌉ of K keys on N nodes. A key
 * whose node on the ring is full goes on clockwise to the first that is not. With c = 1 + ε a change of one node or key moves O(1/ε²) times
 * what the plain ring would move.
 *
 * Keys are placed in the order given. Whoever knows keys, order and ring finds the same places; nothing has to be remembered.
 */
import { clockwiseFrom, type HashRing } from "./hash-ring.ts";

/** How many keys a node may have: ⌈c·K/N⌉. */
export function capacityOf(factor: number, keys: number, nodes: number): number {
  // A product such as 1.1 × 50 is a little more than 55 in binary fractions.
  return Math.ceil((factor * keys) / nodes - 1e-9);
}

/**
 * The node of each key, in the order of the keys.
 * @param capacity how many keys a node may have
 * @throws RangeError when the nodes together cannot have all keys
 */
export function boundedOwners(
  ring: HashRing,
  places: readonly number[],
  capacity: number,
): readonly string[] {
  const loads = new Map<string, number>();
  return places.map((at) => {
    for (const node of clockwiseFrom(ring, at)) {
      const load = loads.get(node) ?? 0;
      if (load >= capacity) continue;
      loads.set(node, load + 1);
      return node;
    }
    throw new RangeError("more keys than all nodes together may have");
  });
}
