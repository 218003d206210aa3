/**
 * The moments of a round that set-ups strike at, under the latencies and the slow disks of this lesson: messages take 115 to
 * 135 ms, writing takes 400 ms.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { MILLISECOND, printDuration } from "../../kernel/time.ts";

/** So many ms after a round began all promises are in, and accept requests are on their way to everybody. */
export const ASKS_TO_ACCEPT = 700;

/** So many ms after a round began everybody has accepted and is writing; no answer has left. */
export const ACCEPTED = 900;

/** A second round that begins so many ms after the first overtakes it, is overtaken in turn, and so on. */
export const OVERTAKES = 450;

/** A second round that begins so many ms after the first has its prepare requests arrive about when the first’s accept requests do. */
export const CLOSE = 640;

/** Where a script says `at`, so many ms from the start. */
export function at(ms: number, ...lines: readonly string[]): readonly string[] {
  return lines.map((line) => `at ${printDuration(ms * MILLISECOND)} ${line}`);
}

/** When set-ups begin: the stage is there, and nothing moves yet. */
const START = 500;

/** p1 begins a round by hand, and what strikes so many ms later. */
export function roundOfP1(
  strikes: readonly (readonly [after: number, ...lines: string[]])[] = [],
): readonly string[] {
  return [
    "set start hand",
    ...at(START, "fire p1 begin"),
    ...strikes.flatMap(([after, ...lines]) => at(START + after, ...lines)),
  ];
}

function cuts(from: NodeId, to: readonly NodeId[]): string[] {
  return to.map((each) => `cut ${from}>${each}`);
}

/** p1's accept request reaches a1 alone, and p1 is gone. */
export const ONE_ACCEPTS = roundOfP1([
  [ASKS_TO_ACCEPT, ...cuts("p1", ["a2", "a3", "a4", "a5"])],
  [ACCEPTED, "crash p1"],
  [ACCEPTED + 600, "heal"],
]);

/** Three of five accept fig, their answers reach nobody, and p1 is gone: chosen, and nobody knows. */
export const NOBODY_KNOWS = roundOfP1([
  [ASKS_TO_ACCEPT, ...cuts("p1", ["a4", "a5"])],
  [ACCEPTED, "crash p1", "partition p1 l1 l2 | p2 a1 a2 a3 a4 a5"],
]);
