/** What processes say to each other. Every message bears the logical clock of its sending (Lamport 1978, IR2). */
import type { NodeId } from "../../kernel/behavior.ts";

/** An update that every process is to apply, at the same place among all updates. */
export interface Update {
  /** Its timestamp: the clock of the event that made it. */
  readonly ts: number;
  /** Who made it. Of two updates with one timestamp the one of the lesser name comes first. */
  readonly origin: NodeId;
  /** It is the origin's first, second, … */
  readonly number: number;
}

/** What every message says of its sender. */
interface Stamped {
  /** The sender's clock at the sending. The copies of one multicast bear the same: they are one event. */
  readonly clock: number;
  /** How many updates of each process the sender has, its own among them. Whoever has fewer of the sender's misses something. */
  readonly got: Readonly<Record<NodeId, number>>;
}

/** An update goes to everybody else; also when it goes again, or is passed on. */
export interface Multicast extends Stamped {
  readonly type: "Multicast";
  readonly update: Update;
}

/** The sender has got an update: nothing that it makes from now on will stand before it. */
export interface Acknowledge extends Stamped {
  readonly type: "Acknowledge";
  readonly update: Update;
}

export type ProcessMessage = Multicast | Acknowledge;
