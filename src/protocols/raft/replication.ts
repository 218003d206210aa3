/** How the log is replicated, repaired and committed (Ongaro & Ousterhout 2014, §5.3, §5.4.2). */
import type { NodeId } from "../../kernel/behavior.ts";
import { membersOf } from "../../structures/configuration.ts";
import { jointCommitted } from "../../structures/joint-quorum.ts";
import {
  append,
  appendAfter,
  conflictHint,
  entriesAfter,
  entryAt,
  lastIndex,
  matches,
  probeAfterHint,
  termAt,
  type Log,
} from "../../structures/log.ts";
import { configurationIn } from "./configurations.ts";
import type {
  AppendEntries,
  AppendEntriesReply,
  ClientReply,
  Command,
  Entry,
  InstallSnapshot,
  ProgressReply,
} from "./messages.ts";
import { isDue, takeSnapshot } from "./snapshots.ts";
import { applyCommand, type Applied } from "./state-machine.ts";
import { baseConfiguration, numbersRounds, ruleOn, type RaftContext } from "./state.ts";

/** At most so many entries travel in one message, unless the scenario says otherwise. */
const BATCH = 16;

function batchOf(context: RaftContext): number {
  const knob = context.knobs["batch"];
  return knob === undefined ? (context.config.batch ?? BATCH) : Number(knob);
}

// ── What a leader sends ───────────────────────────────────────────────────────────────────────────────────────

/** Whom a leader keeps up to date: the members of its latest configuration, and servers about to become some. */
export function followersOf(context: RaftContext): NodeId[] {
  const servers = membersOf(context.members.configuration);
  const joining = context.catchingUp?.servers ?? [];
  const all = joining.length === 0 ? servers : new Set([...servers, ...joining]);
  return [...all].filter((server) => server !== context.id);
}

/**
 * What a leader sends a follower now: the entries behind what it is believed to hold (§5.3), or the snapshot, when the log
 * no longer reaches back so far (§7).
 */
export function messageFor(
  context: RaftContext,
  follower: NodeId,
): AppendEntries | InstallSnapshot {
  const { log, currentTerm, snapshot } = context;
  const previous = (context.nextIndex[follower] ?? lastIndex(log) + 1) - 1;
  const round = numbersRounds(context) ? { round: context.round } : {};
  if (previous < log.baseIndex && snapshot !== null)
    return { type: "InstallSnapshot", term: currentTerm, snapshot, ...round };
  return {
    type: "AppendEntries",
    term: currentTerm,
    prevLogIndex: previous,
    prevLogTerm: termAt(log, previous) ?? 0,
    entries: previous < lastIndex(log) ? entriesAfter(log, previous, batchOf(context)) : NO_ENTRIES,
    leaderCommit: context.commitIndex,
    ...round,
  };
}

const NO_ENTRIES: readonly Entry[] = [];

export function messagesForAll(
  context: RaftContext,
): { to: NodeId; message: AppendEntries | InstallSnapshot }[] {
  return followersOf(context).map((to) => ({ to, message: messageFor(context, to) }));
}

/** What a follower that has just answered needs next; null when it has everything. */
export function nextFor(
  context: RaftContext,
  follower: NodeId,
): { to: NodeId; message: AppendEntries | InstallSnapshot } | null {
  const behind = (context.nextIndex[follower] ?? 1) <= lastIndex(context.log);
  return behind ? { to: follower, message: messageFor(context, follower) } : null;
}

// ── A follower ────────────────────────────────────────────────────────────────────────────────────────────────

/** Whether a follower's log agrees with what an AppendEntries builds on. */
export function agrees(context: RaftContext, message: AppendEntries): boolean {
  return (
    !ruleOn(context, "log-matching-check") ||
    matches(context.log, message.prevLogIndex, message.prevLogTerm)
  );
}

/** A follower takes the entries and learns what is committed (Figure 2, AppendEntries RPC, receiver 3 to 5). */
export function acceptEntries(context: RaftContext, message: AppendEntries): Partial<RaftContext> {
  const log = appendAfter(context.log, message.prevLogIndex, message.entries);
  const known = message.prevLogIndex + message.entries.length;
  const commitIndex = Math.max(
    context.commitIndex,
    Math.min(message.leaderCommit, known, lastIndex(log)),
  );
  if (log === context.log) return commitTo(context, commitIndex);
  const members = configurationIn(log, baseConfiguration(context));
  return { log, members, ...commitTo({ ...context, log, members }, commitIndex) };
}

/** The answer to an AppendEntries of the present term. */
export function appendEntriesReply(
  context: RaftContext,
  message: AppendEntries,
): AppendEntriesReply {
  const type = "AppendEntriesReply";
  const term = context.currentTerm;
  const round = message.round === undefined ? {} : { round: message.round };
  if (agrees(context, message)) {
    const index = message.prevLogIndex + message.entries.length;
    return { type, term, success: true, index, conflictTerm: 0, ...round };
  }
  const hint = conflictHint(context.log, message.prevLogIndex, message.prevLogTerm);
  return {
    type,
    term,
    success: false,
    index: hint.index,
    conflictTerm: hint.term,
    ...round,
  };
}

