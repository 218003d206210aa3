/** Lamport's logical clock and the total order that it makes, as pure functions (Lamport 1978). */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Update } from "./messages.ts";

/** IR1: the clock goes on between any two events of a process. */
export function tick(clock: number): number {
  return clock + 1;
}

/** IR2: whoever receives a message sets its clock past the message's, and never back. */
export function merge(clock: number, stamp: number): number {
  return Math.max(clock, stamp) + 1;
}

/** The total order ⇒: by timestamp, and by process where timestamps are equal. Negative when `a` comes first. */
export function compare(
  a: Pick<Update, "ts" | "origin">,
  b: Pick<Update, "ts" | "origin">,
): number {
  return a.ts - b.ts || (a.origin < b.origin ? -1 : Number(a.origin > b.origin));
}

/** How an update is called: `4p`, timestamp and process. */
export function nameOf({ ts, origin }: Pick<Update, "ts" | "origin">): string {
  return `${ts}${origin}`;
}

/** The counts with at least so much for one process; the very same when nothing changes. */
export function atLeast(
  counts: Readonly<Record<NodeId, number>>,
  of: NodeId,
  count: number,
): Readonly<Record<NodeId, number>> {
  return count > (counts[of] ?? 0) ? { ...counts, [of]: count } : counts;
}
