/**
 * Raft, leader election and replication (Ongaro & Ousterhout, "In Search of an Understandable Consensus Algorithm",
 * 2014; section numbers below are the extended version's).
 *
 * Servers agree on a log by first agreeing on a leader. Time is cut into terms; in each a server votes once, so that
 * no two candidates can both gather a majority. A leader keeps its term by heartbeats; a follower that hears none for
 * a randomised time stands for election in the next. This variant adds PreVote (Ongaro's dissertation 2014, §9.6: a
 * server asks whether it would be elected before it disturbs anybody with a new term) and CheckQuorum (§6.2: a leader that
 * hears no majority for an election timeout steps down). A leader opens its term with an empty entry (§8). Not yet:
 * snapshots, membership changes, client sessions.
 *
 * What costs time is heartbeats: at the follower one internal transition that restarts the election timer without
 * re-entering the state, at the leader none at all when the answer says nothing new.
 */
import { assign, setup } from "xstate";
import { anyBehavior, type Boot, type EffectParams, type Message } from "../../kernel/behavior.ts";
import { between } from "../../kernel/chance.ts";
import { majority } from "../../structures/quorum.ts";
import { defineNode, effects, luckOf, type CommonEvent, type Received } from "../machine.ts";
import type {
  AppendEntries,
  AppendEntriesReply,
  ClientReply,
  ClientRequest,
  PreVote,
  PreVoteReply,
  RequestVote,
  RequestVoteReply,
  ServerMessage,
} from "./messages.ts";
import {
  acceptEntries,
  adoptTerm,
  agrees,
  appendEntriesFor,
  appendEntriesForAll,
  appendEntriesReply,
  appendOperation,
  clusterSize,
  durableVote,
  hasMajority,
  isLost,
  logEnd,
  preVoteRefusal,
  recordProgress,
  repliesForCommitted,
  ruleOn,
  startLeading,
  startState,
  unanswered,
  stepBack,
  voteRefusal,
  type RaftContext,
} from "./state.ts";

type RaftEvent = Received<ServerMessage> | CommonEvent;
type Args = { context: RaftContext; event: RaftEvent };

/** Guards and changes that only one message can bring see it as what it is. */
const given =
  <M, R>(f: (context: RaftContext, message: Received<M>) => R) =>
  ({ context, event }: Args): R =>
    f(context, event as unknown as Received<M>);

/** An `on:` entry's note about the message that brought it. */
const noting = <M extends { type: string }>(
  note: string,
  about: (context: RaftContext, message: Received<M>) => Record<string, unknown>,
) =>
  ({
    type: "note",
    params: given<M, EffectParams["note"]>((context, message) => ({
      note,
      about: about(context, message),
    })),
  }) as const;

const replying = <M extends { type: string }>(
  reply: (context: RaftContext, message: Received<M>) => Message,
) =>
  ({
    type: "send",
    params: given<M, EffectParams["send"]>((context, message) => ({
      to: message.from,
      message: reply(context, message),
    })),
  }) as const;

const persistVote = {
  type: "persist",
  params: ({ context }: Args) => durableVote(context),
} as const;
const persistAll = {
  type: "persist",
  params: ({ context }: Args) => ({ ...durableVote(context), log: context.log }),
} as const;
const persistLog = {
  type: "persist",
  params: ({ context }: Args) => ({ log: context.log }),
} as const;
const restartElectionTimer = {
  type: "restartTimer",
  params: ({ context, event }: Args) => ({
    label: "electionTimeout",
    delay: electionTimeout(context, event),
  }),
} as const;
const askEverybody = {
  type: "sendEach",
  params: ({ context }: Args) => appendEntriesForAll(context),
} as const;
const answerClients = {
  type: "sendEach",
  params: ({ context }: Args) => repliesForCommitted(context),
} as const;

