/**
 * What one replica holds of one key: its versions that none of the others has seen. There is one version as long as
 * nobody wrote concurrently, and several (siblings) where somebody did and both were kept (DeCandia 2007 §4.4).
 *
 * A version carries a tag, a total order of writes as in the multi-writer ABD register (Lynch & Shvartsman 1997), and a
 * version vector, the partial order of what the writer had seen. Tags choose a winner; vectors tell whether there was a
 * conflict at all. The tag is also the version's own entry in its vector.
 */
import { advance, covers, join, type VersionVector } from "./version-vector.ts";

/** A write's place in the total order: by counter, then by who wrote. No two writes share one. */
export interface Tag {
  readonly counter: number;
  readonly by: string;
}

export interface Version {
  readonly value: unknown;
  readonly tag: Tag;
  readonly vector: VersionVector;
}

/** A key's versions, highest tag first; empty when it was never written. */
export type Siblings = readonly Version[];

/** Negative when `a` comes before `b` in the total order. */
export function compareTags(a: Tag, b: Tag): number {
  return a.counter - b.counter || (a.by < b.by ? -1 : a.by > b.by ? 1 : 0);
}

/** The version of the highest tag; null when the key was never written. */
export function newest(siblings: Siblings): Version | null {
  return siblings[0] ?? null;
}

/** The highest counter in use; 0 when there is none. */
export function highestCounter(siblings: Siblings): number {
  return siblings[0]?.tag.counter ?? 0;
}

/** Everything that these versions have seen, themselves included. */
export function seenBy(siblings: Siblings): VersionVector {
  return siblings.reduce<VersionVector>((vector, version) => join(vector, version.vector), {});
}

/** The versions after a write by somebody who has seen them all: the new one alone. */
export function overwrite(siblings: Siblings, value: unknown, tag: Tag): Siblings {
  return [{ value, tag, vector: advance(seenBy(siblings), tag.by, tag.counter) }];
}

/** How two replicas' versions of a key become one. Each way is commutative, associative and idempotent. */
export type Merge = (a: Siblings, b: Siblings) => Siblings;

/** The version of the highest tag survives and counts all others as seen. */
export const lastWriteWins: Merge = (a, b) => {
  const winner = newest(union(a, b));
  if (winner === null) return a;
  const vector = join(seenBy(a), seenBy(b));
  if (a.length === 1 && a[0] === winner && covers(winner.vector, vector)) return a;
  return [{ ...winner, vector }];
};

/** Every version survives that no other one has seen. */
export const keepBoth: Merge = (a, b) => {
  const all = union(a, b);
  const kept = all.filter(
    (version) => !all.some((other) => other !== version && covers(other.vector, version.vector)),
  );
  return kept.length === a.length && kept.every((version, i) => version === a[i]) ? a : kept;
};

/** Both sides' versions, each tag once, highest first. What both have stays `a`'s own where it has seen as much. */
function union(a: Siblings, b: Siblings): Version[] {
  const all = [...a];
  for (const version of b) {
    const place = all.findIndex((other) => compareTags(other.tag, version.tag) === 0);
    const same = all[place];
    if (same === undefined) all.push(version);
    else if (!covers(same.vector, version.vector))
      all[place] = { ...same, vector: join(same.vector, version.vector) };
  }
  return all.sort((x, y) => compareTags(y.tag, x.tag));
}

/** Whether both hold the same versions. */
export function sameVersions(a: Siblings, b: Siblings): boolean {
  return (
    a.length === b.length && a.every((version, i) => compareTags(version.tag, b[i]!.tag) === 0)
  );
}
