/**
 * The nodes of a graph after all that must come before them, otherwise in the order given, as far as that goes; null when
 * there is a cycle.
 */
export function topological(
  wanted: readonly number[],
  before: readonly (readonly number[])[],
): readonly number[] | null {
  const order: number[] = [];
  /** 1: its predecessors are being placed; 2: placed. */
  const state = new Uint8Array(before.length);
  const next = new Int32Array(before.length);
  for (const root of wanted) {
    const path = state[root] === 2 ? [] : [root];
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      state[node] = 1;
      const needed = before[node]![next[node]!++];
      if (needed === undefined) {
        state[node] = 2;
        order.push(node);
        path.pop();
      } else if (state[needed] === 1) return null;
      else if (state[needed] === 0) path.push(needed);
    }
  }
  return order;
}
