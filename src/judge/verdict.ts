/** What a judge says of a whole history. */

/** What may be asked of a history, weakest last in each family, by the literature's names. */
export type Consistency =
  | "linearizable"
  | "sequential"
  | "causal-memory"
  | "causal-convergence"
  | "causal"
  | "pram"
  | "read-your-writes"
  | "monotonic-reads"
  | "monotonic-writes"
  | "writes-follow-reads"
  | "eventual"
  | "strict-serializable"
  | "serializable"
  | "snapshot-isolation"
  | "read-committed"
  | "read-uncommitted";

/** Never a guess: `unknown` when the budget was spent, or the question has no meaning for this history. */
export type Answer = "yes" | "no" | "unknown";

export interface Verdict {
  readonly consistency: Consistency;
  readonly answer: Answer;
  /** Yes: operation ids in an order that explains everything, where one order does (linearizable, sequential, serializable). */
  readonly witness?: readonly number[];
  /**
   * No: ids of operations that together have no order. None of them can be left out, where the budget sufficed to find
   * out: with its end unheard (it may happen at any time after its call, or never) the rest has one.
   */
  readonly culprits?: readonly number[];
  /** No: the last operation to return in the smallest prefix of the history that cannot be explained. */
  readonly last?: number;
  /**
   * No: orders of the culprits as one would try them by hand, longest first, each as far as it goes; with whoever wrote
   * what they read. At most a handful, for a picture; none where there are too many culprits for one.
   */
  readonly tried?: readonly (readonly number[])[];
  /** The anomaly's name in the literature: `CyclicCO`, `G1c`, `G-single`, `stale read`. */
  readonly anomaly?: string;
  /** One sentence each; empty for yes. */
  readonly simple: string;
  readonly expert: string;
  /** How many states were looked at. */
  readonly explored: number;
}

/** How much may be spent on a verdict. */
export interface Budget {
  /** States that may be looked at, at most. */
  readonly states: number;
  /** Asked now and then: true ends the search, which then answers `unknown`. */
  stop?(): boolean;
  /** Told now and then how many operations of the history have been placed at most, of how many. */
  progress?(placed: number, of: number): void;
}

/** Enough for every history that a person looks at. */
export const AMPLE: Budget = { states: 20_000_000 };
