/** What a Raft server's transitions do besides changing its state: messages, writes to disk, timers, notes. */
import type { EffectParams, Message } from "../../kernel/behavior.ts";
import { between } from "../../kernel/chance.ts";
import { describeOperation } from "../../kernel/operation.ts";
import { isJoint } from "../../structures/configuration.ts";
import { givenIn, luckOf, type CommonEvent, type Received } from "../machine.ts";
import {
  durableVote,
  electorate,
  logEnd,
  preVoteRefusal,
  unanswered,
  voteRefusal,
} from "./elections.ts";
import type {
  AppendEntries,
  AppendEntriesReply,
  ClientReply,
  ClientRequest,
  InstallSnapshot,
  InstallSnapshotReply,
  PreVote,
  PreVoteReply,
  ProgressReply,
  RequestVote,
  RequestVoteReply,
  ServerMessage,
} from "./messages.ts";
import { plannedChange } from "./membership.ts";
import { leaseEnd, localAnswer, repliesForReads } from "./reads.ts";
import {
  appendEntriesReply,
  messageFor,
  messagesForAll,
  nextFor,
  repliesForApplied,
} from "./replication.ts";
import { installSnapshotReply } from "./snapshots.ts";
import { doneBefore } from "./state-machine.ts";
import type { RaftContext } from "./state.ts";

export type RaftEvent = Received<ServerMessage> | CommonEvent;
export interface Args {
  context: RaftContext;
  event: RaftEvent;
}

export const given = givenIn<RaftContext>();

export function electionTimeout(context: RaftContext, event: RaftEvent): number {
  return between(luckOf(event), context.config.electionLow, context.config.electionHigh);
}

type About = Record<string, unknown>;

/** A note about the message that brought the transition; none when there is nothing to say. */
const noting = <M>(
  note: string,
  about: (context: RaftContext, message: Received<M>) => About | null,
) =>
  ({
    type: "note",
    params: given<M, EffectParams["note"] | null>((context, message) => {
      const said = about(context, message);
      return said === null ? null : { note, about: said };
    }),
  }) as const;

const replying = <M>(reply: (context: RaftContext, message: Received<M>) => Message) =>
  ({
    type: "send",
    params: given<M, EffectParams["send"]>((context, message) => ({
      to: message.from,
      message: reply(context, message),
    })),
  }) as const;

const broadcasting = (message: (context: RaftContext) => EffectParams["broadcast"]) =>
  ({ type: "broadcast", params: ({ context }: Args) => message(context) }) as const;

const sendingEach = (messages: (context: RaftContext) => EffectParams["sendEach"]) =>
  ({ type: "sendEach", params: ({ context }: Args) => messages(context) }) as const;

const restarting = (label: string, delay: (context: RaftContext, event: RaftEvent) => number) =>
  ({
    type: "restartTimer",
    params: ({ context, event }: Args) => ({ label, delay: delay(context, event) }),
  }) as const;

// ── Disk and timers ───────────────────────────────────────────────────────────────────────────────────────────

function durableLog({ log, snapshot, snapshotMoved }: RaftContext): EffectParams["persist"] {
  return snapshotMoved ? { log, snapshot } : { log };
}

export const persistVote = {
  type: "persist",
  params: ({ context }: Args) => durableVote(context),
} as const;
export const persistAll = {
  type: "persist",
  params: ({ context }: Args) => ({ ...durableVote(context), ...durableLog(context) }),
} as const;
export const persistLog = {
  type: "persist",
  params: ({ context }: Args) => durableLog(context),
} as const;
/** What a leader commits changes nothing on its disk, but for a snapshot. */
export const persistSnapshot = {
  type: "persist",
  params: ({ context }: Args) => (context.snapshotMoved ? durableLog(context) : null),
} as const;

