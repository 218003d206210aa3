/**
 * Linearizability (Herlihy & Wing 1990) of a whole history: each operation seems to happen at once at a moment between
 * its call and its return. Decided by searching for such an order (Wing & Gong 1993, with Lowe's memory of
 * configurations, 2017), a key at a time where keys are objects of their own (Herlihy & Wing, Theorem 1; Horn &
 * Kroening 2015).
 */
import type { AnyModel } from "../models/model.ts";
import { culpritsOf } from "../order/culprits.ts";
import { objectsOf } from "../order/parts.ts";
import { Purse } from "../order/purse.ts";
import { StateSpace } from "../order/space.ts";
import type { History, Operation } from "../operation.ts";
import { triedOrders } from "../order/tried.ts";
import { accuse, outOfBudget } from "../telling.ts";
import type { Budget, Verdict } from "../verdict.ts";
import { orderInRealTime, upTo } from "./intervals.ts";

/**
 * An order of all operations, by their ids, that keeps real time; null when there is none, or when it was not found
 * within the budget.
 */
export function orderOfAll(
  operations: readonly Operation[],
  space: StateSpace,
  purse: Purse,
): readonly number[] | null {
  const witness: Point[] = [];
  for (const object of objectsOf(operations, space.model)) {
    const { answer, order } = orderInRealTime(object, space, purse);
    if (answer !== "yes") return null;
    for (const point of pointsOf(order, operations)) witness.push(point);
  }
  return inOrder(witness);
}

/** The moment at which an operation happens, as a place of the history. */
interface Point {
  readonly id: number;
  readonly point: number;
}

/** A question about a prefix may cost so many states, beyond twice what the verdict has cost. */
const PREFIX = 20_000;

/** What is known to have no order: operations of one object, and the return that left them without. */
interface Violation {
  readonly operations: readonly Operation[];
  readonly last: Operation | null;
}

export function checkLinearizable(history: History, model: AnyModel, budget: Budget): Verdict {
  const purse = new Purse(budget);
  const space = new StateSpace(model);
  const witness: Point[] = [];
  let violation: Violation | null = null;
  let spent = false;
  for (const object of objectsOf(history.operations, model)) {
    // What another object has after the first violation does not make a smaller prefix.
    const place: number | null = violation?.last?.returned ?? null;
    const operations = place === null ? object : upTo(object, place);
    const found = orderInRealTime(operations, space, purse);
    if (found.answer === "unknown") spent = true;
    else if (found.answer === "no")
      violation = smallestPrefix(operations, space, found.stuckAt, purse);
    else if (violation === null)
      for (const point of pointsOf(found.order, history.operations)) witness.push(point);
  }
  const { explored } = purse;
  if (violation === null) {
    if (spent)
      return { consistency: "linearizable", answer: "unknown", ...outOfBudget(), explored };
    return {
      consistency: "linearizable",
      answer: "yes",
      witness: inOrder(witness),
      simple: "",
      expert: "",
      explored,
    };
  }
  return convict(violation, history, space, purse);
}

/**
 * The moments at which the operations of one object happen, as places of the history: as early as their order allows.
 * Orders of several objects fall into one by them.
 */
function pointsOf(order: readonly number[], all: readonly Operation[]): Point[] {
  let point = -1;
  return order.map((id) => {
    point = Math.max(point, all[id]!.called);
    return { id, point };
  });
}

function inOrder(points: readonly Point[]): number[] {
  return [...points].sort((a, b) => a.point - b.point).map(({ id }) => id);
}

/**
 * The smallest part of the history, up to a return, that has no order. Every longer part has none either, so that
 * halving finds it; it is mostly the return at which the search got stuck.
 */
function smallestPrefix(
  operations: readonly Operation[],
  space: StateSpace,
  stuckAt: number,
  purse: Purse,
): Violation {
  const returns = operations
    .filter((op) => op.outcome !== "unknown" && op.returned !== null)
    .sort((a, b) => a.returned! - b.returned!);
  let low = returns.findIndex((op) => op.returned! >= stuckAt);
  let high = returns.length - 1;
  let sure = true;
  const most = PREFIX + 2 * purse.explored;
  for (let at = low; low < high; at = (low + high) >> 1) {
    const prefix = upTo(operations, returns[at]!.returned!);
    const { answer } = orderInRealTime(prefix, space, purse.atMost(most));
    if (answer === "no") high = at;
    else low = at + 1;
    if (answer === "unknown") sure = false;
  }
  const last = returns[high]!;
  return { operations: upTo(operations, last.returned!), last: sure ? last : null };
}

function convict(
  { operations, last }: Violation,
  history: History,
  space: StateSpace,
  purse: Purse,
): Verdict {
  const culprits = culpritsOf(
    operations,
    new Set(last === null ? [] : [last.id]),
    purse,
    (some, share) => orderInRealTime(some, space, share).answer === "no",
  );
  const alone = culprits.map((id) => history.operations[id]!);
  const tried = triedOrders(
    alone,
    operations,
    space.model,
    (a, b) => a.outcome !== "unknown" && a.returned !== null && a.returned < b.called,
  );
  return {
    consistency: "linearizable",
    answer: "no",
    culprits,
    ...(last === null ? {} : { last: last.id }),
    tried,
    ...accuse(history, alone, last),
    explored: purse.explored,
  };
}
