/**
 * What generals say to each other (Lamport, Shostak & Pease 1982, §3): oral messages. Who hears one knows who has brought it, and
 * nothing proves what it says of others.
 */
import type { NodeId } from "../../kernel/behavior.ts";

/** What a general may do. */
export type Plan = "attack" | "retreat";

/** Also the order that is obeyed where none has come, and where there is no majority. */
export const RETREAT: Plan = "retreat";

/** The commander's order to a lieutenant. */
export interface Order {
  readonly type: "Order";
  /** The commander's first, second, … order. */
  readonly number: number;
  readonly plan: Plan;
}

/** “g2 says that g1 says that g0 says: attack.” A lieutenant acts as the commander of what it has heard. */
export interface Relay {
  readonly type: "Relay";
  readonly number: number;
  readonly plan: Plan;
  /** Through whose mouths it has gone: the commander first, whoever sends it last. */
  readonly path: readonly NodeId[];
}

export type GeneralsMessage = Order | Relay;

export function opposite(plan: Plan): Plan {
  return plan === "attack" ? "retreat" : "attack";
}