export const restartElectionTimer = restarting("electionTimeout", electionTimeout);
export const restartHeartbeat = restarting(
  "heartbeatInterval",
  (context) => context.config.heartbeat,
);
export const restartQuorumCheck = restarting(
  "quorumCheck",
  (context) => context.config.electionLow,
);
export const restartRetry = restarting("retryInterval", (context) => context.config.heartbeat);

// ── Elections ─────────────────────────────────────────────────────────────────────────────────────────────────

export const askForPreVotes = broadcasting((context) => ({
  to: electorate(context),
  message: {
    type: "PreVote",
    term: context.currentTerm + 1,
    poll: context.poll,
    ...logEnd(context),
  } satisfies PreVote,
}));

const requestVote = (context: RaftContext): RequestVote => ({
  type: "RequestVote",
  term: context.currentTerm,
  ...logEnd(context),
});
export const askForVotes = broadcasting((context) => ({
  to: electorate(context),
  message: requestVote(context),
}));
export const askAgainForVotes = broadcasting((context) => ({
  to: unanswered(context),
  message: requestVote(context),
}));

const vote = (voteGranted: boolean) =>
  replying<RequestVote>(
    ({ currentTerm: term }) =>
      ({ type: "RequestVoteReply", term, voteGranted }) satisfies RequestVoteReply,
  );
export const grantVote = vote(true);
export const refuseVote = vote(false);
export const grantPreVote = replying<PreVote>(
  (_, { term, poll }) =>
    ({ type: "PreVoteReply", term, voteGranted: true, poll }) satisfies PreVoteReply,
);
export const refusePreVote = replying<PreVote>(
  ({ currentTerm: term }, { poll }) =>
    ({ type: "PreVoteReply", term, voteGranted: false, poll }) satisfies PreVoteReply,
);

export const notePreVoteStarted = noting("pre-vote-started", ({ currentTerm }) => ({
  term: currentTerm + 1,
}));
export const noteElectionStarted = noting("election-started", ({ currentTerm }) => ({
  term: currentTerm,
}));
const tally = ({ currentTerm, granted, refused }: RaftContext) => ({
  term: currentTerm,
  votes: granted,
  refused,
});
export const noteElectionWon = noting("election-won", ({ currentTerm, granted }) => ({
  term: currentTerm,
  votes: granted,
}));
export const noteLost = noting("election-lost", tally);
export const noteSplit = noting("split-vote", tally);
export const noteGranted = noting<RequestVote>("vote-granted", (context, { from }) => ({
  candidate: from,
  term: context.currentTerm,
}));
/** The reason is found again after the term was adopted: adopting changes none of the reasons that remain. */
export const noteRefused = noting<RequestVote>("vote-refused", (context, message) => ({
  candidate: message.from,
  term: message.term,
  reason: voteRefusal(context, message, message.from, message.now),
  ownTerm: context.currentTerm,
  votedFor: context.votedFor,
  leader: context.leader,
  ownLast: logEnd(context),
  theirLast: { lastLogIndex: message.lastLogIndex, lastLogTerm: message.lastLogTerm },
}));
export const notePreVoteGranted = noting<PreVote>("pre-vote-granted", (_, { from, term }) => ({
  candidate: from,
  term,
}));
export const notePreVoteRefused = noting<PreVote>("pre-vote-refused", (context, message) => ({
  candidate: message.from,
  term: message.term,
  reason: preVoteRefusal(context, message, message.from, message.now),
  leader: context.leader,
  ownTerm: context.currentTerm,
  votedFor: context.votedFor,
  ownLast: logEnd(context),
  theirLast: { lastLogIndex: message.lastLogIndex, lastLogTerm: message.lastLogTerm },
}));
export const noteStepDown = noting<AppendEntriesReply>("stepped-down", (context, message) => ({
  term: message.term,
  ownTerm: context.currentTerm,
  from: message.from,
}));
export const noteLostQuorum = noting("lost-quorum", ({ currentTerm, heard }) => ({
  term: currentTerm,
  heard,
}));

// ── Replication and snapshots ─────────────────────────────────────────────────────────────────────────────────