const grantVote = replying<RequestVote>(
  (context) =>
    ({
      type: "RequestVoteReply",
      term: context.currentTerm,
      voteGranted: true,
    }) satisfies RequestVoteReply,
);
const refuseVote = replying<RequestVote>(
  (context) =>
    ({
      type: "RequestVoteReply",
      term: context.currentTerm,
      voteGranted: false,
    }) satisfies RequestVoteReply,
);
const noteGranted = noting<RequestVote>("vote-granted", (context, vote) => ({
  candidate: vote.from,
  term: context.currentTerm,
}));
/** The reason is found again after the term was adopted: adopting changes none of the reasons that remain. */
const noteRefused = noting<RequestVote>("vote-refused", (context, vote) => ({
  candidate: vote.from,
  term: vote.term,
  reason: voteRefusal(context, vote, vote.from),
  ownTerm: context.currentTerm,
  votedFor: context.votedFor,
  ownLast: logEnd(context),
  theirLast: { lastLogIndex: vote.lastLogIndex, lastLogTerm: vote.lastLogTerm },
}));
const replyEntries = replying<AppendEntries>((context, message) =>
  appendEntriesReply(context, message),
);
const refuseStaleEntries = replying<AppendEntries>(
  (context) =>
    ({
      type: "AppendEntriesReply",
      term: context.currentTerm,
      success: false,
      index: 0,
      conflictTerm: 0,
    }) satisfies AppendEntriesReply,
);
const noteStale = noting<AppendEntries>("stale-leader", (context, message) => ({
  leader: message.from,
  term: message.term,
  ownTerm: context.currentTerm,
}));
/** Told before the new leader is taken over, when it can still be seen that it is new. */
const noteLeader = noting<AppendEntries>("leader-recognised", (_, message) => ({
  leader: message.from,
  term: message.term,
}));
const noteStepDown = noting<AppendEntriesReply>("stepped-down", (context, message) => ({
  term: message.term,
  ownTerm: context.currentTerm,
  from: message.from,
}));

function electionTimeout(context: RaftContext, event: RaftEvent): number {
  return between(luckOf(event), context.times.electionLow, context.times.electionHigh);
}

const raft = setup({
  types: { context: {} as RaftContext, events: {} as RaftEvent, input: {} as Boot },
  actions: {
    ...effects,
    learnRules: assign(({ event }) =>
      event.type === "settings" ? { rules: event.settings.rules } : {},
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
    beginTerm: assign(({ context }) => startLeading(context)),
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
        const accepted = agrees(adopted, message) ? acceptEntries(adopted, message) : {};
        return { ...adopted, ...accepted, leader: message.from, lastHeard: message.now };
      }),
    ),
    hearLeader: assign(({ event }) => ({ lastHeard: event.now })),
    hearFollower: assign(
      given<AppendEntriesReply, Partial<RaftContext>>((context, { from }) => ({
        heard: [...context.heard, from],
      })),
    ),
    forgetHeard: assign({ heard: [] }),
    recordProgress: assign(
      given<AppendEntriesReply, Partial<RaftContext>>((context, reply) => ({
        ...recordProgress(context, reply.from, reply),
        heard: context.heard.includes(reply.from) ? context.heard : [...context.heard, reply.from],
      })),
    ),
    lookFurtherBack: assign(
      given<AppendEntriesReply, Partial<RaftContext>>((context, reply) =>
        stepBack(context, reply.from, reply),
      ),
    ),
    appendOperation: assign(
      given<ClientRequest, Partial<RaftContext>>((context, { from, op, operation }) =>
        appendOperation(context, { is: "operation", operation, client: from, op }),
      ),
    ),
  },
  guards: {
    "newer term": given<AppendEntriesReply, boolean>(
      (context, { term }) => term > context.currentTerm,
    ),
    "older term": given<AppendEntries, boolean>((context, { term }) => term < context.currentTerm),
    "grants vote": given<RequestVote, boolean>(
      (context, vote) => voteRefusal(context, vote, vote.from) === null,
    ),
    "grants vote in a newer term": given<RequestVote, boolean>(
      (context, vote) =>
        vote.term > context.currentTerm && voteRefusal(context, vote, vote.from) === null,
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
    "has majority": ({ context }) => hasMajority(context),
    "majority refused": ({ context }) => isLost(context),
    "pre-vote": ({ context }) => ruleOn(context, "pre-vote"),
    "lost quorum": ({ context }) =>
      ruleOn(context, "check-quorum") && context.heard.length + 1 < majority(clusterSize(context)),
    "log differs": given<AppendEntriesReply, boolean>(
      (context, { term, success }) => term === context.currentTerm && !success,
    ),
    "further than known": given<AppendEntriesReply, boolean>(
      (context, { term, success, index, from }) =>
        term === context.currentTerm && success && index > (context.matchIndex[from] ?? 0),
    ),
    "first since check": given<AppendEntriesReply, boolean>(
      (context, { term, from }) => term === context.currentTerm && !context.heard.includes(from),
    ),
  },
  delays: {
    electionTimeout: ({ context, event }) => electionTimeout(context, event),
    heartbeatInterval: ({ context }) => context.times.heartbeat,
    quorumCheck: ({ context }) => context.times.electionLow,
    retryInterval: ({ context }) => context.times.heartbeat,
  },
});

