/**
 * Raft (Ongaro & Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014; section numbers below are the
 * extended version's; "Ongaro 2014" is the dissertation).
 *
 * Servers agree on a log by first agreeing on a leader. Time is cut into terms; in each a server votes once, so that
 * no two candidates can both gather a majority. A leader keeps its term by heartbeats; a follower that hears none for
 * a randomised time stands for election in the next. What the leader appends it replicates, and what a majority holds is
 * committed, if it is of the leader's own term; committed entries are applied to a state machine and in time replaced by
 * a snapshot of it.
 *
 * This variant adds PreVote (Ongaro 2014 §9.6: a server asks whether it would be elected before it disturbs anybody with a
 * new term), CheckQuorum (§6.2: a leader that hears no majority for an election timeout steps down), an empty entry at
 * the beginning of a term (§8), client sessions (§6.3), reads by ReadIndex and lease (§6.4), and changes of members one
 * server at a time or by joint consensus (§4), new servers catching up first. A snapshot travels in one piece. Sessions
 * never expire: the clients are known.
 *
 * What costs time is heartbeats: at the follower one internal transition that restarts the election timer without
 * re-entering the state, at the leader none at all when the answer says nothing new.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot } from "../../kernel/behavior.ts";
import { defineNode, effects } from "../machine.ts";
import {
  answerAtOnce,
  answerClients,
  answerFromSession,
  answerGivenUp,
  answerNoChange,
  answerReads,
  askAgainForVotes,
  askEverybody,
  askForPreVotes,
  askForVotes,
  askNewcomers,
  electionTimeout,
  given,
  grantPreVote,
  grantVote,
  noteChangeAppended,
  noteChangeCommitted,
  noteChangeRefused,
  noteChangeRequested,
  noteCommitted,
  noteDoneBefore,
  noteDuplicate,
  noteElectionStarted,
  noteElectionWon,
  noteFollowerRead,
  noteGivenUp,
  noteGranted,
  noteJointLeft,
  noteLeader,
  noteLeaseRead,
  noteLost,
  noteLostQuorum,
  notePreVoteGranted,
  notePreVoteRefused,
  notePreVoteStarted,
  noteReadConfirmed,
  noteReadQueued,
  noteReadUnconfirmed,
  noteRedirected,
  noteRefused,
  noteRemoved,
  noteRepair,
  noteSnapshotInstalled,
  noteSnapshotSent,
  noteSnapshotTaken,
  noteSplit,
  noteStale,
  noteStepDown,
  persistAll,
  persistLog,
  persistSnapshot,
  persistVote,
  redirect,
  refuseChange,
  refusePreVote,
  refuseStaleEntries,
  refuseStaleSnapshot,
  refuseVote,
  replyEntries,
  replySnapshot,
  restartElectionTimer,
  restartHeartbeat,
  restartQuorumCheck,
  restartRetry,
  sendAgain,
  sendNext,
  type RaftEvent,
} from "./actions.ts";
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
import {
  adoptTerm,
  numbersRounds,
  readsOf,
  ruleOn,
  startState,
  type RaftContext,
} from "./state.ts";

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

const raft = setup({
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

export const raftMachine = raft.createMachine({
  id: "raft",
  context: ({ input }) => startState(input),
  initial: "follower",
  on: {
    settings: { actions: "learnSettings" },
    RequestVote: [
      { guard: "bound by a lease", actions: [refuseVote, noteRefused] },
      {
        guard: "grants vote in a newer term",
        target: ".follower",
        actions: ["castVote", persistVote, grantVote, noteGranted],
      },
      // Having voted for itself a candidate grants nobody else a vote of its own term, unless one vote is not the rule.
      { guard: "grants vote", actions: ["castVote", persistVote, grantVote, noteGranted] },
      {
        guard: "newer term",
        target: ".follower",
        actions: [noteStepDown, "adoptTerm", persistVote, refuseVote, noteRefused],
      },
      { actions: [refuseVote, noteRefused] },
    ],
    PreVote: [
      { guard: "grants pre-vote", actions: [grantPreVote, notePreVoteGranted] },
      { actions: [refusePreVote, notePreVoteRefused] },
    ],
    RequestVoteReply: {
      guard: "newer term",
      target: ".follower",
      actions: [noteStepDown, "adoptTerm", persistVote],
    },
    PreVoteReply: {
      guard: "refused by newer term",
      target: ".follower",
      actions: ["adoptTerm", persistVote],
    },
    AppendEntries: [
      { guard: "older term", actions: [refuseStaleEntries, noteStale] },
      { target: ".follower", actions: [noteLeader, "followLeader", persistAll, replyEntries] },
    ],
    InstallSnapshot: [
      { guard: "older term", actions: [refuseStaleSnapshot, noteStale] },
      {
        target: ".follower",
        actions: [noteLeader, "takeSnapshotOver", persistAll, replySnapshot, noteSnapshotInstalled],
      },
    ],
    AppendEntriesReply: {
      guard: "newer term",
      target: ".follower",
      actions: [noteStepDown, "adoptTerm", persistVote],
    },
    InstallSnapshotReply: {
      guard: "newer term",
      target: ".follower",
      actions: [noteStepDown, "adoptTerm", persistVote],
    },
    ClientRequest: [
      { guard: "any server answers", actions: [answerAtOnce, noteFollowerRead] },
      { actions: [redirect, noteRedirected] },
    ],
  },
  states: {
    follower: {
      after: {
        electionTimeout: [
          { guard: "may not stand", actions: restartElectionTimer },
          { guard: "pre-vote", target: "preCandidate" },
          { target: "candidate" },
        ],
      },
      on: {
        RequestVote: [
          {
            guard: "grants vote",
            actions: ["castVote", persistVote, grantVote, restartElectionTimer, noteGranted],
          },
          { guard: "bound by a lease", actions: [refuseVote, noteRefused] },
          { guard: "newer term", actions: ["adoptTerm", persistVote, refuseVote, noteRefused] },
          { actions: [refuseVote, noteRefused] },
        ],
        AppendEntries: [
          { guard: "mere heartbeat", actions: ["hearLeader", restartElectionTimer, replyEntries] },
          { guard: "older term", actions: [refuseStaleEntries, noteStale] },
          {
            guard: "known leader",
            actions: [
              "followLeader",
              restartElectionTimer,
              persistLog,
              replyEntries,
              noteSnapshotTaken,
            ],
          },
          {
            actions: [
              noteLeader,
              "followLeader",
              restartElectionTimer,
              persistAll,
              replyEntries,
              noteSnapshotTaken,
            ],
          },
        ],
        InstallSnapshot: [
          { guard: "older term", actions: [refuseStaleSnapshot, noteStale] },
          {
            actions: [
              "takeSnapshotOver",
              restartElectionTimer,
              persistAll,
              replySnapshot,
              noteSnapshotInstalled,
            ],
          },
        ],
      },
    },
    preCandidate: {
      entry: ["beginPoll", askForPreVotes, notePreVoteStarted],
      always: [
        { guard: "has majority", target: "candidate" },
        { guard: "majority refused", target: "follower" },
      ],
      after: {
        electionTimeout: [
          { guard: "may not stand", target: "follower" },
          { guard: "pre-vote", target: "preCandidate", reenter: true },
          { target: "candidate" },
        ],
      },
      on: {
        RequestVote: [
          {
            guard: "grants vote",
            target: "follower",
            actions: ["castVote", persistVote, grantVote, noteGranted],
          },
          { guard: "bound by a lease", actions: [refuseVote, noteRefused] },
          {
            guard: "newer term",
            target: "follower",
            actions: ["adoptTerm", persistVote, refuseVote, noteRefused],
          },
          { actions: [refuseVote, noteRefused] },
        ],
        PreVoteReply: [
          {
            guard: "refused by newer term",
            target: "follower",
            actions: ["adoptTerm", persistVote],
          },
          { guard: "answers this poll", actions: "countVote" },
        ],
      },
    },
    candidate: {
      entry: ["beginElection", persistVote, askForVotes, noteElectionStarted],
      always: [
        { guard: "has majority", target: "leader" },
        { guard: "majority refused", target: "follower", actions: noteLost },
      ],
      after: {
        // §5.5: who has not answered is asked again; the vote it may have given is the same.
        retryInterval: { actions: [askAgainForVotes, restartRetry] },
        electionTimeout: [
          { guard: "may not stand", target: "follower" },
          { guard: "pre-vote", target: "preCandidate", actions: noteSplit },
          { target: "candidate", reenter: true, actions: noteSplit },
        ],
      },
      on: {
        RequestVoteReply: [
          {
            guard: "newer term",
            target: "follower",
            actions: [noteStepDown, "adoptTerm", persistVote],
          },
          { guard: "of this term", actions: "countVote" },
        ],
      },
    },
    leader: {
      entry: [noteElectionWon, "beginTerm", persistLog, askEverybody],
      exit: "endTerm",
      always: [
        {
          guard: "caught up",
          actions: ["appendChange", persistLog, askEverybody, noteChangeAppended, answerClients],
        },
        {
          guard: "joint configuration committed",
          actions: ["leaveJoint", persistLog, askEverybody, noteJointLeft, answerClients],
        },
        {
          guard: "has left",
          target: "follower",
          actions: [askEverybody, noteRemoved, "forgetLeader"],
        },
      ],
      after: {
        heartbeatInterval: [
          {
            guard: "numbers rounds",
            actions: ["beginRound", askEverybody, restartHeartbeat],
          },
          { actions: [askEverybody, restartHeartbeat] },
        ],
        quorumCheck: [
          {
            guard: "lost quorum",
            target: "follower",
            actions: [noteLostQuorum, "forgetLeader"],
          },
          {
            guard: "waited long enough",
            actions: [answerGivenUp, noteGivenUp, "forgetHeard", restartQuorumCheck],
          },
          { actions: ["forgetHeard", restartQuorumCheck] },
        ],
      },
      on: {
        AppendEntries: [
          {
            guard: "newer term",
            target: "follower",
            actions: [noteStepDown, "followLeader", persistAll, replyEntries],
          },
          { guard: "older term", actions: [refuseStaleEntries, noteStale] },
          // Two leaders of one term: cannot be while a vote is cast once, and shows as a violation when it is.
          {},
        ],
        InstallSnapshot: [
          {
            guard: "newer term",
            target: "follower",
            actions: [
              noteStepDown,
              "takeSnapshotOver",
              persistAll,
              replySnapshot,
              noteSnapshotInstalled,
            ],
          },
          { guard: "older term", actions: [refuseStaleSnapshot, noteStale] },
          {},
        ],
        AppendEntriesReply: [
          {
            guard: "newer term",
            target: "follower",
            actions: [noteStepDown, "adoptTerm", persistVote],
          },
          {
            guard: "further than known",
            actions: [
              "recordProgress",
              persistSnapshot,
              answerClients,
              answerReads,
              sendNext,
              noteCommitted,
              noteDuplicate,
              noteChangeCommitted,
              noteReadConfirmed,
              noteSnapshotTaken,
            ],
          },
          {
            guard: "log differs",
            actions: [
              "lookFurtherBack",
              sendAgain,
              answerReads,
              noteRepair,
              noteSnapshotSent,
              noteReadConfirmed,
            ],
          },
          {
            guard: "confirms a round",
            actions: ["hearFollower", answerReads, noteReadConfirmed],
          },
          { guard: "first since check", actions: "hearFollower" },
        ],
        InstallSnapshotReply: [
          {
            guard: "newer term",
            target: "follower",
            actions: [noteStepDown, "adoptTerm", persistVote],
          },
          {
            guard: "further than known",
            actions: [
              "recordProgress",
              persistSnapshot,
              answerClients,
              answerReads,
              sendNext,
              noteCommitted,
              noteChangeCommitted,
              noteReadConfirmed,
              noteSnapshotTaken,
            ],
          },
          {
            guard: "confirms a round",
            actions: ["hearFollower", answerReads, noteReadConfirmed],
          },
          { guard: "first since check", actions: "hearFollower" },
        ],
        ClientRequest: [
          { guard: "any server answers", actions: [answerAtOnce, noteFollowerRead] },
          { guard: "asks nobody", actions: [answerAtOnce, noteReadUnconfirmed] },
          { guard: "holds a lease", actions: [answerAtOnce, noteLeaseRead] },
          {
            guard: "reads by index",
            actions: ["queueRead", askEverybody, answerReads, noteReadQueued],
          },
          { guard: "done before", actions: [answerFromSession, noteDoneBefore] },
          { guard: "no such change now", actions: [refuseChange, noteChangeRefused] },
          { guard: "nothing to change", actions: answerNoChange },
          { guard: "changes members", actions: ["beginChange", noteChangeRequested, askNewcomers] },
          {
            actions: [
              "appendOperation",
              persistLog,
              askEverybody,
              answerClients,
              noteSnapshotTaken,
            ],
          },
        ],
      },
    },
  },
});

/** A Raft server. `config` of its node is `RaftConfig`. */
export const raftServer = anyBehavior(defineNode(raftMachine));
