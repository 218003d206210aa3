import type { History, Operation } from "../judge/operation.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { Excerpt } from "../wire/judging.ts";

/** So many operations are shown at most, apart from those that verdicts name. */
const MOST = 300;

/**
 * What a picture of the history shows: every operation that a verdict names as a culprit, and as many as there is room
 * for around the last of them; where there is none, the latest.
 */
export function excerptOf(history: History, verdicts: readonly Verdict[]): Excerpt {
  const { operations } = history;
  const named = new Set(verdicts.flatMap(({ culprits, last }) => [...(culprits ?? []), last]));
  if (operations.length <= MOST) return { operations, of: operations.length };
  const accused = Math.max(-1, ...[...named].filter((id) => id !== undefined));
  const middle = accused < 0 ? operations.length : accused + MOST / 4;
  const end = Math.min(operations.length, Math.max(MOST, Math.round(middle)));
  const shown = (op: Operation, place: number): boolean =>
    (place >= end - MOST && place < end) || named.has(op.id);
  return { operations: operations.filter(shown), of: operations.length };
}
