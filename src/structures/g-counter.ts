/** A counter that only grows (Shapiro et al. 2011, specification 6): everybody counts its own, and the sum is the value. */
import type { ReplicatedType } from "./replicated-type.ts";
import { join, type VersionVector } from "./version-vector.ts";

/** How much each replica has counted. The counters of a vector and these are one lattice. */
export type GCounter = VersionVector;

/** `by` counts `amount` more. Twice is twice: the effect is not idempotent. */
export interface Increment {
  readonly by: string;
  readonly amount: number;
}

/** The value. */
export function total(counter: GCounter): number {
  return Object.values(counter).reduce((sum, count) => sum + count, 0);
}

/** An update is an amount; it must be more than nothing. */
export const gCounter: ReplicatedType<GCounter, number, Increment> = {
  initial: {},
  prepare: (_, amount, by) => (amount > 0 ? { by, amount } : null),
  effect: (counter, { by, amount }) => join(counter, { [by]: (counter[by] ?? 0) + amount }),
  merge: join,
};
