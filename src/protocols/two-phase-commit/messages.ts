/**
 * The messages of two-phase commit by the names of Bernstein, Hadzilacos and Goodman (1987, §7.4), with the acknowledgement
 * by which Gray's coordinator (1978) knows that it may forget.
 */
import type { ClientReply, ClientRequest } from "../client.ts";

/** A transaction's number, given by the coordinator: `T3` where people read it. */
export type Tx = number;

export type Decision = "commit" | "abort";

/** What a transaction does at every participant: it takes a place of that day, or gives one back. */
export interface Work {
  readonly day: string;
  readonly change: -1 | 1;
}

/** Phase one: “Will you?” The work itself travels with the question. */
export interface VoteReq extends Work {
  readonly type: "VoteReq";
  readonly tx: Tx;
}

/** “I can, and whatever you decide I will do.” */
export interface Yes {
  readonly type: "Yes";
  readonly tx: Tx;
}

/** “I cannot, and I have aborted.” */
export interface No {
  readonly type: "No";
  readonly tx: Tx;
  readonly reason: Refusal;
}

/** Why a participant votes No. */
export type Refusal = "locked" | "sold-out" | "nothing-booked" | "unwilling" | "aborted-before";

/** Phase two: the decision. A participant that knows it may send it, too, to one that asks. */
export interface Commit {
  readonly type: "Commit";
  readonly tx: Tx;
}

export interface Abort {
  readonly type: "Abort";
  readonly tx: Tx;
}

/** “I voted Yes and have heard nothing. What was decided?” */
export interface DecisionReq {
  readonly type: "DecisionReq";
  readonly tx: Tx;
}

/** “I have the decision on disk; you need not keep it for me.” */
export interface Ack {
  readonly type: "Ack";
  readonly tx: Tx;
}

export type CoordinatorMessage = Yes | No | Ack | DecisionReq | ClientRequest;
export type ParticipantMessage = VoteReq | Commit | Abort | DecisionReq | ClientRequest;
export type CommitMessage = CoordinatorMessage | ParticipantMessage | ClientReply;

export function decisionMessage(tx: Tx, decision: Decision): Commit | Abort {
  return decision === "commit" ? { type: "Commit", tx } : { type: "Abort", tx };
}
