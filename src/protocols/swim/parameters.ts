/** What the protocol's numbers come to under the settings: times in local µs. */
import type { Settings } from "../../kernel/settings.ts";
import { parseDuration, type Micros } from "../../kernel/time.ts";

export const SUSPICION = "suspicion";
export const INDIRECT_PROBE = "indirect-probe";
export const INCARNATION = "incarnation";

/** How the next member to ping is found: §4.3, or §3.1. */
export type ProbeOrder = "round-robin" | "random";

export function isOn({ rules }: Settings, rule: string): boolean {
  return rules[rule] !== false;
}

/** T′: a member pings another once in so long. */
export function protocolPeriod({ knobs }: Settings): Micros {
  return parseDuration(knobs["period"] ?? "")!;
}

/** k: how many members are asked to ping in one's place. */
export function helpersAsked({ knobs }: Settings): number {
  return Number(knobs["helpers"]);
}

export function probeOrder({ knobs }: Settings): ProbeOrder {
  return knobs["order"] as ProbeOrder;
}

/** ⌈log₂(n + 1)⌉, by counting: logarithms may differ in the last digit from engine to engine. */
export function logOf(members: number): number {
  let log = 0;
  while (2 ** log < members + 1) log++;
  return log;
}

/** In how many protocol periods a suspicion becomes a verdict: λ⌈log₂(n + 1)⌉. */
export function suspicionPeriods(settings: Settings, members: number): number {
  return Number(settings.knobs["multiplier"]) * logOf(members);
}

export function suspicionTimeout(settings: Settings, members: number): Micros {
  return suspicionPeriods(settings, members) * protocolPeriod(settings);
}

/** The λ of dissemination, as in the paper's experiments (§5). */
const SPREAD = 3;

/** On how many messages a member sends a rumour along: 3⌈log₂(n + 1)⌉. */
export function retransmitLimit(members: number): number {
  return SPREAD * logOf(members);
}

/**
 * So many periods are enough for anybody to have begun and ended a probe of anybody else: by §4.3 at most 2n − 1 lie between two pings to
 * the same member, counted here with the one in which the answer comes.
 */
export function roundsToReach(members: number): number {
  return 2 * members;
}
