/**
 * The strongly connected components of a graph (Tarjan 1972), without recursion: for each node the number of its
 * component. Nodes of different components are on no common cycle.
 */
export function components(
  size: number,
  successors: (node: number) => readonly number[],
): Int32Array {
  const component = new Int32Array(size).fill(-1);
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const stack: number[] = [];
  const path: { node: number; next: readonly number[]; at: number }[] = [];
  let visited = 0;
  let found = 0;
  const enter = (node: number) => {
    index[node] = low[node] = visited++;
    stack.push(node);
    path.push({ node, next: successors(node), at: 0 });
  };
  for (let root = 0; root < size; root++) {
    if (index[root]! >= 0) continue;
    enter(root);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node, next } = top;
      if (top.at < next.length) {
        const to = next[top.at++]!;
        if (index[to]! < 0) enter(to);
        else if (component[to]! < 0) low[node] = Math.min(low[node]!, index[to]!);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) low[parent.node] = Math.min(low[parent.node]!, low[node]!);
      if (low[node] !== index[node]) continue;
      for (let member = stack.pop()!; ; member = stack.pop()!) {
        component[member] = found;
        if (member === node) break;
      }
      found++;
    }
  }
  return component;
}
