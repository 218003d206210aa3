import type { Checker } from "../checker.ts";
import type { History } from "../operation.ts";
import type { Budget, Verdict } from "../verdict.ts";
import { LEVELS, type Level } from "./finding.ts";
import { isolation, type Isolation } from "./isolation.ts";
import { tellFinding } from "./telling.ts";
import { transactionsOf, type Transactions, whyNotTransactions } from "./transaction.ts";
import { say } from "../../languages/say.ts";

/** Isolation levels over transactions on lists and registers, strong ones first. */
export const TRANSACTIONS: readonly Checker[] = LEVELS.toReversed().map((level) => ({
  consistency: level,
  applies: (history) => whyNotTransactions(history),
  check: (history, _model, budget) => judge(history, level, budget),
}));

function judge(history: History, level: Level, budget: Budget): Verdict {
  const silent = { consistency: level, simple: "", expert: "" };
  if (history.operations.length === 0) return { ...silent, answer: "yes", explored: 0 };
  const whole = transactionsOf(history);
  const judged = isolation(whole, level, budget);
  const { answer, order, explored } = judged;
  if (answer === "yes") {
    const witness = order?.map((place) => whole.list[place]!.id);
    return { ...silent, answer, explored, ...(witness ? { witness } : {}) };
  }
  if (answer === "unknown")
    return {
      consistency: level,
      answer,
      simple: say`The reads do not tell in which order things were written, and trying all would take too long.`,
      expert: say`No forbidden dependency was found, but the version orders are not known and no order that satisfies ${level} was found within the budget (${explored} states).`,
      explored,
    };
  const { ids, alone, left } = smallest(history, level, budget, whole, judged);
  const told = tellFinding(alone, left.finding, level);
  return { consistency: level, answer, culprits: ids, ...told, explored };
}

interface Smallest {
  readonly ids: readonly number[];
  readonly alone: Transactions;
  readonly left: Isolation;
}

/** Leaves out transactions, with what others read of theirs, as long as the rest has the level's answer no. */
function smallest(
  history: History,
  level: Level,
  { states }: Budget,
  whole: Transactions,
  judged: Isolation,
): Smallest {
  const fails = (only: ReadonlySet<number>): Smallest | null => {
    const alone = transactionsOf(history, only);
    const left = isolation(alone, level, { states });
    return left.answer === "no" ? { ids: [...only], alone, left } : null;
  };
  const all = history.operations.map((op) => op.id);
  let kept = fails(new Set(judged.finding?.ids ?? all)) ??
    fails(new Set(all)) ?? { ids: all, alone: whole, left: judged };
  const candidates = kept.ids;
  for (let size = 1 << (31 - Math.clz32(candidates.length)); size >= 1; size >>= 1) {
    for (let i = 0; i < candidates.length; i += size) {
      const out = new Set(candidates.slice(i, i + size));
      const rest = new Set(kept.ids.filter((id) => !out.has(id)));
      if (rest.size < kept.ids.length) kept = fails(rest) ?? kept;
    }
  }
  return { ...kept, ids: kept.ids.toSorted((a, b) => a - b) };
}
