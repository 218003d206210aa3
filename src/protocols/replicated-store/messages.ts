/** The replicated store's messages, by the field's names (Attiya, Bar-Noy & Dolev 1995; DeCandia 2007; Alsberg & Day 1976). */
import type { NodeId, Outcome } from "../../kernel/behavior.ts";
import type { Siblings, Tag } from "../../structures/siblings.ts";

/** Which two of consistency, availability and tolerance of partitions the store is set to. */
export type Mode = "CP" | "AP" | "CA";

/** A client's operation; a client numbers its operations, so that a copy of a request is known for one. */
export interface Read {
  readonly type: "Read";
  readonly op: number;
  readonly key: string;
}

export interface Write {
  readonly type: "Write";
  readonly op: number;
  readonly key: string;
  readonly value: unknown;
}

/** How an operation ended, as its coordinator knows it. */
export interface Result {
  readonly outcome: Outcome;
  /** What was read or written; null when the key was never written, or nothing is known. */
  readonly value: unknown;
  /** The value's place in the total order of writes. */
  readonly tag: Tag | null;
  /** All values that were found side by side, when there were several. */
  readonly siblings?: readonly unknown[];
  readonly coordinator: NodeId;
  readonly mode: Mode;
  /** Why it was not done, in English: it is data. */
  readonly reason?: string;
}

export interface Reply {
  readonly type: "Reply";
  readonly op: number;
  readonly result: Result;
}

/** Names a client's operation among replicas. */
export interface Ticket {
  readonly client: NodeId;
  readonly op: number;
}

/** CP, first phase: "what do you have of this key?" */
export interface Query extends Ticket {
  readonly type: "Query";
  readonly key: string;
}

export interface QueryReply extends Ticket {
  readonly type: "QueryReply";
  readonly versions: Siblings;
}

/** CP, second phase, and the primary's synchronous copy in CA: "keep this, and say when you have it on disk." */
export interface Store extends Ticket {
  readonly type: "Store";
  readonly key: string;
  readonly versions: Siblings;
}

export interface StoreReply extends Ticket {
  readonly type: "StoreReply";
}

/** AP: a replica's versions of a key, sent after its client has been answered. */
export interface Replicate {
  readonly type: "Replicate";
  readonly key: string;
  readonly versions: Siblings;
}

/** Names what has arrived, so that the sender's hint goes only when that is still all it has. */
export interface Ack {
  readonly type: "Ack";
  readonly key: string;
  readonly tags: readonly Tag[];
}

/** CA: a replica sends its client's operation on to the primary. */
export interface Forward extends Ticket {
  readonly type: "Forward";
  readonly f: "read" | "write";
  readonly key: string;
  readonly value: unknown;
}

export interface ForwardReply extends Ticket {
  readonly type: "ForwardReply";
  readonly result: Result;
}

/** CA: "I am here." Whoever is not heard counts as silent. */
export interface Heartbeat {
  readonly type: "Heartbeat";
}

/** CA: a primary that begins, or whose view has changed, compares everything with everybody in the view. */
export interface Sync {
  readonly type: "Sync";
  readonly round: number;
  readonly copies: Copies;
}

export interface SyncReply {
  readonly type: "SyncReply";
  readonly round: number;
  readonly copies: Copies;
}

/** A replica's versions of every key. */
export type Copies = Readonly<Record<string, Siblings>>;

export type ClientMessage = Read | Write;
export type ReplicaMessage =
  | ClientMessage
  | Query
  | QueryReply
  | Store
  | StoreReply
  | Replicate
  | Ack
  | Forward
  | ForwardReply
  | Heartbeat
  | Sync
  | SyncReply;
export type StoreMessage = ReplicaMessage | Reply;
