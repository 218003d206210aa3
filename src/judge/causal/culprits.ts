import type { History } from "../operation.ts";
import type { Budget } from "../verdict.ts";
import { accessesOf } from "./accesses.ts";
import type { Pattern } from "./pattern.ts";
import { explain, withCandidates, type Condition, type Explained } from "./sources.ts";

/** Operations that together satisfy the condition under no choice of sources; none of them can be left out. */
export interface Culprits {
  /** Their ids, in the order of calls. */
  readonly ids: readonly number[];
  /** What they look like alone; places are those of `alone`. */
  readonly pattern: Pattern;
  readonly alone: ReturnType<typeof accessesOf>;
}

/**
 * Leaves out operations as long as the rest still has no order. With a write go the reads of its value: a read
 * without its write would prove nothing.
 */
export function culpritsOf(
  history: History,
  whole: ReturnType<typeof accessesOf>,
  refuted: Explained,
  condition: Condition,
  budget: Budget,
): Culprits {
  const places = [...withCandidates(whole, refuted.accesses)];
  const isWrite = (place: number) => whole.list[place]!.writes;
  const fails = (only: ReadonlySet<number>) => {
    const alone = accessesOf(history, only);
    const { answer, pattern } = explain(alone, condition, { states: budget.states });
    return answer === "no" ? { alone, pattern: pattern! } : null;
  };
  let left = {
    ids: new Set(places.map((place) => whole.list[place]!.id)),
    alone: whole,
    pattern: refuted.pattern!,
  };
  // Reads first: without them most writes no longer matter. Many at once first: most have nothing to do with it.
  const candidates = [
    ...places.filter((place) => !isWrite(place)),
    ...places.filter((place) => isWrite(place)),
  ].map((place) => whole.list[place]!.id);
  for (let size = 1 << (31 - Math.clz32(candidates.length)); size >= 1; size >>= 1) {
    for (let i = 0; i < candidates.length; i += size) {
      const out = new Set(candidates.slice(i, i + size));
      const rest = new Set([...left.ids].filter((id) => !out.has(id)));
      if (rest.size === left.ids.size) continue;
      const found = fails(rest);
      if (found) left = { ...found, ids: new Set(found.alone.list.map((access) => access.id)) };
    }
  }
  const { alone, pattern } = fails(left.ids) ?? left;
  const order = new Map(whole.list.map((access, place) => [access.id, place]));
  return {
    ids: [...left.ids].toSorted((a, b) => order.get(a)! - order.get(b)!),
    pattern,
    alone,
  };
}
