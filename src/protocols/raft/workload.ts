/** What the clients of a Raft cluster think of asking. */
import type { NodeId, Operation } from "../../kernel/behavior.ts";
import { drawAgain, happens, pick, type Luck } from "../../kernel/chance.ts";

/** Reads and writes of these keys. */
export interface DataWorkload {
  readonly is: "data";
  readonly keys: readonly string[];
  /** Share of reads, 0 to 1. */
  readonly reads: number;
}

/** Changes of the cluster's members. */
export interface MembershipWorkload {
  readonly is: "membership";
  /** It leaves the cluster with no fewer voters than these. */
  readonly least: number;
}

export type Workload = DataWorkload | MembershipWorkload;

/** The next read or write; `number` makes every written value another. */
export function nextDataOperation(
  { keys, reads }: DataWorkload,
  luck: Luck,
  number: number,
  client: NodeId,
): Operation {
  const key = pick(drawAgain(luck, 1), keys);
  return happens(drawAgain(luck, 2), reads)
    ? { f: "read", key }
    : { f: "write", key, value: `${client}.${number}` };
}

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
