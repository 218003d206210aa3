import type { Scenario } from "../kernel/scenario.ts";
import { say } from "../languages/say.ts";

/**
 * What a search may do to a run: at most so many of each, in one run. Making good again (restart, resume, heal, repent) is free.
 * `null` in place of an allowance means {@link neutralAllowance}.
 */
export interface Allowance {
  /** Nodes taken down. */
  readonly crashes: number;
  /** Links cut, one direction or both. */
  readonly cuts: number;
  readonly partitions: number;
  readonly pauses: number;
  /** Single messages lost. */
  readonly drops: number;
  /** Single messages doubled. */
  readonly duplicates: number;
  /** Single messages delayed or hastened, so that others overtake. */
  readonly delays: number;
  /** Clocks set to another rate within the fault model. */
  readonly drifts: number;
  /** Timers rung before they are due. */
  readonly fires: number;
  /** Operations asked of clients. */
  readonly requests: number;
  /** Nodes that turn traitor, in one way or another. */
  readonly betrayals: number;
}

/** The kinds of an allowance, in the order in which a form lists them. */
export const ALLOWANCES: readonly (keyof Allowance)[] = [
  "crashes",
  "cuts",
  "partitions",
  "pauses",
  "drops",
  "duplicates",
  "delays",
  "drifts",
  "fires",
  "requests",
  "betrayals",
];

/** Most of one kind that may be allowed. */
export const MOST_ALLOWED = 99;

/** A request that makes no sense, in one sentence; nothing was searched. */
export class SearchError extends Error {
  override readonly name = "SearchError";
}

/** What the lesson's fault model suggests. */
export function neutralAllowance(scenario: Scenario): Allowance {
  const { faults } = scenario;
  const several = (possible: boolean, count: number): number => (possible ? count : 0);
  return {
    crashes: several(faults.crash, 4),
    cuts: several(faults.cut, 4),
    partitions: several(faults.partition, 4),
    pauses: several(faults.pause, 2),
    drops: several(faults.loss > 0, 4),
    duplicates: several(faults.duplication > 0, 2),
    delays: 4,
    drifts: several(faults.drift > 0, 3),
    fires: several(scenario.timers.length > 0, 4),
    requests: several(scenario.operations.length > 0, 4),
    betrayals: 2 * (faults.traitors ?? 0),
  };
}

/** Why an allowance is impossible in a lesson, in one sentence; null when it is possible. */
export function refusal(allowance: Allowance, scenario: Scenario): string | null {
  for (const kind of ALLOWANCES) {
    const count: unknown = allowance[kind];
    if (!Number.isInteger(count) || (count as number) < 0 || (count as number) > MOST_ALLOWED)
      return say`${kind}: “${String(count)}” is no number of faults; write a whole number from 0 to ${MOST_ALLOWED}`;
    if ((count as number) > 0 && !possible(kind, scenario))
      return say`${kind}: ${count as number} are allowed, but the fault model of ${scenario.id} has none; write 0`;
  }
  return null;
}

function possible(kind: keyof Allowance, scenario: Scenario): boolean {
  const { faults } = scenario;
  switch (kind) {
    case "crashes":
      return faults.crash && faults.down > 0;
    case "cuts":
      return faults.cut;
    case "partitions":
      return faults.partition;
    case "pauses":
      return faults.pause && faults.down > 0;
    case "drops":
      return faults.loss > 0;
    case "duplicates":
      return faults.duplication > 0;
    case "drifts":
      return faults.drift > 0;
    case "fires":
      return scenario.timers.length > 0;
    case "requests":
      return scenario.operations.length > 0;
    case "betrayals":
      return (faults.traitors ?? 0) > 0;
    case "delays":
      return true;
  }
}
