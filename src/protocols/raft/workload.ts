/** What the clients of a Raft cluster may think of asking beside data. */
import type { NodeId, Operation } from "../../kernel/behavior.ts";
import { drawAgain, happens, pick, type Luck } from "../../kernel/chance.ts";
import type { DataWorkload } from "../workload.ts";

/** Changes of the cluster's members. */
export interface MembershipWorkload {
  readonly is: "membership";
  /** It leaves the cluster with no fewer voters than these. */
  readonly least: number;
}

export type Workload = DataWorkload | MembershipWorkload;

/**
 * The next change, given who is believed to vote: a server more or one less; by joint consensus (`jointly`) now and then
 * another set altogether.
 */
export function nextChange(
  { least }: MembershipWorkload,
  luck: Luck,
  voters: readonly NodeId[],
  servers: readonly NodeId[],
  jointly: boolean,
): Operation {
  const outside = servers.filter((server) => !voters.includes(server));
  if (jointly && happens(drawAgain(luck, 1), 0.6)) {
    const wanted = servers.filter((_, i) => happens(drawAgain(luck, 10 + i), 0.6));
    if (wanted.length >= least) return { f: "members", value: wanted.join("+") };
  }
  const grow = voters.length <= least || (outside.length > 0 && happens(drawAgain(luck, 2), 0.5));
  if (grow && outside.length > 0) return { f: "add", value: pick(drawAgain(luck, 3), outside) };
  return { f: "remove", value: pick(drawAgain(luck, 4), voters) };
}
