import type { History } from "./operation.ts";
import type { Budget, Consistency, Verdict } from "./verdict.ts";

/** Whoever answers one question about whole histories. */
export interface Checker {
  readonly consistency: Consistency;
  /** Whether the question has a meaning for this history; without one, `check` answers `unknown` and says why. */
  applies(history: History): boolean;
  check(history: History, budget: Budget): Verdict;
}