export const raftMachine = raft.createMachine({
  id: "raft",
  context: ({ input }) => startState(input),
  initial: "follower",
  on: {
    settings: { actions: "learnRules" },
    RequestVote: [
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
      {
        guard: "grants pre-vote",
        actions: [
          replying<PreVote>(
            (_, { term, poll }) =>
              ({ type: "PreVoteReply", term, voteGranted: true, poll }) satisfies PreVoteReply,
          ),
          noting<PreVote>("pre-vote-granted", (_, { from, term }) => ({ candidate: from, term })),
        ],
      },
      {
        actions: [
          replying<PreVote>(
            ({ currentTerm }, { poll }) =>
              ({
                type: "PreVoteReply",
                term: currentTerm,
                voteGranted: false,
                poll,
              }) satisfies PreVoteReply,
          ),
          noting<PreVote>("pre-vote-refused", (context, vote) => ({
            candidate: vote.from,
            term: vote.term,
            reason: preVoteRefusal(context, vote, vote.from, vote.now),
            leader: context.leader,
            ownTerm: context.currentTerm,
            votedFor: context.votedFor,
            ownLast: logEnd(context),
            theirLast: { lastLogIndex: vote.lastLogIndex, lastLogTerm: vote.lastLogTerm },
          })),
        ],
      },
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
    AppendEntriesReply: {
      guard: "newer term",
      target: ".follower",
      actions: [noteStepDown, "adoptTerm", persistVote],
    },
    ClientRequest: {
      actions: [
        replying<ClientRequest>(
          ({ leader }, { op }) =>
            ({ type: "ClientReply", op, ok: false, value: null, leader }) satisfies ClientReply,
        ),
        noting<ClientRequest>("redirected", ({ leader }, { from }) => ({ client: from, leader })),
      ],
    },
  },
  states: {
    follower: {
      after: {
        electionTimeout: [{ guard: "pre-vote", target: "preCandidate" }, { target: "candidate" }],
      },
      on: {
        RequestVote: [
          {
            guard: "grants vote",
            actions: ["castVote", persistVote, grantVote, restartElectionTimer, noteGranted],
          },
          { guard: "newer term", actions: ["adoptTerm", persistVote, refuseVote, noteRefused] },
          { actions: [refuseVote, noteRefused] },
        ],
        AppendEntries: [
          { guard: "mere heartbeat", actions: ["hearLeader", restartElectionTimer, replyEntries] },
          { guard: "older term", actions: [refuseStaleEntries, noteStale] },
          {
            guard: "known leader",
            actions: ["followLeader", restartElectionTimer, persistLog, replyEntries],
          },
          { actions: [noteLeader, "followLeader", restartElectionTimer, persistAll, replyEntries] },
        ],
      },
    },
    preCandidate: {
      entry: [
        "beginPoll",
        {
          type: "broadcast",
          params: ({ context }) => ({
            to: context.peers,
            message: {
              type: "PreVote",
              term: context.currentTerm + 1,
              poll: context.poll,
              ...logEnd(context),
            } satisfies PreVote,
          }),
        },
        {
          type: "note",
          params: ({ context }) => ({
            note: "pre-vote-started",
            about: { term: context.currentTerm + 1 },
          }),
        },
      ],
      always: [
        { guard: "has majority", target: "candidate" },
        { guard: "majority refused", target: "follower" },
      ],
      after: {
        electionTimeout: [
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
      entry: [
        "beginElection",
        persistVote,
        {
          type: "broadcast",
          params: ({ context }) => ({ to: context.peers, message: requestVote(context) }),
        },
        {
          type: "note",
          params: ({ context }) => ({
            note: "election-started",
            about: { term: context.currentTerm },
          }),
        },
      ],
      always: [
        { guard: "has majority", target: "leader" },
        {
          guard: "majority refused",
          target: "follower",
          actions: { type: "note", params: noteLost },
        },
      ],
      after: {
        // §5.5: who has not answered is asked again; the vote it may have given is the same.
        retryInterval: {
          actions: [
            {
              type: "broadcast",
              params: ({ context }) => ({ to: unanswered(context), message: requestVote(context) }),
            },
            {
              type: "restartTimer",
              params: ({ context }) => ({ label: "retryInterval", delay: context.times.heartbeat }),
            },
          ],
        },
        electionTimeout: [
          {
            guard: "pre-vote",
            target: "preCandidate",
            actions: { type: "note", params: noteSplit },
          },
          { target: "candidate", reenter: true, actions: { type: "note", params: noteSplit } },
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
      entry: [
        {
          type: "note",
          params: ({ context }) => ({
            note: "election-won",
            about: { term: context.currentTerm, votes: context.granted },
          }),
        },
        "beginTerm",
        persistLog,
        askEverybody,
      ],
      after: {
        heartbeatInterval: {
          actions: [
            askEverybody,
            {
              type: "restartTimer",
              params: ({ context }) => ({
                label: "heartbeatInterval",
                delay: context.times.heartbeat,
              }),
            },
          ],
        },
        quorumCheck: [
          {
            guard: "lost quorum",
            target: "follower",
            actions: [
              {
                type: "note",
                params: ({ context }) => ({
                  note: "lost-quorum",
                  about: { term: context.currentTerm, heard: context.heard },
                }),
              },
              "forgetLeader",
            ],
          },
          {
            actions: [
              "forgetHeard",
              {
                type: "restartTimer",
                params: ({ context }) => ({
                  label: "quorumCheck",
                  delay: context.times.electionLow,
                }),
              },
            ],
          },
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
        AppendEntriesReply: [
          {
            guard: "newer term",
            target: "follower",
            actions: [noteStepDown, "adoptTerm", persistVote],
          },
          { guard: "further than known", actions: ["recordProgress", answerClients] },
          {
            guard: "log differs",
            actions: [
              "lookFurtherBack",
              replying<AppendEntriesReply>((context, { from }) => appendEntriesFor(context, from)),
              noteRepair(),
            ],
          },
          { guard: "first since check", actions: "hearFollower" },
        ],
        ClientRequest: { actions: ["appendOperation", persistLog, askEverybody, answerClients] },
      },
    },
  },
});

function requestVote(context: RaftContext): RequestVote {
  return { type: "RequestVote", term: context.currentTerm, ...logEnd(context) };
}

function noteLost({ context }: Args): EffectParams["note"] {
  return {
    note: "election-lost",
    about: { term: context.currentTerm, votes: context.granted, refused: context.refused },
  };
}

function noteSplit({ context }: Args): EffectParams["note"] {
  return {
    note: "split-vote",
    about: { term: context.currentTerm, votes: context.granted, refused: context.refused },
  };
}

function noteRepair() {
  return noting<AppendEntriesReply>("log-repair", (context, { from, index }) => ({
    follower: from,
    index,
    next: context.nextIndex[from],
  }));
}

/** A Raft server. `config` of its node is {@link RaftTimes}. */
export const raftServer = anyBehavior(defineNode(raftMachine));
