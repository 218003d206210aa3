/**
 * A register in which the last writer wins (Johnson & Thomas 1975; Shapiro et al. 2011, specifications 8 and 9). “Last” is by a logical
 * timestamp, higher than all that the writer has seen: who writes knowing of a value overwrites it, and of concurrent values
 * one is dropped, the same everywhere.
 */
import type { ReplicatedType } from "./replicated-type.ts";
import { compareTags, type Tag } from "./siblings.ts";

/** A value and its timestamp; null when it was never written. */
export type LWWRegister = { readonly value: string; readonly stamp: Tag } | null;

/** Assigning is the register as it is to be, and its effect a merge. */
export type Assignment = NonNullable<LWWRegister>;

/** An update is the new value. */
export const lwwRegister: ReplicatedType<LWWRegister, string, Assignment> = {
  initial: null,
  prepare: (register, value, by) => ({
    value,
    stamp: { counter: (register?.stamp.counter ?? 0) + 1, by },
  }),
  effect: later,
  merge: later,
};

function later(a: LWWRegister, b: LWWRegister): LWWRegister {
  if (a === null || b === null) return a ?? b;
  return compareTags(a.stamp, b.stamp) < 0 ? b : a;
}
