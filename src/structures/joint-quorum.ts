/**
 * What a majority has decided, and what two majorities have decided together in joint consensus (Ongaro & Ousterhout 2014,
 * §6): elections and commitment then need both, each counted by itself.
 */
import type { Configuration } from "./configuration.ts";
import { majority } from "./quorum.ts";

/** What a vote has come to: enough yeses, no longer possible, or open. */
export type VoteResult = "won" | "lost" | "pending";

/** A configuration's halves; outside joint consensus `outgoing` is empty. */
type Halves = Pick<Configuration, "voters" | "outgoing">;

/** What a vote has come to. `vote` answers yes, no, or null for nothing yet. A vote among nobody is won. */
export function majorityVote(
  voters: readonly string[],
  vote: (server: string) => boolean | null,
): VoteResult {
  if (voters.length === 0) return "won";
  const needed = majority(voters.length);
  let yes = 0;
  let open = 0;
  for (const server of voters) {
    const answer = vote(server);
    if (answer === null) open++;
    else if (answer) yes++;
  }
  if (yes >= needed) return "won";
  return yes + open >= needed ? "pending" : "lost";
}

/** The largest index that a majority has reached. Nobody has reached everything: Infinity, which binds no other half. */
export function majorityCommitted(
  voters: readonly string[],
  reached: (server: string) => number,
): number {
  const indexes = voters.map(reached).sort((a, b) => b - a);
  return indexes[majority(voters.length) - 1] ?? Number.POSITIVE_INFINITY;
}

/** Won when both halves are won, lost as soon as one is. */
export function jointVote(
  { voters, outgoing }: Halves,
  vote: (server: string) => boolean | null,
): VoteResult {
  const incoming = majorityVote(voters, vote);
  const old = majorityVote(outgoing, vote);
  if (incoming === "lost" || old === "lost") return "lost";
  return incoming === "won" && old === "won" ? "won" : "pending";
}

/** The largest index that a majority of each half has reached; Infinity when there is nobody at all. */
export function jointCommitted(
  { voters, outgoing }: Halves,
  reached: (server: string) => number,
): number {
  return Math.min(majorityCommitted(voters, reached), majorityCommitted(outgoing, reached));
}
