/** Proposal numbers: each proposer has numbers of its own, and takes a higher one each time (§2.5). */
import type { Ballot, Proposal } from "./messages.ts";

/**
 * The lowest number above `above` among a proposer's own: of `count` proposers, the one at `index` (from 0) has
 * `index + 1`, `index + 1 + count`, and so on.
 */
export function nextBallot(above: Ballot, index: number, count: number): Ballot {
  const first = index + 1;
  return above < first ? first : first + count * (Math.floor((above - first) / count) + 1);
}

/** The proposal with the highest number; null when there is none. */
export function highestOf(proposals: readonly (Proposal | null)[]): Proposal | null {
  let highest: Proposal | null = null;
  for (const each of proposals)
    if (each && (highest === null || each.number > highest.number)) highest = each;
  return highest;
}
