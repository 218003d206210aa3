/**
 * Which write each read read from, where a value was written more than once. Models of consistency are defined over
 * histories in which that is known; here a history satisfies one when some choice does.
 *
 * Choices that fail are remembered by the reads that made them fail. When every choice of a read is ruled out by such
 * memories, they rule out together what the earlier reads chose (resolution), until a choice succeeds or none is left:
 * the way of conflict-driven solvers, with a consistency's patterns as the theory.
 */
import type { Budget } from "../verdict.ts";
import { NOBODY, type Accesses } from "./accesses.ts";
import type { Pattern, Sources } from "./pattern.ts";

/** Why a history with known sources is not consistent; null when it is. */
export type Condition = (accesses: Accesses, sources: Sources) => Pattern | null;

export interface Explained {
  readonly answer: "yes" | "no" | "unknown";
  /** No: the places of all accesses that took part in ruling out every choice, and the last pattern met. */
  readonly accesses: readonly number[];
  readonly pattern: Pattern | null;
  readonly explored: number;
}

/** Choices of sources that fail together: for each read its source. */
type Failure = ReadonlyMap<number, number>;

/** States that looking at one access counts for: about the time that a state takes other judges. */
const COST = 10;

/** Whether some choice of sources satisfies the condition. */
export function explain(accesses: Accesses, condition: Condition, budget: Budget): Explained {
  const { list } = accesses;
  const sources = list.map(({ candidates }) => candidates[0] ?? NOBODY);
  const choosers = list.flatMap(({ candidates }, place) => (candidates.length > 1 ? [place] : []));
  const depthOf = new Map(choosers.map((place, depth) => [place, depth]));
  /** Failures by the last read that takes part, and by its choice. */
  const failures: Map<number, Failure[]>[] = choosers.map(() => new Map());
  const involved = new Set<number>();
  let explored = 0;
  let pattern: Pattern | null = null;

  const failing = (depth: number, source: number) => {
    const known = failures[depth]!.get(source) ?? [];
    explored += known.length;
    return known.find((failure) => {
      for (const [place, choice] of failure)
        if (place !== choosers[depth] && sources[place] !== choice) return false;
      return true;
    });
  };
  /** Remembers a failure and goes back to the last read that takes part; −1 when none does. */
  const learn = (failure: Failure): number => {
    const depth = Math.max(-1, ...[...failure.keys()].map((place) => depthOf.get(place)!));
    if (depth < 0) return depth;
    const choice = failure.get(choosers[depth]!)!;
    const known = failures[depth]!.get(choice);
    if (known) known.push(failure);
    else failures[depth]!.set(choice, [failure]);
    return depth;
  };
  const result = (answer: Explained["answer"]): Explained => ({
    answer,
    accesses: [...involved],
    pattern,
    explored,
  });

  for (let depth = 0; ;) {
    if (depth === choosers.length) {
      explored += COST * Math.max(1, list.length);
      pattern = condition(accesses, sources);
      if (!pattern) return result("yes");
      for (const place of pattern.accesses) involved.add(place);
      const choices = pattern.accesses.filter((place) => depthOf.has(place));
      depth = learn(new Map(choices.map((place) => [place, sources[place]!])));
    } else {
      explored++;
      const place = choosers[depth]!;
      const blocked: Failure[] = [];
      const choice = list[place]!.candidates.find((source) => {
        const failure = failing(depth, source);
        if (failure) blocked.push(failure);
        return !failure;
      });
      if (choice !== undefined) {
        sources[place] = choice;
        depth++;
      } else {
        const together = new Map(blocked.flatMap((failure) => [...failure]));
        together.delete(place);
        depth = learn(together);
      }
    }
    if (depth < 0) return result("no");
    if (explored > budget.states || budget.stop?.()) return result("unknown");
  }
}

/** The accesses and the sources that each read among them may have. */
export function withCandidates({ list }: Accesses, places: Iterable<number>): Set<number> {
  const all = new Set(places);
  for (const place of [...all])
    for (const source of list[place]!.candidates) if (source >= 0) all.add(source);
  return all;
}
