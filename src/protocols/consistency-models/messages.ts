/** What replicas say to each other, store by store. */
import type { NodeId, Operation } from "../../kernel/behavior.ts";
import type { Tag } from "../../structures/siblings.ts";
import type { VersionVector } from "../../structures/version-vector.ts";

/** What a replica holds of a key. No two writes have the same stamp, in no store. */
export interface Copy {
  readonly value: unknown;
  readonly stamp: Tag;
}

/** By key. */
export type Copies = Readonly<Record<string, Copy>>;

// ── Strong and sequential: total order broadcast ──────────────────────────────────────────────────────────────

/** An operation that is to be given a number. */
export interface Submit {
  readonly type: "Submit";
  readonly client: NodeId;
  readonly op: number;
  readonly operation: Operation;
}

/** An operation with its place in the one order, from 1. */
export interface Entry {
  readonly index: number;
  /** The replica that answers the client. */
  readonly origin: NodeId;
  readonly client: NodeId;
  readonly op: number;
  readonly operation: Operation;
}

/** One entry, or all that a replica lacks, in order. */
export interface Ordered {
  readonly type: "Ordered";
  readonly entries: readonly Entry[];
}

/** The sender has delivered everything up to here. */
export interface Delivered {
  readonly type: "Delivered";
  readonly upTo: number;
}

// ── Causal: causal broadcast ──────────────────────────────────────────────────────────────────────────────────

/** A write as it left its origin. */
export interface CausalUpdate {
  readonly type: "CausalUpdate";
  readonly origin: NodeId;
  /** It is the origin's first, second, … */
  readonly number: number;
  /** What its origin had seen: its causes. */
  readonly saw: VersionVector;
  readonly key: string;
  readonly value: unknown;
}

/** What the sender has seen by now. */
export interface Acknowledge {
  readonly type: "Acknowledge";
  readonly seen: VersionVector;
}

// ── Eventual and weak: gossip ─────────────────────────────────────────────────────────────────────────────────

/** A write, once to everybody. */
export interface Update {
  readonly type: "Update";
  readonly key: string;
  readonly copy: Copy;
}

/** Anti-entropy: all that the sender holds, to be compared. */
export interface Compare {
  readonly type: "Compare";
  readonly copies: Copies;
}

/** What the sender holds newer than it was shown. */
export interface Newer {
  readonly type: "Newer";
  readonly copies: Copies;
}

export type ReplicaMessage =
  | Submit
  | Ordered
  | Delivered
  | CausalUpdate
  | Acknowledge
  | Update
  | Compare
  | Newer;
