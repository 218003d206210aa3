/** What servers say to each other and to the disk that they share. Every request to the disk bears the epoch of whoever asks: its fencing token. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { ClientReply, ClientRequest } from "../client.ts";

/** Counts the primaries. The first is 1. */
export type Epoch = number;

/** A write, as it stands on the disk. */
export interface Entry {
  readonly epoch: Epoch;
  /** The server that wrote it there. */
  readonly writer: NodeId;
  /** Whose request it was, and its number: by these a repeated request is known. */
  readonly client: NodeId;
  readonly op: number;
  readonly key: string;
  readonly value: unknown;
}

/** The disk's contents from the first block on; null where nothing has been written. */
export type Blocks = readonly (Entry | null)[];

/** “I am primary, and I am here.” */
export interface Heartbeat {
  readonly type: "Heartbeat";
  readonly epoch: Epoch;
}

/** “I hear no primary. May I be that of this epoch?” */
export interface VoteRequest {
  readonly type: "VoteRequest";
  readonly epoch: Epoch;
}

export interface Vote {
  readonly type: "Vote";
  readonly epoch: Epoch;
}

/** “No”: I hear one, or I have voted in this epoch or a later one. */
export interface NoVote {
  readonly type: "NoVote";
  readonly epoch: Epoch;
  /** The latest epoch in which the one who refuses has voted. */
  readonly voted: Epoch;
  /** The primary that it hears; null when it hears none. */
  readonly hears: NodeId | null;
}

/** To the disk: “From now on my epoch counts. What do you hold?” */
export interface Claim {
  readonly type: "Claim";
  readonly epoch: Epoch;
}

export interface Claimed {
  readonly type: "Claimed";
  readonly epoch: Epoch;
  readonly blocks: Blocks;
}

/** “Write this into that block”, counted from 0. */
export interface Write {
  readonly type: "Write";
  readonly epoch: Epoch;
  readonly block: number;
  readonly client: NodeId;
  readonly op: number;
  readonly key: string;
  readonly value: unknown;
}

export interface Written {
  readonly type: "Written";
  readonly epoch: Epoch;
  readonly client: NodeId;
  readonly op: number;
}

export interface Read {
  readonly type: "Read";
  readonly epoch: Epoch;
  readonly client: NodeId;
  readonly op: number;
  readonly key: string;
}

export interface Value {
  readonly type: "Value";
  readonly epoch: Epoch;
  readonly client: NodeId;
  readonly op: number;
  readonly value: unknown;
}

/** “Your epoch is over: I have seen a higher one.” */
export interface Fenced {
  readonly type: "Fenced";
  /** The epoch that was refused. */
  readonly epoch: Epoch;
  readonly highest: Epoch;
}

export type DiskRequest = Claim | Write | Read;
export type DiskAnswer = Claimed | Written | Value | Fenced;
export type ServerMessage = Heartbeat | VoteRequest | Vote | NoVote | DiskAnswer | ClientRequest;
export type FailoverMessage = ServerMessage | DiskRequest | ClientReply;
