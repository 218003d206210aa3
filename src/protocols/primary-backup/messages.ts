/**
 * The messages of primary–backup replication. An update travels from the primary to its backups, as Alsberg and Day have it
 * (1976); how a failover is decided they leave to error recovery, and here an operator does it, as in installations of MySQL
 * and PostgreSQL.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { ClientReply, ClientRequest } from "../client.ts";

/** Counts the primaries: each failover begins another. The first is 1. */
export type Epoch = number;

/** A write, in the place that its primary gave it. */
export interface Entry {
  /** The epoch in which a primary accepted it. */
  readonly epoch: Epoch;
  /** Whose request it was, and its number: by these a repeated request is known. */
  readonly client: NodeId;
  readonly op: number;
  readonly key: string;
  readonly value: unknown;
}

/**
 * “Write these behind the first `previous` entries.” With `previous` 0 it is the primary's whole log, by which a backup
 * joins the epoch; whatever else that backup had is gone.
 */
export interface Update {
  readonly type: "Update";
  readonly epoch: Epoch;
  readonly previous: number;
  readonly entries: readonly Entry[];
}

/** “In this epoch I hold so many of your entries.” -1: none yet, and the whole log is needed. */
export interface UpdateAck {
  readonly type: "UpdateAck";
  readonly epoch: Epoch;
  readonly length: number;
}

/** “I have promised to take no updates of your epoch any more: there is a newer one.” */
export interface Refused {
  readonly type: "Refused";
  readonly epoch: Epoch;
}

/** The operator: “Are you there? This is who is primary.” */
export interface Ping {
  readonly type: "Ping";
  readonly epoch: Epoch;
  readonly primary: NodeId;
}

export interface Pong {
  readonly type: "Pong";
  readonly epoch: Epoch;
  /** Whether it is that epoch's primary. */
  readonly primary: boolean;
}

/** The operator begins an epoch: “Take no more updates of an older one, and tell me what you have.” */
export interface Seal {
  readonly type: "Seal";
  readonly epoch: Epoch;
}

/** “Promised. My log is that of this epoch's primary up to here.” */
export interface Sealed extends Standing {
  readonly type: "Sealed";
  readonly epoch: Epoch;
}

/** How complete a log is. */
export interface Standing {
  /** The last epoch in which it has followed a primary. */
  readonly synced: Epoch;
  readonly length: number;
}

/** The operator has chosen. */
export interface Promote {
  readonly type: "Promote";
  readonly epoch: Epoch;
  readonly primary: NodeId;
}

export type ServerMessage = Update | UpdateAck | Refused | Ping | Seal | Promote | ClientRequest;
export type OperatorMessage = Pong | Sealed | ClientRequest;
export type ReplicationMessage = ServerMessage | OperatorMessage | ClientReply;
