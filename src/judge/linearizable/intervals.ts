import { findOrder, type Found } from "../order/search.ts";
import { partsOf, unheard } from "../order/parts.ts";
import type { Purse } from "../order/purse.ts";
import type { StateSpace } from "../order/space.ts";
import type { Operation } from "../operation.ts";

/** Looks for an order of one object's operations that keeps real time. */
export function orderInRealTime(
  operations: readonly Operation[],
  space: StateSpace,
  purse: Purse,
): Found {
  const { certain, optional } = partsOf(operations, space.model);
  return findOrder(
    {
      space,
      chains: chainsOf(certain),
      optional: optional.map((op) => ({ op, chain: 0, after: 0 })),
      realTime: true,
    },
    purse,
  );
}

/**
 * Operations in as many chains as there are ever open at once; in a chain each returns before the next is called. Who
 * asked does not matter to linearizability, so that a thousand processes that come and go make no more than that.
 */
function chainsOf(certain: readonly Operation[]): Operation[][] {
  const chains: Operation[][] = [];
  for (const op of [...certain].sort((a, b) => a.called - b.called)) {
    const free = chains.find((chain) => (chain.at(-1)!.returned ?? Infinity) < op.called);
    if (free) free.push(op);
    else chains.push([op]);
  }
  return chains;
}

/** What was known just after a place of the history: what had not returned by then is unheard. */
export function upTo(operations: readonly Operation[], place: number): readonly Operation[] {
  return operations
    .filter((op) => op.called < place)
    .map((op) => (op.returned === null || op.returned > place ? unheard(op) : op));
}
