/** A verdict on a whole history: which checker answers which question. */
import { CAUSAL } from "./causal/index.ts";
import type { Checker } from "./checker.ts";
import { eventual } from "./eventual.ts";
import { checkLinearizable } from "./linearizable/check.ts";
import { modelFor } from "./models/for-history.ts";
import type { AnyModel } from "./models/model.ts";
import type { History } from "./operation.ts";
import { checkSequential } from "./sequential/check.ts";
import { SESSIONS } from "./sessions/index.ts";
import { TRANSACTIONS } from "./transactions/index.ts";
import { AMPLE, type Budget, type Consistency, type Verdict } from "./verdict.ts";
import { say } from "../languages/say.ts";

export type { Checker };

/** Every checker, the strongest first in each family. */
export const CHECKERS: readonly Checker[] = [
  { consistency: "linearizable", applies: () => null, check: checkLinearizable },
  { consistency: "sequential", applies: () => null, check: checkSequential },
  ...CAUSAL,
  ...SESSIONS,
  eventual,
  ...TRANSACTIONS,
];

export interface JudgeOptions {
  /** Left out: guessed from the functions. */
  readonly model?: AnyModel;
  /** Left out: `serializable` for transactions, else `linearizable`. */
  readonly consistency?: Consistency;
  readonly budget?: Budget;
}

/** @throws HistoryError when no model knows the history's functions. */
export function judge(history: History, options: JudgeOptions = {}): Verdict {
  const model = options.model ?? modelFor(history).model;
  const consistency = options.consistency ?? usualQuestion(model);
  const checker = CHECKERS.find((each) => each.consistency === consistency);
  const objection = checker
    ? checker.applies(history, model)
    : say`There is no checker for “${consistency}”.`;
  if (!checker || objection !== null)
    return {
      consistency,
      answer: "unknown",
      simple: objection ?? "",
      expert: objection ?? "",
      explored: 0,
    };
  return checker.check(history, model, options.budget ?? AMPLE);
}

/** What is asked of a history when nobody says what. */
export function usualQuestion(model: AnyModel): Consistency {
  return model.id === "transactions" ? "serializable" : "linearizable";
}
