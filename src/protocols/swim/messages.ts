/** What members say to each other, by the paper's names (Das, Gupta & Motivala 2002, Figure 1 and §4). */
import type { NodeId } from "../../kernel/behavior.ts";

/** What one member holds of another. `confirm`: confirmed as failed. */
export type Status = "alive" | "suspect" | "confirm";

/** How a member stands. */
export interface Standing {
  readonly status: Status;
  /** How often it has joined: the part of its identity that is new whenever it comes back. */
  readonly life: number;
  /** Counts its refutations in this life. Only the member itself raises it. */
  readonly incarnation: number;
}

/** A membership update: the rumour that rides on pings and acknowledgements. */
export interface Update extends Standing {
  readonly member: NodeId;
}

/** Are you there? */
export interface Ping {
  readonly type: "Ping";
  /** The prober's number of the probe. */
  readonly seq: number;
  /** On whose behalf; null: the sender's own. */
  readonly for: NodeId | null;
  readonly updates: readonly Update[];
}

/** Ping that member for me. */
export interface PingReq {
  readonly type: "PingReq";
  readonly seq: number;
  readonly target: NodeId;
  readonly updates: readonly Update[];
}

/** It is there. */
export interface Ack {
  readonly type: "Ack";
  readonly seq: number;
  /** Who is there: the sender, or, where it is passed on, the member that was asked about. */
  readonly of: NodeId;
  /** To whom it has to be passed on; null: it is meant for its receiver. */
  readonly for: NodeId | null;
  readonly updates: readonly Update[];
}

export type SwimMessage = Ping | PingReq | Ack;
