/**
 * Version vectors (Parker et al. 1983): how far along each writer's updates somebody has seen. One vector covers another when
 * it has seen at least as much of everybody; two that do not cover each other tell of concurrent updates.
 */
export type VersionVector = Readonly<Record<string, number>>;

/** Whether `a` has seen everything that `b` has. */
export function covers(a: VersionVector, b: VersionVector): boolean {
  for (const [writer, count] of Object.entries(b)) if ((a[writer] ?? 0) < count) return false;
  return true;
}

/** The least vector that covers both. Writers are kept in order, so that equal vectors print equally. */
export function join(a: VersionVector, b: VersionVector): VersionVector {
  if (covers(a, b)) return a;
  if (covers(b, a)) return b;
  const writers = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(
    writers.map((writer) => [writer, Math.max(a[writer] ?? 0, b[writer] ?? 0)]),
  );
}

/** The vector after an update numbered `count` of its own by `writer`. */
export function advance(vector: VersionVector, writer: string, count: number): VersionVector {
  return join(vector, { [writer]: count });
}
