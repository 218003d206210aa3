/** Who may be elected, and by whom (Ongaro & Ousterhout 2014, §5.2, §5.4.1; Ongaro 2014, §4.2, §9.6). */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { isVoter, votersOf } from "../../structures/configuration.ts";
import { jointVote } from "../../structures/joint-quorum.ts";
import { isUpToDate, lastIndex, lastTerm } from "../../structures/log.ts";
import type { PreVote, RequestVote } from "./messages.ts";
import { readsOf, ruleOn, type RaftContext } from "./state.ts";

/** Why a vote is refused; null when it is granted (Figure 2, RequestVote RPC, receiver 1 and 2). */
export type Refusal = "stale-term" | "already-voted" | "log-behind" | "leader-alive";

export function voteRefusal(
  context: RaftContext,
  request: RequestVote,
  candidate: NodeId,
  now: Micros,
): Refusal | null {
  if (request.term < context.currentTerm) return "stale-term";
  if (boundByLease(context, now)) return "leader-alive";
  const votedFor = request.term > context.currentTerm ? null : context.votedFor;
  if (ruleOn(context, "one-vote-per-term") && votedFor !== null && votedFor !== candidate)
    return "already-voted";
  return upToDate(context, request) ? null : "log-behind";
}

/**
 * §9.6 of the dissertation: a pre-vote is granted by whoever would vote, and has not heard from a leader within the
 * least election timeout. A leader counts itself as heard.
 */
export function preVoteRefusal(
  context: RaftContext,
  request: PreVote,
  candidate: NodeId,
  now: Micros,
): Refusal | null {
  if (request.term < context.currentTerm) return "stale-term";
  if (context.leader === context.id) return "leader-alive";
  if (heardLately(context, now)) return "leader-alive";
  if (
    request.term === context.currentTerm &&
    context.votedFor !== null &&
    context.votedFor !== candidate
  )
    return "already-voted";
  return upToDate(context, request) ? null : "log-behind";
}

function upToDate(context: RaftContext, request: RequestVote | PreVote): boolean {
  return (
    !ruleOn(context, "log-up-to-date-vote") ||
    isUpToDate(request.lastLogTerm, request.lastLogIndex, context.log)
  );
}

function heardLately(context: RaftContext, now: Micros): boolean {
  return context.lastHeard !== null && now - context.lastHeard < context.config.electionLow;
}

/**
 * Ongaro 2014 §6.4.1 with §4.2.3: where a leader may read by its lease, nobody votes within the least election timeout
 * of having heard it, not even for itself.
 */
export function boundByLease(context: RaftContext, now: Micros): boolean {
  return readsOf(context) === "lease" && heardLately(context, now);
}

/**
 * Whether a server whose timer rings stands for election. A spare waits to be added. A server that is being removed may
 * still be needed until that is committed (Ongaro 2014, §4.2.2).
 */
export function mayStand(context: RaftContext, now: Micros): boolean {
  if (boundByLease(context, now)) return false;
  const { configuration, index } = context.members;
  return (
    isVoter(configuration, context.id) ||
    (configuration.voters.length > 0 && index > context.commitIndex)
  );
}

/** What goes to disk of term and vote. With `durable-vote` off the vote is forgotten at a restart. */
export function durableVote(context: RaftContext): {
  currentTerm: number;
  votedFor: NodeId | null;
} {
  return {
    currentTerm: context.currentTerm,
    votedFor: ruleOn(context, "durable-vote") ? context.votedFor : null,
  };
}

/** A candidate knows the outcome: enough voters said yes, or too many said no (§5.2; in joint consensus in both configurations, §6). */
export function electionResult(context: RaftContext): "won" | "lost" | "pending" {
  return jointVote(context.members.configuration, (server) =>
    context.granted.includes(server) ? true : context.refused.includes(server) ? false : null,
  );
}

/** Whom a candidate asks: every other voter. */
export function electorate(context: RaftContext): NodeId[] {
  return votersOf(context.members.configuration).filter((server) => server !== context.id);
}

/** Who has neither granted nor refused in the present election. */
export function unanswered(context: RaftContext): NodeId[] {
  return electorate(context).filter(
    (peer) => !context.granted.includes(peer) && !context.refused.includes(peer),
  );
}

/** Whether a majority, the leader included where it votes, has been heard since the last quorum check (Ongaro 2014, §6.2). */
export function hearsQuorum(context: RaftContext): boolean {
  return (
    jointVote(context.members.configuration, (server) =>
      server === context.id || context.heard.includes(server) ? true : null,
    ) === "won"
  );
}

/** The end of a log, as candidates tell it. */
export function logEnd(context: RaftContext): { lastLogIndex: number; lastLogTerm: number } {
  return { lastLogIndex: lastIndex(context.log), lastLogTerm: lastTerm(context.log) };
}
