/** What a learner knows, what of it is on its disk, and the pure functions that move it. */
import type { Boot, NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { majority } from "../../structures/quorum.ts";
import type { Proposal } from "./messages.ts";

/** A learner's parameters. Times are local µs. */
export interface LearnerConfig {
  /** While it does not know what is chosen, it asks the acceptors this often. */
  readonly ask: Micros;
}

/** Who has said to have accepted a proposal. */
export interface Tally extends Proposal {
  readonly by: readonly NodeId[];
}

export interface LearnerContext {
  readonly id: NodeId;
  readonly acceptors: readonly NodeId[];
  readonly config: LearnerConfig;
  /** By number, the highest first; only the newest few. */
  readonly tallies: readonly Tally[];
  /** The value that it knows to be chosen. */
  readonly learned: Proposal | null;
  /** Another value that a majority has accepted, too: what must never be. */
  readonly contradicted: Proposal | null;
}

/** What survives a crash. */
export interface LearnerDisk {
  readonly learned: Proposal | null;
  readonly contradicted: Proposal | null;
}

/** So many proposals are counted at once. */
const REMEMBERED = 8;

export function startLearner({ id, members, config, disk }: Boot): LearnerContext {
  const { learned = null, contradicted = null } = disk as Partial<LearnerDisk>;
  return {
    id,
    acceptors: members["acceptor"] ?? [],
    config: config as LearnerConfig,
    tallies: [],
    learned,
    contradicted,
  };
}

/** Who has accepted this proposal, as far as it has heard. */
export function acceptedBy(
  { tallies }: Pick<LearnerContext, "tallies">,
  { number, value }: Proposal,
): readonly NodeId[] {
  return tallies.find((each) => each.number === number && each.value === value)?.by ?? [];
}

/** It counts an acceptance. Heard twice, it counts once. */
export function count(
  context: LearnerContext,
  { number, value }: Proposal,
  from: NodeId,
): Partial<LearnerContext> {
  const by = acceptedBy(context, { number, value });
  if (by.includes(from)) return {};
  const others = context.tallies.filter((each) => each.number !== number || each.value !== value);
  const tallies = [...others, { number, value, by: [...by, from] }]
    .toSorted((a, b) => b.number - a.number)
    .slice(0, REMEMBERED);
  return { tallies };
}

/** With this acceptance, more than half of all acceptors have accepted the proposal. */
export function completes(context: LearnerContext, proposal: Proposal, from: NodeId): boolean {
  const by = acceptedBy(context, proposal);
  return (by.includes(from) ? by.length : by.length + 1) >= majority(context.acceptors.length);
}

export function learnerDisk({ learned, contradicted }: LearnerDisk): LearnerDisk {
  return { learned, contradicted };
}
