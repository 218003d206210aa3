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
import { partsOf } from "../order/parts.ts";
import { Purse } from "../order/purse.ts";
import { findOrder, type Found } from "../order/search.ts";
import type { History, Operation } from "../operation.ts";
import { accuseWithoutTime, OUT_OF_BUDGET } from "../telling.ts";
import type { Budget, Verdict } from "../verdict.ts";
import { allKeys } from "./all-keys.ts";

/** So many of the orders that were tried are kept for a picture. */
const TRIED = 4;

export function checkSequential(history: History, model: AnyModel, budget: Budget): Verdict {
  const purse = new Purse(budget);
  const whole = allKeys(model);
  const found = orderInPrograms(history.operations, whole, purse);
  if (found.answer === "yes")
    return {
      consistency: "sequential",
      answer: "yes",
      witness: found.order,
      simple: "",
      expert: "",
      explored: purse.explored,
    };
  if (found.answer === "unknown")
    return {
      consistency: "sequential",
      answer: "unknown",
      ...OUT_OF_BUDGET,
      explored: purse.explored,
    };
  const culprits = culpritsOf(
    history.operations,
    new Set(),
    purse,
    (some, share) => orderInPrograms(some, whole, share).answer === "no",
  );
  const alone = culprits.map((id) => history.operations[id]!);
  const share = purse.share(0.1);
  const { tried } = orderInPrograms(alone, whole, share, TRIED);
  purse.book(share);
  return {
    consistency: "sequential",
    answer: "no",
    culprits,
    tried,
    ...accuseWithoutTime(history, alone),
    explored: purse.explored,
  };
}

function orderInPrograms(
  operations: readonly Operation[],
  model: AnyModel,
  purse: Purse,
  triedWanted = 0,
): Found {
  const { certain, optional } = partsOf(operations, model);
  const programs = new Map<string, { chain: number; ops: Operation[] }>();
  const programOf = (process: string) => {
    let program = programs.get(process);
    if (!program) programs.set(process, (program = { chain: programs.size, ops: [] }));
    return program;
  };
  for (const op of certain) programOf(op.process).ops.push(op);
  const placed = optional.map((op) => {
    const { chain, ops } = programOf(op.process);
    const later = ops.findIndex((each) => each.called > op.called);
    return { op, chain, after: later < 0 ? ops.length : later };
  });
  const chains = [...programs.values()].map(({ ops }) => ops);
  return findOrder({ model, chains, optional: placed, realTime: false, triedWanted }, purse);
}