export const askEverybody = sendingEach(messagesForAll);
/** New servers begin to catch up. */
export const askNewcomers = sendingEach((context) =>
  (context.catchingUp?.servers ?? []).map((to) => ({ to, message: messageFor(context, to) })),
);
export const sendNext = {
  type: "send",
  params: given<ProgressReply, EffectParams["send"] | null>((context, { from }) =>
    nextFor(context, from),
  ),
} as const;
export const sendAgain = replying<AppendEntriesReply>((context, { from }) =>
  messageFor(context, from),
);
export const replyEntries = replying<AppendEntries>((context, message) =>
  appendEntriesReply(context, message),
);
export const replySnapshot = replying<InstallSnapshot>((context, message) =>
  installSnapshotReply(context, message),
);
export const refuseStaleEntries = replying<AppendEntries>(
  ({ currentTerm: term }) =>
    ({
      type: "AppendEntriesReply",
      term,
      success: false,
      index: 0,
      conflictTerm: 0,
    }) satisfies AppendEntriesReply,
);
export const refuseStaleSnapshot = replying<InstallSnapshot>(
  ({ currentTerm: term }) =>
    ({ type: "InstallSnapshotReply", term, index: 0 }) satisfies InstallSnapshotReply,
);
export const noteStale = noting<AppendEntries | InstallSnapshot>(
  "stale-leader",
  (context, message) => ({
    leader: message.from,
    term: message.term,
    ownTerm: context.currentTerm,
  }),
);
/** Told before the new leader is taken over, when it can still be seen that it is new. */
export const noteLeader = noting<AppendEntries | InstallSnapshot>(
  "leader-recognised",
  (_, message) => ({ leader: message.from, term: message.term }),
);
export const noteRepair = noting<AppendEntriesReply>("log-repair", (context, { from, index }) => ({
  follower: from,
  index,
  next: context.nextIndex[from],
}));
export const noteSnapshotSent = noting<AppendEntriesReply>(
  "snapshot-sent",
  ({ nextIndex, log, snapshot }, { from }) =>
    snapshot !== null && (nextIndex[from] ?? 1) <= log.baseIndex
      ? { follower: from, index: snapshot.lastIncludedIndex }
      : null,
);
export const noteSnapshotTaken = noting("snapshot-taken", ({ snapshotMoved, snapshot }) =>
  snapshotMoved && snapshot !== null
    ? { index: snapshot.lastIncludedIndex, term: snapshot.lastIncludedTerm }
    : null,
);
export const noteSnapshotInstalled = noting<InstallSnapshot>(
  "snapshot-installed",
  ({ snapshotMoved }, { from, snapshot }) =>
    snapshotMoved ? { leader: from, index: snapshot.lastIncludedIndex } : null,
);
export const noteCommitted = noting("entry-committed", ({ applied, currentTerm }) =>
  applied.length === 0
    ? null
    : { from: applied[0]!.index, index: applied.at(-1)!.index, term: currentTerm },
);

// ── Clients ───────────────────────────────────────────────────────────────────────────────────────────────────

export const answerClients = sendingEach(repliesForApplied);
export const noteDuplicate = noting("duplicate-recognised", ({ applied }) => {
  const again = applied.find(({ how }) => how === "duplicate");
  const request = again?.command.is === "operation" ? again.command : null;
  return request ? { client: request.client, op: request.op } : null;
});
export const answerFromSession = replying<ClientRequest>(
  ({ id, machine }, { from, op }) =>
    ({
      type: "ClientReply",
      op,
      ok: true,
      value: doneBefore(machine, from, op)?.value ?? null,
      leader: id,
    }) satisfies ClientReply,
);
export const noteDoneBefore = noting<ClientRequest>("duplicate-recognised", (_, { from, op }) => ({
  client: from,
  op,
}));
export const redirect = replying<ClientRequest>(
  ({ leader }, { op }) =>
    ({ type: "ClientReply", op, ok: false, value: null, leader }) satisfies ClientReply,
);
export const noteRedirected = noting<ClientRequest>("redirected", ({ leader }, { from }) => ({
  client: from,
  leader,
}));

