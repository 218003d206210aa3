/** What Raft's chart speaks of: by name, what changes a server's state, what is asked of it, and how long it waits. */
import { assign, setup } from "xstate";
import { type Boot } from "../../kernel/behavior.ts";
import { effects } from "../machine.ts";
import { electionTimeout, given, type RaftEvent } from "./actions.ts";
import {
  boundByLease,
  electionResult,
  hearsQuorum,
  mayStand,
  preVoteRefusal,
  voteRefusal,
} from "./elections.ts";
import {
  appendChange,
  appendLeaveJoint,
  beginChange,
  caughtUp,
  hasLeft,
  isChange,
  jointCommitted,
  plannedChange,
  waitedOn,
} from "./membership.ts";
import type {
  AppendEntries,
  AppendEntriesReply,
  ClientRequest,
  InstallSnapshot,
  PreVote,
  PreVoteReply,
  ProgressReply,
  RequestVote,
  RequestVoteReply,
} from "./messages.ts";
import { beginRound, confirmRound, leaseHolds, queueRead, trustsItself } from "./reads.ts";
import {
  acceptEntries,
  agrees,
  appendCommand,
  recordProgress,
  startLeading,
  stepBack,
} from "./replication.ts";
import { installSnapshot } from "./snapshots.ts";
import { doneBefore } from "./state-machine.ts";
import { adoptTerm, numbersRounds, readsOf, ruleOn, type RaftContext } from "./state.ts";

/** Who has answered since the last quorum check, with one more. */
function hearing(context: RaftContext, from: string): readonly string[] {
  return context.heard.includes(from) ? context.heard : [...context.heard, from];
}

/** A leader takes note of an answer of its own term: that it came, how far the follower is, what is confirmed by it. */
function noted(
  context: RaftContext,
  reply: ProgressReply & { readonly from: string },
  progress: Partial<RaftContext>,
): Partial<RaftContext> {
  const next = { ...context, ...progress, heard: hearing(context, reply.from) };
  return { ...next, ...confirmRound(next, reply.from, reply.round) };
}

function isRead({ operation }: ClientRequest): boolean {
  return operation.f === "read";
}

