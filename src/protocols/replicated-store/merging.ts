/** A replica’s copies: what others’ versions make of them, and which writes did not know of each other. */
import {
  compareTags,
  highestCounter,
  keepBoth,
  lastWriteWins,
  seenBy,
  type Merge,
  type Siblings,
  type Tag,
  type Version,
} from "../../structures/siblings.ts";
import type { Copies } from "./messages.ts";
import type { ReplicaContext, Change } from "./state.ts";

/**
 * How versions become one here. CP goes by tags alone: its register has one value. AP and CA after a split have what the
 * knob `conflicts` says.
 */
export function mergeOf(context: ReplicaContext): Merge {
  return context.mode !== "CP" && context.conflicts === "keep-both" ? keepBoth : lastWriteWins;
}

export function copyOf(context: ReplicaContext, key: string): Siblings {
  return context.copies[key] ?? [];
}

/** The copies after another replica's versions of one key have arrived. */
export function take(context: ReplicaContext, key: string, versions: Siblings): Change {
  const own = copyOf(context, key);
  const merged = mergeOf(context)(own, versions);
  return merged === own ? {} : { copies: { ...context.copies, [key]: merged } };
}

/** The copies after another replica's whole store has arrived. */
export function takeAll(context: ReplicaContext, copies: Copies): Change {
  let next = context;
  for (const [key, versions] of Object.entries(copies))
    next = { ...next, ...take(next, key, versions) };
  return next === context ? {} : { copies: next.copies };
}

/** Whether these versions would change anything here. */
export function bringsNews(context: ReplicaContext, key: string, versions: Siblings): boolean {
  const own = copyOf(context, key);
  return mergeOf(context)(own, versions) !== own;
}

/** What a merge means for those who wrote: nothing, siblings, or an acknowledged write thrown away. */
export interface Conflict {
  readonly key: string;
  readonly kept: readonly unknown[];
  readonly lost: readonly unknown[];
  /** One of the lost writes was coordinated here; where none is lost, one of those kept. */
  readonly own: boolean;
}

/**
 * The conflict that a replica's versions and those that arrive make anew; null when either side has seen what the other
 * brings. CP has none: its register goes by tags alone.
 */
export function conflictBetween(
  context: ReplicaContext,
  key: string,
  versions: Siblings,
): Conflict | null {
  if (context.mode === "CP") return null;
  const own = copyOf(context, key);
  const theirs = unseen(versions, own);
  const ours = unseen(own, versions);
  if (theirs.length === 0 || ours.length === 0) return null;
  const merged = mergeOf(context)(own, versions);
  const lost = [...ours, ...theirs].filter((version) => !has(merged, version));
  return {
    key,
    kept: merged.map((version) => version.value),
    lost: lost.map((version) => version.value),
    own: (lost.length > 0 ? lost : merged).some((version) => version.tag.by === context.id),
  };
}

/** The conflicts between a replica's whole store and one that arrives. */
export function conflictsBetween(context: ReplicaContext, copies: Copies): Conflict[] {
  return Object.entries(copies).flatMap(
    ([key, versions]) => conflictBetween(context, key, versions) ?? [],
  );
}

function has(versions: Siblings, version: Version): boolean {
  return versions.some((each) => compareTags(each.tag, version.tag) === 0);
}

/** Versions that whoever wrote the others had not seen. */
function unseen(versions: Siblings, others: Siblings): Siblings {
  const seen = seenBy(others);
  return versions.filter((version) => (seen[version.tag.by] ?? 0) < version.tag.counter);
}

/** A tag above all these, never given before. */
export function nextTag(context: ReplicaContext, seen: readonly Siblings[]): Tag {
  const highest = Math.max(context.issued, ...seen.map(highestCounter));
  return { counter: highest + 1, by: context.id };
}
