/** What a proposer knows, what of it is on its disk, and the pure functions that move it. */
import type { Boot, NodeId } from "../../kernel/behavior.ts";
import { between, type Luck } from "../../kernel/chance.ts";
import type { Micros } from "../../kernel/time.ts";
import { majority } from "../../structures/quorum.ts";
import { highestOf, nextBallot } from "./ballots.ts";
import type { Accepted, Ballot, Nack, Promised, Proposal } from "./messages.ts";
import { ruleOn } from "./rules.ts";

/** A proposer's parameters. Times are local µs. */
export interface ProposerConfig {
  /** The value that it would like to see chosen. */
  readonly value: string;
  /** How long after its start it begins its first round. */
  readonly beginLow: Micros;
  readonly beginHigh: Micros;
  /** How long it waits for a majority in either phase. */
  readonly phaseTimeout: Micros;
  /** After its first failure it waits up to so long before it tries again; after each further one up to twice as long. */
  readonly backoff: Micros;
  /** And never longer than this. */
  readonly longestBackoff: Micros;
  /** How long after a round that came through it proposes again, and finds out anew what is chosen. */
  readonly again: Micros;
}

export interface Vote {
  readonly from: NodeId;
  readonly accepted: Proposal | null;
}

export interface ProposerContext {
  readonly id: NodeId;
  readonly acceptors: readonly NodeId[];
  /** Its place among the proposers, and how many they are: by these its numbers are its own. */
  readonly index: number;
  readonly count: number;
  readonly config: ProposerConfig;
  readonly rules: Readonly<Record<string, boolean>>;
  /** The number of its round, on disk; 0 before the first. */
  readonly number: Ballot;
  /** The highest number that it has heard of. */
  readonly heard: Ballot;
  /** Promises for its number. */
  readonly promises: readonly Vote[];
  /** What it has asked the acceptors to accept in this round. */
  readonly proposal: Proposal | null;
  /** Who has accepted that. */
  readonly acceptedBy: readonly NodeId[];
  /** Rounds that have failed since one came through. */
  readonly failures: number;
}

export function startProposer({ id, members, config, settings, disk }: Boot): ProposerContext {
  const proposers = members["proposer"] ?? [id];
  const number = (disk["number"] as Ballot | undefined) ?? 0;
  return {
    id,
    acceptors: members["acceptor"] ?? [],
    index: proposers.indexOf(id),
    count: proposers.length,
    config: config as ProposerConfig,
    rules: settings.rules,
    number,
    heard: number,
    promises: [],
    proposal: null,
    acceptedBy: [],
    failures: 0,
  };
}

/** A new round, under a number above all that it has used or heard of. */
export function beginRound(context: ProposerContext): Partial<ProposerContext> {
  const number = nextBallot(Math.max(context.number, context.heard), context.index, context.count);
  return { number, heard: number, promises: [], proposal: null, acceptedBy: [] };
}

/** With this acceptor's answer, more than half of all have given it. */
export function completes(
  { acceptors }: ProposerContext,
  have: readonly NodeId[],
  from: NodeId,
): boolean {
  return (have.includes(from) ? have.length : have.length + 1) >= majority(acceptors.length);
}

export function takePromise(
  { promises }: ProposerContext,
  { from, accepted }: Pick<Promised, "accepted"> & { readonly from: NodeId },
): Partial<ProposerContext> {
  return promises.some((each) => each.from === from)
    ? {}
    : { promises: [...promises, { from, accepted }] };
}

/** The accepted proposal that binds it: the one with the highest number among its promises; null when it is free to choose. */
export function binding({ promises }: Pick<ProposerContext, "promises">): Proposal | null {
  return highestOf(promises.map(({ accepted }) => accepted));
}

/** What it asks to accept once a majority has promised. */
export function propose(context: ProposerContext): Partial<ProposerContext> {
  const { number, config } = context;
  const bound = ruleOn(context, "adopt-highest-accepted") ? binding(context) : null;
  return { proposal: { number, value: bound?.value ?? config.value } };
}

export function takeAccepted(
  { acceptedBy }: ProposerContext,
  { from }: Pick<Accepted, "type"> & { readonly from: NodeId },
): Partial<ProposerContext> {
  return acceptedBy.includes(from) ? {} : { acceptedBy: [...acceptedBy, from] };
}

/** Its round has failed. */
export function fail(context: ProposerContext, promised: Ballot): Partial<ProposerContext> {
  return { heard: Math.max(context.heard, promised), failures: context.failures + 1 };
}

/** Whether a refusal is meant for the round that it is in. */
export function isRefused({ number }: ProposerContext, nack: Pick<Nack, "number">): boolean {
  return nack.number === number;
}

/** A random wait, within a bound that doubles with every failure. */
export function backoffTime({ config, failures }: ProposerContext, luck: Luck): Micros {
  const { backoff, longestBackoff } = config;
  const bound = Math.min(longestBackoff, backoff * 2 ** Math.min(16, Math.max(0, failures - 1)));
  return between(luck, 1, Math.max(1, bound));
}
