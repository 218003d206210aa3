import { mix } from "../kernel/chance.ts";

/** One step that a system can take from a state. */
export interface Successor<S, L> {
  /** What happens, for the path that is told. */
  readonly label: L;
  readonly state: S;
}

/**
 * A system as its initial states and what can happen in each state: everything that exhaustive exploration needs to know
 * of a model. States are immutable.
 */
export interface TransitionSystem<S, L = string> {
  initial(): Iterable<S>;
  successors(state: S): Iterable<Successor<S, L>>;
  /** A whole number below 2^53; states of equal fingerprints are taken for the same. {@link fingerprint53} makes one of a text. */
  fingerprint(state: S): number;
  /**
   * Symmetry: one of the states that differ only in the names of what is interchangeable, the same for all of them. Only
   * its fingerprint is used; what is explored further is the state that was found.
   */
  canonical?(state: S): S;
  /** What is wrong with a state, in a sentence; null when nothing is. */
  violation?(state: S): string | null;
}

const LOW = 0x20_0000;

/**
 * A fingerprint of 53 bits. Among a million states two differing ones meet by chance with a probability of about 1 in
 * 18,000.
 */
export function fingerprint53(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b) ^ (b >>> 13);
  }
  return joined53(a, b);
}

/** 53 bits of two numbers of 32. */
export function joined53(a: number, b: number): number {
  return (mix(a ^ mix(b)) >>> 0) * LOW + (mix(b) >>> 11);
}