export const raft = setup({
  types: { context: {} as RaftContext, events: {} as RaftEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnSettings: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules, knobs: event.settings.knobs } : {},
    ),
    beginPoll: assign(({ context }) => ({
      poll: context.poll + 1,
      granted: [context.id],
      refused: [],
      leader: null,
    })),
    beginElection: assign(({ context }) => ({
      currentTerm: context.currentTerm + 1,
      votedFor: context.id,
      granted: [context.id],
      refused: [],
      leader: null,
      lastHeard: null,
    })),
    beginTerm: assign(({ context, event }) => {
      const begun = { ...context, ...startLeading(context) };
      return numbersRounds(context) ? { ...begun, ...beginRound(begun, event.now) } : begun;
    }),
    endTerm: assign({ catchingUp: null, reads: [], rounds: [], confirmed: null }),
    forgetLeader: assign({ leader: null, lastHeard: null }),
    countVote: assign(
      given<RequestVoteReply, Partial<RaftContext>>((context, { from, voteGranted }) => {
        if (voteGranted)
          return context.granted.includes(from) ? {} : { granted: [...context.granted, from] };
        return context.refused.includes(from) ? {} : { refused: [...context.refused, from] };
      }),
    ),
    adoptTerm: assign(
      given<RequestVote, Partial<RaftContext>>((context, { term }) => adoptTerm(context, term)),
    ),
    castVote: assign(
      given<RequestVote, Partial<RaftContext>>((context, { term, from }) => ({
        ...adoptTerm(context, term),
        votedFor: from,
      })),
    ),
    followLeader: assign(
      given<AppendEntries, Partial<RaftContext>>((context, message) => {
        const adopted = { ...context, ...adoptTerm(context, message.term) };
        const accepted = agrees(adopted, message)
          ? acceptEntries(adopted, message)
          : { applied: [], snapshotMoved: false };
        return { ...adopted, ...accepted, leader: message.from, lastHeard: message.now };
      }),
    ),
    takeSnapshotOver: assign(
      given<InstallSnapshot, Partial<RaftContext>>((context, message) => {
        const adopted = { ...context, ...adoptTerm(context, message.term) };
        const installed = installSnapshot(adopted, message);
        return { ...adopted, ...installed, leader: message.from, lastHeard: message.now };
      }),
    ),
    hearLeader: assign(({ event }) => ({ lastHeard: event.now })),
    hearFollower: assign(
      given<ProgressReply, Partial<RaftContext>>((context, reply) => noted(context, reply, {})),
    ),
    forgetHeard: assign(({ context: { catchingUp } }) => ({
      heard: [],
      catchingUp: catchingUp && waitedOn(catchingUp),
    })),
    recordProgress: assign(
      given<ProgressReply, Partial<RaftContext>>((context, reply) =>
        noted(context, reply, recordProgress(context, reply.from, reply)),
      ),
    ),
    lookFurtherBack: assign(
      given<AppendEntriesReply, Partial<RaftContext>>((context, reply) =>
        noted(context, reply, stepBack(context, reply.from, reply)),
      ),
    ),
    appendOperation: assign(
      given<ClientRequest, Partial<RaftContext>>((context, { from, op, operation }) =>
        appendCommand(context, { is: "operation", operation, client: from, op }),
      ),
    ),
    beginRound: assign(({ context, event }) => beginRound(context, event.now)),
    queueRead: assign(
      given<ClientRequest, Partial<RaftContext>>((context, { from, op, operation, now }) =>
        queueRead(context, from, op, operation.key ?? "", now),
      ),
    ),
    beginChange: assign(
      given<ClientRequest, Partial<RaftContext>>((context, { from, op, operation }) => {
        const plan = plannedChange(context, operation);
        return typeof plan === "object" && "next" in plan
          ? beginChange(context, plan.next, { client: from, op })
          : {};
      }),
    ),
    appendChange: assign(({ context }) => appendChange(context)),
    leaveJoint: assign(({ context }) => appendLeaveJoint(context)),
  },
  guards: {
    "newer term": given<AppendEntriesReply, boolean>(
      (context, { term }) => term > context.currentTerm,
    ),
    "older term": given<AppendEntries, boolean>((context, { term }) => term < context.currentTerm),
    "bound by a lease": ({ context, event }) => boundByLease(context, event.now),
    "may not stand": ({ context, event }) => !mayStand(context, event.now),
    "grants vote": given<RequestVote, boolean>(
      (context, vote) => voteRefusal(context, vote, vote.from, vote.now) === null,
    ),
    "grants vote in a newer term": given<RequestVote, boolean>(
      (context, vote) =>
        vote.term > context.currentTerm && voteRefusal(context, vote, vote.from, vote.now) === null,
    ),
    "grants pre-vote": given<PreVote, boolean>(
      (context, vote) => preVoteRefusal(context, vote, vote.from, vote.now) === null,
    ),
    "refused by newer term": given<PreVoteReply, boolean>(
      (context, { term, voteGranted }) => !voteGranted && term > context.currentTerm,
    ),
    "answers this poll": given<PreVoteReply, boolean>((context, { poll }) => poll === context.poll),
    "of this term": given<RequestVoteReply, boolean>(
      (context, { term }) => term === context.currentTerm,
    ),
    "mere heartbeat": given<AppendEntries, boolean>(
      (context, message) =>
        message.entries.length === 0 &&
        message.term === context.currentTerm &&
        message.from === context.leader &&
        message.leaderCommit <= context.commitIndex &&
        agrees(context, message),
    ),
    "known leader": given<AppendEntries, boolean>(
      (context, message) => message.term === context.currentTerm && message.from === context.leader,
    ),
    "has majority": ({ context }) => electionResult(context) === "won",
    "majority refused": ({ context }) => electionResult(context) === "lost",
    "pre-vote": ({ context }) => ruleOn(context, "pre-vote"),
    "lost quorum": ({ context }) => ruleOn(context, "check-quorum") && !hearsQuorum(context),
    "log differs": given<AppendEntriesReply, boolean>(
      (context, { term, success }) => term === context.currentTerm && !success,
    ),
    "further than known": given<ProgressReply, boolean>(
      (context, reply) =>
        reply.term === context.currentTerm &&
        (reply.type === "InstallSnapshotReply" || reply.success) &&
        reply.index > (context.matchIndex[reply.from] ?? 0),
    ),
    "confirms a round": given<ProgressReply, boolean>(
      (context, { term, round = 0, from }) =>
        term === context.currentTerm && round > (context.answeredRound[from] ?? 0),
    ),
    "first since check": given<ProgressReply, boolean>(
      (context, { term, from }) => term === context.currentTerm && !context.heard.includes(from),
    ),
    "numbers rounds": ({ context }) => numbersRounds(context),
    "any server answers": given<ClientRequest, boolean>(
      (context, request) => isRead(request) && readsOf(context) === "follower",
    ),
    "asks nobody": given<ClientRequest, boolean>(
      (context, request) => isRead(request) && trustsItself(context),
    ),
    "holds a lease": given<ClientRequest, boolean>(
      (context, request) => isRead(request) && leaseHolds(context, request.now),
    ),
    "reads by index": given<ClientRequest, boolean>(
      (context, request) => isRead(request) && numbersRounds(context),
    ),
    "done before": given<ClientRequest, boolean>(
      (context, { from, op }) =>
        ruleOn(context, "client-sessions") && doneBefore(context.machine, from, op) !== null,
    ),
    "no such change now": given<ClientRequest, boolean>((context, { operation }) => {
      if (!isChange(operation)) return false;
      const plan = plannedChange(context, operation);
      return typeof plan === "object" && "refusal" in plan;
    }),
    "nothing to change": given<ClientRequest, boolean>(
      (context, { operation }) =>
        isChange(operation) && plannedChange(context, operation) === "no-change",
    ),
    "changes members": given<ClientRequest, boolean>((_, { operation }) => isChange(operation)),
    "caught up": ({ context }) => caughtUp(context),
    "joint configuration committed": ({ context }) => jointCommitted(context),
    "has left": ({ context }) => hasLeft(context),
    "waited long enough": ({ context: { catchingUp } }) =>
      catchingUp !== null && waitedOn(catchingUp) === null,
  },
  delays: {
    electionTimeout: ({ context, event }) => electionTimeout(context, event),
    heartbeatInterval: ({ context }) => context.config.heartbeat,
    quorumCheck: ({ context }) => context.config.electionLow,
    retryInterval: ({ context }) => context.config.heartbeat,
  },
});
