/** A Raft server's state (Figure 2) and the pure functions that move it. Control flow is in `machine.ts`. */
import type { Boot, NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import {
  appendAfter,
  conflictHint,
  isUpToDate,
  lastIndex,
  lastTerm,
  matches,
  probeAfterHint,
  termAt,
  type Log,
} from "../../structures/log.ts";
import { majorityIndex, pollResult } from "../../structures/quorum.ts";
import type {
  AppendEntries,
  AppendEntriesReply,
  ClientReply,
  Command,
  PreVote,
  RequestVote,
} from "./messages.ts";

/** How long things take, in local µs. */
export interface RaftTimes {
  /** An election timeout is drawn evenly from here (§5.2). */
  readonly electionLow: Micros;
  readonly electionHigh: Micros;
  readonly heartbeat: Micros;
}

export interface RaftContext {
  readonly id: NodeId;
  readonly peers: readonly NodeId[];
  readonly times: RaftTimes;
  readonly rules: Readonly<Record<string, boolean>>;

  // On disk (Figure 2, "persistent state").
  readonly currentTerm: number;
  readonly votedFor: NodeId | null;
  readonly log: Log<Command>;

  // In memory.
  readonly commitIndex: number;
  readonly lastApplied: number;
  /** The state machine: a key-value store. */
  readonly store: Readonly<Record<string, unknown>>;
  readonly leader: NodeId | null;
  /** Local time of the last AppendEntries from this term's leader; null when there was none. */
  readonly lastHeard: Micros | null;
  /** Who said yes and no in the present poll or election. */
  readonly granted: readonly NodeId[];
  readonly refused: readonly NodeId[];
  /** Counts this server's pre-vote polls. */
  readonly poll: number;

  // As leader.
  readonly nextIndex: Readonly<Record<NodeId, number>>;
  readonly matchIndex: Readonly<Record<NodeId, number>>;
  /** Followers heard from since the last quorum check. */
  readonly heard: readonly NodeId[];
  /** The commit index before the last change: clients of the entries between are answered now. */
  readonly answered: number;
}

/** A rule counts as on unless it was switched off. */
export function ruleOn(context: RaftContext, rule: string): boolean {
  return context.rules[rule] !== false;
}

/** A server as it starts: what its disk holds, and nothing else. */
export function startState(boot: Boot): RaftContext {
  const disk = boot.disk as Partial<Pick<RaftContext, "currentTerm" | "votedFor" | "log">>;
  return {
    id: boot.id,
    peers: boot.peers,
    times: boot.config as RaftTimes,
    rules: boot.settings.rules,
    currentTerm: disk.currentTerm ?? 0,
    votedFor: disk.votedFor ?? null,
    log: disk.log ?? [],
    commitIndex: 0,
    lastApplied: 0,
    store: {},
    leader: null,
    lastHeard: null,
    granted: [],
    refused: [],
    poll: 0,
    nextIndex: {},
    matchIndex: {},
    heard: [],
    answered: 0,
  };
}

export function clusterSize(context: RaftContext): number {
  return context.peers.length + 1;
}

// ── Votes ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Why a vote is refused; null when it is granted (Figure 2, RequestVote RPC, receiver 1 and 2). */
export type Refusal = "stale-term" | "already-voted" | "log-behind" | "leader-alive";

export function voteRefusal(
  context: RaftContext,
  request: RequestVote,
  candidate: NodeId,
): Refusal | null {
  if (request.term < context.currentTerm) return "stale-term";
  const votedFor = request.term > context.currentTerm ? null : context.votedFor;
  if (ruleOn(context, "one-vote-per-term") && votedFor !== null && votedFor !== candidate)
    return "already-voted";
  if (!isUpToDate(request.lastLogTerm, request.lastLogIndex, context.log)) return "log-behind";
  return null;
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
  if (context.lastHeard !== null && now - context.lastHeard < context.times.electionLow)
    return "leader-alive";
  if (
    request.term === context.currentTerm &&
    context.votedFor !== null &&
    context.votedFor !== candidate
  )
    return "already-voted";
  if (!isUpToDate(request.lastLogTerm, request.lastLogIndex, context.log)) return "log-behind";
  return null;
}

/** Takes over a newer term: no vote in it yet, no leader known. */
export function adoptTerm(context: RaftContext, term: number): Partial<RaftContext> {
  return term > context.currentTerm
    ? { currentTerm: term, votedFor: null, leader: null, lastHeard: null }
    : {};
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

export function hasMajority(context: RaftContext): boolean {
  return pollResult(clusterSize(context), context.granted.length, context.refused.length) === "won";
}

/** §5.2 leaves a beaten candidate waiting; once it knows that no majority is left it may as well follow. */
export function isLost(context: RaftContext): boolean {
  return (
    pollResult(clusterSize(context), context.granted.length, context.refused.length) === "lost"
  );
}

/** Who has neither granted nor refused in the present election. */
export function unanswered(context: RaftContext): NodeId[] {
  return context.peers.filter(
    (peer) => !context.granted.includes(peer) && !context.refused.includes(peer),
  );
}

// ── Log ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** At most so many entries travel in one message. */
const BATCH = 16;

/** What a leader sends a follower now (§5.3): the entries behind what it is believed to hold. */
export function appendEntriesFor(context: RaftContext, follower: NodeId): AppendEntries {
  const previous = (context.nextIndex[follower] ?? lastIndex(context.log) + 1) - 1;
  return {
    type: "AppendEntries",
    term: context.currentTerm,
    prevLogIndex: previous,
    prevLogTerm: termAt(context.log, previous) ?? 0,
    entries:
      previous < context.log.length ? context.log.slice(previous, previous + BATCH) : NO_ENTRIES,
    leaderCommit: context.commitIndex,
  };
}

const NO_ENTRIES: Log<Command> = [];

export function appendEntriesForAll(
  context: RaftContext,
): { to: NodeId; message: AppendEntries }[] {
  return context.peers.map((to) => ({ to, message: appendEntriesFor(context, to) }));
}

/** Whether a follower's log agrees with what an AppendEntries builds on. */
export function agrees(context: RaftContext, message: AppendEntries): boolean {
  return matches(context.log, message.prevLogIndex, message.prevLogTerm);
}

/** A follower takes the entries and learns what is committed (Figure 2, AppendEntries RPC, receiver 3 to 5). */
export function acceptEntries(context: RaftContext, message: AppendEntries): Partial<RaftContext> {
  const log = appendAfter(context.log, message.prevLogIndex, message.entries);
  const known = message.prevLogIndex + message.entries.length;
  const commitIndex = Math.max(context.commitIndex, Math.min(message.leaderCommit, known));
  if (log === context.log && commitIndex === context.commitIndex) return {};
  return { log, ...applyUpTo(context, log, commitIndex) };
}

/** The answer to an AppendEntries of the present term. */
export function appendEntriesReply(
  context: RaftContext,
  message: AppendEntries,
): AppendEntriesReply {
  const type = "AppendEntriesReply";
  const term = context.currentTerm;
  if (agrees(context, message))
    return {
      type,
      term,
      success: true,
      index: message.prevLogIndex + message.entries.length,
      conflictTerm: 0,
    };
  const hint = conflictHint(context.log, message.prevLogIndex, message.prevLogTerm);
  return { type, term, success: false, index: hint.index, conflictTerm: hint.term };
}

/** A leader learns how far a follower has come, and with it what is committed (§5.3, §5.4.2). */
export function recordProgress(
  context: RaftContext,
  follower: NodeId,
  reply: AppendEntriesReply,
): Partial<RaftContext> {
  const matchIndex = {
    ...context.matchIndex,
    [follower]: Math.max(context.matchIndex[follower] ?? 0, reply.index),
  };
  const nextIndex = {
    ...context.nextIndex,
    [follower]: Math.max(context.nextIndex[follower] ?? 1, reply.index + 1),
  };
  return {
    matchIndex,
    nextIndex,
    answered: context.commitIndex,
    ...applyUpTo(context, context.log, committable({ ...context, matchIndex })),
  };
}

/** A follower's log differs: the leader looks further back, no further than what is known to agree. */
export function stepBack(
  context: RaftContext,
  follower: NodeId,
  reply: AppendEntriesReply,
): Partial<RaftContext> {
  const probe = probeAfterHint(context.log, { index: reply.index, term: reply.conflictTerm });
  const next = Math.max(probe.index, context.matchIndex[follower] ?? 0) + 1;
  return { nextIndex: { ...context.nextIndex, [follower]: next } };
}

/** The highest index stored by a majority, if its entry is of this term (§5.4.2); else the present commit index. */
export function committable(context: RaftContext): number {
  const reached = [
    lastIndex(context.log),
    ...context.peers.map((peer) => context.matchIndex[peer] ?? 0),
  ];
  const index = majorityIndex(reached);
  return index > context.commitIndex && termAt(context.log, index) === context.currentTerm
    ? index
    : context.commitIndex;
}

/** Commits and applies in order. */
function applyUpTo(
  context: RaftContext,
  log: Log<Command>,
  commitIndex: number,
): Partial<RaftContext> {
  if (commitIndex === context.commitIndex) return {};
  let { store } = context;
  for (let index = context.lastApplied + 1; index <= commitIndex; index++) {
    const command = log[index - 1]?.command;
    if (
      command?.is === "operation" &&
      command.operation.f === "write" &&
      command.operation.key !== undefined
    ) {
      store = { ...store, [command.operation.key]: command.operation.value };
    }
  }
  return { commitIndex, lastApplied: commitIndex, store };
}

/** A leader begins (§5.3, Figure 2 "volatile state on leaders") with an empty entry of its own term (§8). */
export function startLeading(context: RaftContext): Partial<RaftContext> {
  const next = lastIndex(context.log) + 1;
  const log: Log<Command> = [
    ...context.log,
    { term: context.currentTerm, command: { is: "noop" } },
  ];
  const begun = {
    ...context,
    log,
    leader: context.id,
    nextIndex: Object.fromEntries(context.peers.map((peer) => [peer, next])),
    matchIndex: Object.fromEntries(context.peers.map((peer) => [peer, 0])),
    heard: [],
  };
  return { ...begun, ...applyUpTo(begun, log, committable(begun)) };
}

/** A leader takes a client's operation into its log. */
export function appendOperation(context: RaftContext, command: Command): Partial<RaftContext> {
  const log = [...context.log, { term: context.currentTerm, command }];
  return {
    log,
    answered: context.commitIndex,
    ...applyUpTo(context, log, committable({ ...context, log })),
  };
}

/** Answers for the operations of this leader's own term that the last change has committed. */
export function repliesForCommitted(after: RaftContext): { to: NodeId; message: ClientReply }[] {
  const replies: { to: NodeId; message: ClientReply }[] = [];
  for (let index = after.commitIndex; index > after.answered; index--) {
    const entry = after.log[index - 1];
    if (entry?.command.is !== "operation" || entry.term !== after.currentTerm) continue;
    const { client, op, operation } = entry.command;
    const value =
      operation.f === "read" ? readAt(after.log, index, operation.key) : operation.value;
    replies.unshift({
      to: client,
      message: { type: "ClientReply", op, ok: true, value: value ?? null, leader: after.id },
    });
  }
  return replies;
}

/** A key's value after the entries up to an index. */
function readAt(log: Log<Command>, index: number, key: string | undefined): unknown {
  for (let i = index; i > 0; i--) {
    const command = log[i - 1]?.command;
    if (
      command?.is === "operation" &&
      command.operation.f === "write" &&
      command.operation.key === key
    )
      return command.operation.value;
  }
  return null;
}

/** The end of a log, as candidates tell it. */
export function logEnd(context: RaftContext): { lastLogIndex: number; lastLogTerm: number } {
  return { lastLogIndex: lastIndex(context.log), lastLogTerm: lastTerm(context.log) };
}