// ── A leader ──────────────────────────────────────────────────────────────────────────────────────────────────

/** A leader begins (§5.3, Figure 2 "volatile state on leaders") with an empty entry of its own term (§8). */
export function startLeading(context: RaftContext): Partial<RaftContext> {
  const next = lastIndex(context.log) + 1;
  const begun: Partial<RaftContext> = {
    leader: context.id,
    nextIndex: Object.fromEntries(context.peers.map((peer) => [peer, next])),
    matchIndex: Object.fromEntries(context.peers.map((peer) => [peer, 0])),
    heard: [],
    catchingUp: null,
    answeredRound: {},
    rounds: [],
    confirmed: null,
    reads: [],
    served: [],
  };
  return { ...begun, ...appendCommand({ ...context, ...begun }, { is: "noop" }) };
}

/** A leader takes a command into its log, and uses a configuration from that moment on (§6). */
export function appendCommand(context: RaftContext, command: Command): Partial<RaftContext> {
  const log = append(context.log, { term: context.currentTerm, command });
  const members =
    command.is === "configuration"
      ? { index: lastIndex(log), configuration: command.configuration }
      : context.members;
  const next = { ...context, log, members };
  return { log, members, ...commitTo(next, committable(next)) };
}

/** A leader learns how far a follower has come, and with it what is committed (§5.3, §5.4.2). */
export function recordProgress(
  context: RaftContext,
  follower: NodeId,
  reply: ProgressReply,
): Partial<RaftContext> {
  const matchIndex = {
    ...context.matchIndex,
    [follower]: Math.max(context.matchIndex[follower] ?? 0, reply.index),
  };
  const nextIndex = {
    ...context.nextIndex,
    [follower]: Math.max(context.nextIndex[follower] ?? 1, reply.index + 1),
  };
  const next = { ...context, matchIndex };
  return { matchIndex, nextIndex, ...commitTo(next, committable(next)) };
}

/** A follower's log differs: the leader looks further back, no further than what is known to agree. */
export function stepBack(
  context: RaftContext,
  follower: NodeId,
  reply: AppendEntriesReply,
): Partial<RaftContext> {
  const rejected = (context.nextIndex[follower] ?? lastIndex(context.log) + 1) - 1;
  const hint = { index: reply.index, term: reply.conflictTerm };
  const probe = probeAfterHint(context.log, hint, rejected);
  const next = Math.max(probe.index, context.matchIndex[follower] ?? 0) + 1;
  return { nextIndex: { ...context.nextIndex, [follower]: next } };
}

/**
 * The highest index stored by a majority (in joint consensus by both majorities, §6), if its entry is of this term
 * (§5.4.2); else the present commit index.
 */
export function committable(context: RaftContext): number {
  const index = jointCommitted(context.members.configuration, (server) =>
    server === context.id ? lastIndex(context.log) : (context.matchIndex[server] ?? 0),
  );
  if (index <= context.commitIndex) return context.commitIndex;
  const own = termAt(context.log, index) === context.currentTerm;
  return own || !ruleOn(context, "commit-own-term-only") ? index : context.commitIndex;
}

/** Whether the leader has committed an entry of its own term, and so knows all that is committed (§8). */
export function ownTermCommitted(context: RaftContext): boolean {
  return termAt(context.log, context.commitIndex) === context.currentTerm;
}

// ── Committing ────────────────────────────────────────────────────────────────────────────────────────────────

const NONE: readonly Applied[] = [];

/** Commits up to an index, applies in order, and takes a snapshot when it is time (§7). */
function commitTo(context: RaftContext, commitIndex: number): Partial<RaftContext> {
  if (commitIndex === context.commitIndex) return { applied: NONE, snapshotMoved: false };
  const sessions = ruleOn(context, "client-sessions");
  let { machine } = context;
  const applied: Applied[] = [];
  for (let index = context.lastApplied + 1; index <= commitIndex; index++) {
    const entry = entryAt(context.log as Log<Command>, index);
    // Only where a rule is off can a committed entry have gone.
    if (entry === undefined) continue;
    const one = applyCommand(machine, index, entry.term, entry.command, sessions);
    machine = one.machine;
    applied.push(one.applied);
  }
  const committed = {
    commitIndex,
    lastApplied: commitIndex,
    machine,
    applied,
    snapshotMoved: false,
  };
  const next = { ...context, ...committed };
  return isDue(next) ? { ...committed, ...takeSnapshot(next) } : committed;
}

/** Answers for the requests of this leader's own term that the last change has applied. */
export function repliesForApplied(after: RaftContext): { to: NodeId; message: ClientReply }[] {
  const replies: { to: NodeId; message: ClientReply }[] = [];
  for (const { term, command, value, how } of after.applied) {
    if (term !== after.currentTerm || how === "late" || command.is === "noop") continue;
    const request = command.is === "operation" ? command : command.request;
    // A change of members is done when the joint phase is over.
    if (request === null || isJointEntry(command)) continue;
    replies.push({
      to: request.client,
      message: { type: "ClientReply", op: request.op, ok: true, value, leader: after.id },
    });
  }
  return replies;
}

function isJointEntry(command: Command): boolean {
  return command.is === "configuration" && command.configuration.outgoing.length > 0;
}
