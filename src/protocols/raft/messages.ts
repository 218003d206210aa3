/** Raft's messages by the names of the paper (Ongaro & Ousterhout 2014, Figure 2; PreVote: Ongaro 2014, §9.6). */
import type { NodeId, Operation } from "../../kernel/behavior.ts";
import type { Log } from "../../structures/log.ts";

/** What the log replicates: a client's operation, or the empty entry with which a leader begins its term (§8). */
export type Command =
  | { readonly is: "noop" }
  | {
      readonly is: "operation";
      readonly operation: Operation;
      readonly client: NodeId;
      readonly op: number;
    };

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
  readonly entries: Log<Command>;
  readonly leaderCommit: number;
}

export interface AppendEntriesReply {
  readonly type: "AppendEntriesReply";
  readonly term: number;
  readonly success: boolean;
  /** Success: the last index known to agree. Refusal: where to look next (`conflictTerm` is its term). */
  readonly index: number;
  readonly conflictTerm: number;
}

export interface ClientRequest {
  readonly type: "ClientRequest";
  readonly op: number;
  readonly operation: Operation;
}

export interface ClientReply {
  readonly type: "ClientReply";
  readonly op: number;
  /** False: not done, and never will be by this request; try the leader. */
  readonly ok: boolean;
  readonly value: unknown;
  readonly leader: NodeId | null;
}

export type ServerMessage =
  | RequestVote
  | RequestVoteReply
  | PreVote
  | PreVoteReply
  | AppendEntries
  | AppendEntriesReply
  | ClientRequest;

export type RaftMessage = ServerMessage | ClientReply;
