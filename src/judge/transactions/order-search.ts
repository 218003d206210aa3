import type { Budget } from "../verdict.ts";
import type { Dependency } from "./dependencies.ts";
import { Execution } from "./execution.ts";
import type { Transactions } from "./transaction.ts";

export interface Found {
  readonly answer: "yes" | "no" | "unknown";
  /** Yes: places in the order of commits. */
  readonly order: readonly number[];
  readonly explored: number;
}

/** Whether the transactions can be carried out in this order. */
export function canRun(
  transactions: Transactions,
  order: readonly number[],
  serial: boolean,
): boolean {
  const execution = new Execution(transactions, serial);
  return order.every((place) => {
    const fits = execution.fits(place);
    execution.commit(place);
    return fits;
  });
}

/**
 * Looks through the orders in which the transactions can be carried out. `first` says what must come first in each of
 * them. Serially, the same transactions with the same contents need not be looked at twice.
 */
export function searchOrder(
  transactions: Transactions,
  first: readonly Pick<Dependency, "from" | "to">[],
  serial: boolean,
  budget: Budget,
): Found {
  const { list } = transactions;
  const before = list.map(() => new Set<number>());
  for (const { from, to } of first) before[to]!.add(from);
  const execution = new Execution(transactions, serial);
  const done = new Uint8Array(list.length);
  const seen = new Set<string>();
  let missing = list.filter(({ optional }) => !optional).length;
  let explored = 0;
  let spent = false;
  // Depth first without recursion: at each depth, which place is tried next.
  const tries = [0];
  while (tries.length > 0) {
    if (missing === 0) return { answer: "yes", order: [...execution.order], explored };
    const place = tries[tries.length - 1]!++;
    if (place >= list.length) {
      tries.pop();
      if (execution.order.length === 0) break;
      const last = execution.order.at(-1)!;
      execution.undo();
      done[last] = 0;
      if (!list[last]!.optional) missing++;
      continue;
    }
    if (done[place] || [...before[place]!].some((each) => !done[each] && !list[each]!.optional))
      continue;
    if (++explored > budget.states || budget.stop?.()) {
      spent = true;
      break;
    }
    if (!execution.fits(place)) continue;
    execution.commit(place);
    done[place] = 1;
    if (!list[place]!.optional) missing--;
    if (serial) {
      const state = `${done.join("")} ${execution.contents()}`;
      if (seen.has(state)) {
        execution.undo();
        done[place] = 0;
        if (!list[place]!.optional) missing++;
        continue;
      }
      seen.add(state);
    }
    tries.push(0);
  }
  return { answer: spent ? "unknown" : "no", order: [], explored };
}
