/**
 * Raft's messages by the names of the paper (Ongaro & Ousterhout 2014, Figures 2 and 13; PreVote: Ongaro 2014, §9.6),
 * and what its log replicates.
 */
import type { NodeId, Operation } from "../../kernel/behavior.ts";
import type { Configuration } from "../../structures/configuration.ts";
import type { LogEntry } from "../../structures/log.ts";
import type { ClientReply, ClientRequest } from "../client.ts";

/** Who asked for an entry, to be answered once it is committed. `op` numbers the client's requests (§8). */
export interface Request {
  readonly client: NodeId;
  readonly op: number;
}

/** What the log replicates: an operation, the members of the cluster, or the empty entry that opens a leader's term (§8). */
export type Command =
  | { readonly is: "noop" }
  | ({ readonly is: "operation"; readonly operation: Operation } & Request)
  | {
      readonly is: "configuration";
      readonly configuration: Configuration;
      /** Null when no client waits for it. */
      readonly request: Request | null;
    };

export type Entry = LogEntry<Command>;

export interface RequestVote {
  readonly type: "RequestVote";
  readonly term: number;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

export interface RequestVoteReply {
  readonly type: "RequestVoteReply";
  readonly term: number;
  readonly voteGranted: boolean;
}

/** "Would you vote for me?" Carries the term that its sender would stand in, which it has not begun. */
export interface PreVote {
  readonly type: "PreVote";
  readonly term: number;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
  /** Tells apart the sender's polls, so that a late answer to an old one is not counted. */
  readonly poll: number;
}

export interface PreVoteReply {
  readonly type: "PreVoteReply";
  readonly term: number;
  readonly voteGranted: boolean;
  readonly poll: number;
}

export interface AppendEntries {
  readonly type: "AppendEntries";
  readonly term: number;
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  /** Empty for a heartbeat. */
  readonly entries: readonly Entry[];
  readonly leaderCommit: number;
  /** The leader's round of heartbeats, where reads depend on its being confirmed (Ongaro 2014, §6.4). */
  readonly round?: number;
}

export interface AppendEntriesReply {
  readonly type: "AppendEntriesReply";
  readonly term: number;
  readonly success: boolean;
  /** Success: the last index known to agree. Refusal: where to look next (`conflictTerm` is its term). */
  readonly index: number;
  readonly conflictTerm: number;
  readonly round?: number;
}

/** The state machine as it stands after an entry, in place of the entries up to it (§7). Sent in one piece. */
export interface Snapshot {
  readonly lastIncludedIndex: number;
  readonly lastIncludedTerm: number;
  /** The members as of that entry. */
  readonly configuration: Configuration;
  readonly machine: StateMachine;
}

/** What the committed entries amount to: a key-value store, and each client's last request with its answer (§8). */
export interface StateMachine {
  readonly store: Readonly<Record<string, unknown>>;
  readonly sessions: Readonly<Record<NodeId, Session>>;
}

/** A client's last request that was done, and what it was answered. */
export interface Session {
  readonly op: number;
  readonly value: unknown;
}

export interface InstallSnapshot {
  readonly type: "InstallSnapshot";
  readonly term: number;
  readonly snapshot: Snapshot;
  readonly round?: number;
}

export interface InstallSnapshotReply {
  readonly type: "InstallSnapshotReply";
  readonly term: number;
  /** The follower holds everything up to here. */
  readonly index: number;
  readonly round?: number;
}

export type { ClientReply, ClientRequest };

/** What a follower tells its leader of how far its log has come. */
export type ProgressReply = AppendEntriesReply | InstallSnapshotReply;

export type ServerMessage =
  | RequestVote
  | RequestVoteReply
  | PreVote
  | PreVoteReply
  | AppendEntries
  | AppendEntriesReply
  | InstallSnapshot
  | InstallSnapshotReply
  | ClientRequest;

export type RaftMessage = ServerMessage | ClientReply;
