/**
 * A set to which everybody may add and from which everybody may remove (observed-remove set, Shapiro et al. 2011, specification 15). Each
 * add bears a tag of its own, and a remove takes exactly the tags that its replica has seen. So an add that a remove did not know of
 * survives it: add wins.
 *
 * Tags that were removed stay as tombstones, so that they are not taken for new in a payload of earlier.
 */
import type { ReplicatedType } from "./replicated-type.ts";
import { compareTags, type Tag } from "./siblings.ts";

interface Entry {
  readonly element: string;
  /** What speaks for it: it is in the set while there is one. Ascending. */
  readonly tags: readonly Tag[];
  /** Tombstones. Ascending. */
  readonly removed: readonly Tag[];
}

/** By element, ascending. */
export type ORSet = readonly Entry[];

export interface SetUpdate {
  readonly f: "add" | "remove";
  readonly element: string;
}

/** An add bears its new tag; a remove those that it has seen. */
export interface SetOperation extends SetUpdate {
  readonly tags: readonly Tag[];
}

const NOBODY: readonly Tag[] = [];

/** What is in the set, ascending. */
export function elementsOf(set: ORSet): readonly string[] {
  return set.filter(({ tags }) => tags.length > 0).map(({ element }) => element);
}

/** Only what is in the set can be removed. */
export const orSet: ReplicatedType<ORSet, SetUpdate, SetOperation> = {
  initial: [],
  prepare(set, { f, element }, by) {
    const { tags, removed } = entryOf(set, element);
    if (f === "add") {
      // Past every tag of the element that is known here; `by` keeps it apart from those that are not.
      const counter = Math.max(0, ...tags.concat(removed).map((tag) => tag.counter)) + 1;
      return { f, element, tags: [{ counter, by }] };
    }
    return tags.length === 0 ? null : { f, element, tags };
  },
  effect: (set, { f, element, tags }) =>
    orSet.merge(set, [
      f === "add" ? { element, tags, removed: NOBODY } : { element, tags: NOBODY, removed: tags },
    ]),
  merge(a, b) {
    let merged: Entry[] | null = null;
    for (const entry of b) {
      const mine = entryOf(a, entry.element);
      const both = mergeEntries(mine, entry);
      if (both === mine) continue;
      merged = (merged ?? [...a]).filter(({ element }) => element !== entry.element);
      merged.push(both);
    }
    return merged?.sort((x, y) => (x.element < y.element ? -1 : 1)) ?? a;
  },
};

function entryOf(set: ORSet, element: string): Entry {
  return (
    set.find((entry) => entry.element === element) ?? { element, tags: NOBODY, removed: NOBODY }
  );
}

function mergeEntries(a: Entry, b: Entry): Entry {
  const removed = union(a.removed, b.removed);
  const tags = union(a.tags, b.tags).filter((tag) => !has(removed, tag));
  // What is removed of `b`'s alone is no news, and then none of `a`'s own is gone.
  return removed === a.removed && tags.length === a.tags.length
    ? a
    : { element: a.element, tags, removed };
}

function has(tags: readonly Tag[], tag: Tag): boolean {
  return tags.some((other) => compareTags(other, tag) === 0);
}

/** The very same `a` where `b` brings nothing. */
function union(a: readonly Tag[], b: readonly Tag[]): readonly Tag[] {
  const news = b.filter((tag) => !has(a, tag));
  return news.length === 0 ? a : [...a, ...news].sort(compareTags);
}
