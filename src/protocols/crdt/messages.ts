/** What replicas say to each other. In the literature's words: payloads are merged, operations take effect. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { VersionVector } from "../../structures/version-vector.ts";
import type { Payloads } from "./objects.ts";

/** An update as it left its source. */
export interface Update {
  readonly origin: NodeId;
  /** It is the origin's first, second, … */
  readonly number: number;
  readonly key: string;
  /** What was asked for, for people: `add milk`. */
  readonly asked: string;
  /** What its source had seen when it made it: its causes. */
  readonly saw: VersionVector;
  /** What takes effect. */
  readonly operation: unknown;
}

/** State-based: all that the sender holds. */
export interface State {
  readonly type: "State";
  readonly payloads: Payloads;
  /** The updates that are in it: how many of each replica. */
  readonly seen: VersionVector;
}

/** Operation-based: one update, from its source. */
export interface Downstream {
  readonly type: "Downstream";
  readonly update: Update;
}

/** What the sender has seen by now. */
export interface Acknowledge {
  readonly type: "Acknowledge";
  readonly seen: VersionVector;
}

export type ReplicaMessage = State | Downstream | Acknowledge;

/** An update's name: `n1.3`. */
export function nameOf({ origin, number }: Pick<Update, "origin" | "number">): string {
  return `${origin}.${number}`;
}
