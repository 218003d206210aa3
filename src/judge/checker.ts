import type { AnyModel } from "./models/model.ts";
import type { History } from "./operation.ts";
import type { Budget, Consistency, Verdict } from "./verdict.ts";

/** Decides one consistency. */
export interface Checker {
  readonly consistency: Consistency;
  /** Null when the question has a meaning for the history, else a sentence that says why it has none. */
  applies(history: History, model: AnyModel): string | null;
  /** Only asked where it applies. */
  check(history: History, model: AnyModel, budget: Budget): Verdict;
}
