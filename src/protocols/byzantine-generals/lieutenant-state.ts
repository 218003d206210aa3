/** What a lieutenant knows of the order under way, and the pure functions that move it. */
import type { Boot, NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { bearable } from "./counts.ts";
import { RETREAT, type Order, type Plan, type Relay } from "./messages.ts";
import {
  heardOn,
  NOTHING,
  pathsThrough,
  valueOf,
  valuesOf,
  withReport,
  type RelayTree,
} from "./relay-tree.ts";
import { endOfRound, nearestNumber, type Schedule } from "./schedule.ts";

export interface LieutenantContext {
  readonly id: NodeId;
  readonly commander: NodeId;
  /** The other lieutenants. */
  readonly others: readonly NodeId[];
  readonly schedule: Schedule;
  readonly rules: Readonly<Record<string, boolean>>;
  readonly knobs: Readonly<Record<string, string>>;
  /** The order that it hears, or heard last; 0: none yet. */
  readonly number: number;
  /** The m of OM(m), for this order: how often what was heard is passed on. */
  readonly depth: number;
  readonly round: number;
  readonly tree: RelayTree;
  /** What it obeys; null while it collects. */
  readonly obeys: Plan | null;
}

/** Off: orders are passed on as often as is asked for, however few generals there are. */
export const ENOUGH_LOYAL = "enough-loyal";

export function startLieutenant({ id, peers, members, config, settings }: Boot): LieutenantContext {
  return {
    id,
    commander: members["commander"]?.[0] ?? "",
    others: peers,
    schedule: config as Schedule,
    rules: settings.rules,
    knobs: settings.knobs,
    number: 0,
    depth: 0,
    round: 0,
    tree: NOTHING,
    obeys: null,
  };
}

/** How many generals there are, the commander and itself among them. */
export function generalsOf({ others }: Pick<LieutenantContext, "others">): number {
  return others.length + 2;
}

/** How often what is heard is passed on: as often as is asked for, but with the rule no more often than so many generals bear. */
export function depthOf(
  { rules, knobs }: Pick<LieutenantContext, "rules" | "knobs">,
  generals: number,
): number {
  const asked = Number(knobs["m"] ?? 1);
  return rules[ENOUGH_LOYAL] === false ? asked : Math.min(asked, bearable(generals));
}

/** Whether the timer that rings begins an order that it has not heard. */
export function isNewOrder({ schedule, number }: LieutenantContext, now: Micros): boolean {
  return nearestNumber(schedule, now) > number;
}

/** The next order begins: nothing is heard yet. */
export function begin(context: LieutenantContext, now: Micros): Partial<LieutenantContext> {
  return {
    number: nearestNumber(context.schedule, now),
    depth: depthOf(context, generalsOf(context)),
    round: 0,
    tree: NOTHING,
    obeys: null,
  };
}

/** Whether a message belongs to the round that is under way, and comes from whom it names. What is early or late counts as absent. */
export function isInTime(
  { number, round, commander, others }: LieutenantContext,
  message: Order | Relay,
  from: NodeId,
): boolean {
  if (message.number !== number) return false;
  if (message.type === "Order") return round === 0 && from === commander;
  const [first, ...mouths] = message.path;
  return (
    first === commander &&
    mouths.length === round &&
    mouths.at(-1) === from &&
    new Set(mouths).size === mouths.length &&
    mouths.every((mouth) => others.includes(mouth))
  );
}

export function hear(
  { tree }: LieutenantContext,
  message: Order | Relay,
): Partial<LieutenantContext> {
  const path = message.type === "Order" ? [] : message.path.slice(1);
  return { tree: withReport(tree, path, message.plan) };
}

/** Whether what came in this round is passed on once more. */
export function passesOn({ round, depth }: LieutenantContext): boolean {
  return round < depth;
}

/** What it says to whom when a round is over: everything that came in it, to everybody through whose mouth it has not gone. */
export function relays({ id, commander, others, number, round, tree }: LieutenantContext) {
  return pathsThrough(others, round).flatMap((mouths) => {
    const message: Relay = {
      type: "Relay",
      number,
      plan: heardOn(tree, mouths) ?? RETREAT,
      path: [commander, ...mouths, id],
    };
    return others.filter((other) => !mouths.includes(other)).map((to) => ({ to, message }));
  });
}

/** From whom nothing came in this round, on one path at least. */
export function absent({ commander, others, round, tree }: LieutenantContext): readonly NodeId[] {
  if (round === 0) return tree.heard === null ? [commander] : [];
  const missing = pathsThrough(others, round).filter((mouths) => heardOn(tree, mouths) === null);
  return [...new Set(missing.map((mouths) => mouths.at(-1)!))];
}

/** What it makes of the whole tree: the order that it obeys. */
export function verdictOf({ tree, others, depth }: LieutenantContext): Plan {
  return valueOf(tree, others, depth);
}

/** The values of which that is the majority: its own first, then what it makes of each other lieutenant's report. */
export function votesOf({ tree, others, depth }: LieutenantContext): readonly Plan[] {
  return valuesOf(tree, others, depth);
}

/** From now to the end of the round, at least 1. */
export function untilRoundEnd(
  { schedule, number, round }: Pick<LieutenantContext, "schedule" | "number" | "round">,
  now: Micros,
): Micros {
  return Math.max(1, endOfRound(schedule, number, round) - now);
}
