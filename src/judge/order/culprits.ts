import type { Operation } from "../operation.ts";
import { unheard } from "./parts.ts";
import type { Purse } from "./purse.ts";

/** Of what is left of the budget, for finding out which operations are to blame; and never more states than that. */
const SHARE = 0.5;
const MOST = 200_000;
/** One question may cost so many states: most cost few, and one that does not is not worth the others. */
const QUESTION = 5_000;
/** The first window on the history's end, in operations. */
const WINDOW = 8;

/**
 * Of operations that together have no order, some that have none either, whatever the others did: with the ends of the
 * others unheard, each of which may have happened at any time after its call, or never. None of them can be left
 * out: with its own end unheard too there is an order (unless the budget ends before that is found out). Halves are tried first
 * (Zeller & Hildebrandt's delta debugging), single operations last.
 *
 * @param known operations that are certainly among them.
 * @param hasNone whether the operations have no order; null when that cannot be told.
 */
export function culpritsOf(
  operations: readonly Operation[],
  known: ReadonlySet<number>,
  purse: Purse,
  hasNone: (operations: readonly Operation[], purse: Purse) => boolean,
): readonly number[] {
  const share = purse.share(SHARE).atMost(MOST);
  let kept = operations.filter((op) => op.outcome !== "unknown");
  const standsWithout = (dropped: ReadonlySet<Operation>): boolean => {
    if (share.isEmpty()) return false;
    const heard = new Set(kept.filter((op) => !dropped.has(op)).map((op) => op.id));
    const rest = operations.map((op) => (heard.has(op.id) ? op : unheard(op)));
    return hasNone(rest, share.atMost(QUESTION));
  };
  const open = () => kept.filter((op) => !known.has(op.id));
  // What proves a violation is mostly near its end.
  const byReturn = open().sort((a, b) => (b.returned ?? Infinity) - (a.returned ?? Infinity));
  for (let size = WINDOW; size < byReturn.length; size *= 2) {
    const dropped = new Set(byReturn.slice(size));
    if (!standsWithout(dropped)) continue;
    kept = kept.filter((op) => !dropped.has(op));
    break;
  }
  // Whole keys before single operations: one or two of many are mostly to blame.
  const keys = new Set(open().map((op) => op.key));
  for (const key of keys.size > 1 ? keys : []) {
    const dropped = new Set(open().filter((op) => op.key === key));
    if (standsWithout(dropped)) kept = kept.filter((op) => !dropped.has(op));
  }
  for (let size = Math.ceil(open().length / 2); size >= 1;) {
    const candidates = open();
    for (let i = 0; i < candidates.length; i += size) {
      const dropped = new Set(candidates.slice(i, i + size));
      if (standsWithout(dropped)) kept = kept.filter((op) => !dropped.has(op));
    }
    if (size === 1) break;
    size = Math.ceil(size / 2);
  }
  return kept.map((op) => op.id);
}
