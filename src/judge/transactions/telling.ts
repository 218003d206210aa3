/** What is wrong with transactions, in sentences. */
import { tellTime } from "../../kernel/time.ts";
import { tellValue } from "../telling.ts";
import type { Dependency } from "./dependencies.ts";
import type { Finding, Level } from "./finding.ts";
import { nameOf } from "./phenomena.ts";
import type { Transaction, Transactions } from "./transaction.ts";
import { say } from "../../languages/say.ts";

export interface Told {
  readonly anomaly: string;
  readonly simple: string;
  readonly expert: string;
}

export function tellFinding({ list }: Transactions, finding: Finding | null, level: Level): Told {
  if (!finding) {
    const names = [...list.map(nameOf)].join(", ");
    return {
      anomaly: "no order",
      simple: say`No order of ${names} explains what they read.`,
      expert: say`All orders of ${names} were tried: none is ${level} with what they read.`,
    };
  }
  const { anomaly, cycle } = finding;
  if (!cycle)
    return { anomaly, simple: `${finding.simple}.`, expert: `${finding.expert} (${anomaly}).` };
  const names = [...new Set(cycle.map(({ from }) => from))].map((place) => nameOf(list[place]!));
  const edges = cycle.map((edge) => tellEdge(list, edge)).join("; ");
  return {
    anomaly,
    simple: `${simply(anomaly, names)}.`,
    expert: say`${anomaly}, a cycle of dependencies: ${edges}. So each would have to come before itself.`,
  };
}

/** Why one transaction comes after another, with the later one first. */
function tellEdge(
  list: readonly Transaction[],
  { kind, from, to, key, old, value }: Dependency,
): string {
  const [earlier, later] = [list[from]!, list[to]!];
  const wrote = later.actions.some(([f, other]) => f === "append" && other === key)
    ? say`${nameOf(later)} appended ${tellValue(value)} to ${key}`
    : say`${nameOf(later)} wrote ${key} = ${tellValue(value)}`;
  switch (kind) {
    case "ww":
      return say`${wrote} after ${nameOf(earlier)}'s ${tellValue(old)} (ww)`;
    case "wr":
      return say`${nameOf(later)} read ${nameOf(earlier)}'s ${tellValue(old)} from ${key} (wr)`;
    case "rw":
      return say`${wrote}, which ${nameOf(earlier)} did not see (rw)`;
    case "rt":
      return earlier.operation.process === later.operation.process
        ? say`${nameOf(later)} came after ${nameOf(earlier)} in the same process`
        : say`${nameOf(later)} began${at(later.operation.time?.called)} after ${nameOf(earlier)} had returned${at(earlier.operation.time?.returned)} (real time)`;
  }
}

function at(time: number | null | undefined): string {
  return time === null || time === undefined ? "" : say` at ${tellTime(time)}`;
}

function simply(anomaly: string, names: readonly string[]): string {
  const all = say`${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  if (anomaly.endsWith("-realtime"))
    return say`${all} fit no order in which whoever was done comes before whoever began later`;
  switch (anomaly) {
    case "G0":
      return say`${all} wrote over each other in turns, so that none of them can have come first`;
    case "G1c":
      return say`${all} each built on what another of them did, all around, so that none of them can have come first`;
    case "G2-item":
      return say`${all} each missed what another of them wrote, so that none of them can have come last`;
    default:
      return say`Among ${all}, one saw a part of what the others did and missed another part`;
  }
}
