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
import { anyBehavior } from "../../kernel/behavior.ts";
import { defineNode } from "../machine.ts";
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
} from "./actions.ts";
import { startState } from "./state.ts";
import { raft } from "./setup.ts";

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
