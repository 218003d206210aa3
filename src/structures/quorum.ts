/** How many of `members` are more than half. */
export function majority(members: number): number {
  return Math.floor(members / 2) + 1;
}

/** What a poll has come to: enough yeses, no longer possible, or open. */
export function pollResult(members: number, yes: number, no: number): "won" | "lost" | "open" {
  if (yes >= majority(members)) return "won";
  return members - no < majority(members) ? "lost" : "open";
}

/** The largest index that a majority has reached, given how far each member has come. */
export function majorityIndex(reached: readonly number[]): number {
  const sorted = reached.toSorted((a, b) => b - a);
  return sorted[majority(reached.length) - 1] ?? 0;
}