// ── Reads ─────────────────────────────────────────────────────────────────────────────────────────────────────

export const answerReads = sendingEach(repliesForReads);
export const answerAtOnce = replying<ClientRequest>((context, { op, operation }) =>
  localAnswer(context, op, operation.key ?? "", context.leader),
);
export const noteReadQueued = noting<ClientRequest>("read-queued", (context, { from }) => ({
  client: from,
  index: context.commitIndex,
  round: context.round,
}));
export const noteReadConfirmed = noting("read-confirmed", ({ served }) =>
  served.length === 0
    ? null
    : { clients: served.map(({ client }) => client), index: served[0]!.readIndex },
);
export const noteReadUnconfirmed = noting<ClientRequest>("read-unconfirmed", (_, { from }) => ({
  client: from,
}));
export const noteLeaseRead = noting<ClientRequest>("lease-read", (context, { from, now }) => ({
  client: from,
  left: (leaseEnd(context) ?? now) - now,
}));
export const noteFollowerRead = noting<ClientRequest>(
  "follower-read",
  ({ commitIndex }, { from }) => ({ client: from, index: commitIndex }),
);

// ── Membership ────────────────────────────────────────────────────────────────────────────────────────────────

export const refuseChange = replying<ClientRequest>((context, { op, operation }) => {
  const plan = plannedChange(context, operation);
  const reason = typeof plan === "object" && "refusal" in plan ? { reason: plan.refusal } : {};
  return { type: "ClientReply", op, ok: false, value: null, leader: context.id, ...reason };
});
export const noteChangeRefused = noting<ClientRequest>(
  "change-refused",
  (context, { from, operation }) => {
    const plan = plannedChange(context, operation);
    return {
      client: from,
      reason: typeof plan === "object" && "refusal" in plan ? plan.refusal : "",
    };
  },
);
export const answerNoChange = replying<ClientRequest>(
  ({ id, members }, { op }) =>
    ({
      type: "ClientReply",
      op,
      ok: true,
      value: members.configuration.voters.join(" "),
      leader: id,
    }) satisfies ClientReply,
);
export const noteChangeRequested = noting<ClientRequest>(
  "change-requested",
  ({ catchingUp }, { from, operation }) => ({
    client: from,
    what: describeOperation(operation),
    servers: catchingUp?.servers ?? [],
  }),
);
export const noteChangeAppended = noting("change-appended", ({ members }) => ({
  voters: members.configuration.voters,
  old: members.configuration.outgoing,
  joint: isJoint(members.configuration),
}));
export const noteJointLeft = noting("joint-left", ({ members }) => ({
  voters: members.configuration.voters,
}));
export const noteChangeCommitted = noting("change-committed", ({ applied }) => {
  const last = applied.findLast(({ command }) => command.is === "configuration")?.command;
  if (last?.is !== "configuration") return null;
  const { voters, outgoing } = last.configuration;
  return { voters, old: outgoing, joint: isJoint(last.configuration) };
});
export const answerGivenUp = sendingEach(({ catchingUp, id }) =>
  catchingUp === null
    ? []
    : [
        {
          to: catchingUp.request.client,
          message: {
            type: "ClientReply",
            op: catchingUp.request.op,
            ok: false,
            value: null,
            leader: id,
            reason: "catch-up-failed",
          } satisfies ClientReply,
        },
      ],
);
export const noteGivenUp = noting("change-refused", ({ catchingUp }) => ({
  client: catchingUp?.request.client ?? "",
  reason: "catch-up-failed",
  servers: catchingUp?.servers ?? [],
}));
export const noteRemoved = noting("removed-steps-down", ({ members, currentTerm }) => ({
  voters: members.configuration.voters,
  term: currentTerm,
}));
