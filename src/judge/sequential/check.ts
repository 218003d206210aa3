/**
 * Sequential consistency (Lamport 1979) of a whole history: one order of all operations explains every answer and keeps
 * the order in which each process asked; when anything happened does not matter. It is not local: two keys that are
 * each in order may not be so together, so that the history is never parted.
 *
 * An operation of unknown outcome may happen at any time after what its process did before, or never: it may still be
 * on its way when its process goes on.
 */
import type { AnyModel } from "../models/model.ts";
import { culpritsOf } from "../order/culprits.ts";
import { Purse } from "../order/purse.ts";
import { StateSpace } from "../order/space.ts";
import { findOrder, type Found } from "../order/search.ts";
import type { History, Operation } from "../operation.ts";
import { triedOrders } from "../order/tried.ts";
import { accuseWithoutTime, outOfBudget } from "../telling.ts";
import type { Budget, Verdict } from "../verdict.ts";
import { objectsOf, partsOf } from "../order/parts.ts";
import { orderOfAll } from "../linearizable/check.ts";
import { allKeys } from "./all-keys.ts";

/** Of the budget, for what may spare the search, and for the picture. */
const SHORTCUT = 0.1;

export function checkSequential(history: History, model: AnyModel, budget: Budget): Verdict {
  const purse = new Purse(budget);
  const { operations } = history;
  // What keeps real time keeps the order of each process, and is mostly found sooner.
  const strict = orderOfAll(operations, new StateSpace(model), purse.share(SHORTCUT));
  if (strict !== null) return accepted(strict, purse);
  // A key that has no order by itself has none among others.
  for (const own of objectsOf(operations, model)) {
    if (own.length === operations.length) break;
    const space = new StateSpace(model);
    if (orderInPrograms(own, space, purse.share(SHORTCUT)).answer === "no")
      return convict(own, history, space, purse);
  }
  const space = new StateSpace(allKeys(model));
  const found = orderInPrograms(operations, space, purse);
  if (found.answer === "yes") return accepted(found.order, purse);
  if (found.answer === "no") return convict(operations, history, space, purse);
  return {
    consistency: "sequential",
    answer: "unknown",
    ...outOfBudget(),
    explored: purse.explored,
  };
}

function accepted(witness: readonly number[], { explored }: Purse): Verdict {
  return { consistency: "sequential", answer: "yes", witness, simple: "", expert: "", explored };
}

function convict(
  operations: readonly Operation[],
  history: History,
  space: StateSpace,
  purse: Purse,
): Verdict {
  const culprits = culpritsOf(
    operations,
    new Set(),
    purse,
    (some, share) => orderInPrograms(some, space, share).answer === "no",
  );
  const alone = culprits.map((id) => history.operations[id]!);
  const tried = triedOrders(
    alone,
    operations,
    space.model,
    (a, b) => a.outcome !== "unknown" && a.process === b.process && a.id < b.id,
  );
  return {
    consistency: "sequential",
    answer: "no",
    culprits,
    tried,
    ...accuseWithoutTime(history, alone),
    explored: purse.explored,
  };
}

function orderInPrograms(operations: readonly Operation[], space: StateSpace, purse: Purse): Found {
  const { certain, optional } = partsOf(operations, space.model);
  const programs = new Map<string, { chain: number; ops: Operation[] }>();
  const programOf = (process: string) => {
    let program = programs.get(process);
    if (!program) programs.set(process, (program = { chain: programs.size, ops: [] }));
    return program;
  };
  let next = 0;
  const placeUntil = (called: number) => {
    for (; next < certain.length && certain[next]!.called < called; next++)
      programOf(certain[next]!.process).ops.push(certain[next]!);
  };
  // Both are in the order of calls: what has been placed so far is what the process did before.
  const placed = optional.map((op) => {
    placeUntil(op.called);
    const { chain, ops } = programOf(op.process);
    return { op, chain, after: ops.length };
  });
  placeUntil(Infinity);
  const chains = [...programs.values()].map(({ ops }) => ops);
  return findOrder({ space, chains, optional: placed, realTime: false }, purse);
}
