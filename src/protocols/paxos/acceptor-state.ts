/** What an acceptor knows, what of it is on its disk, and the pure functions that move it. */
import type { Boot, EffectParams, NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import type { Accept, Accepted, Ballot, Prepare, Promised, Proposal } from "./messages.ts";
import { ruleOn } from "./rules.ts";

/** An acceptor's parameters. Times are local µs. */
export interface AcceptorConfig {
  /** How long its disk takes until what is written is safe. */
  readonly write: Micros;
}

/** Answers that must not leave before what they say is on disk. */
export interface Withheld {
  /** When it will be, by the local clock. */
  readonly due: Micros;
  readonly sends: EffectParams["sendEach"];
}

export interface AcceptorContext {
  readonly id: NodeId;
  readonly learners: readonly NodeId[];
  readonly config: AcceptorConfig;
  readonly rules: Readonly<Record<string, boolean>>;
  /** The highest number that it has promised; 0 for none. It accepts nothing lower. */
  readonly promised: Ballot;
  /** What it has accepted last, which is of the highest number as long as promises are kept. */
  readonly accepted: Proposal | null;
  /** In the order of writing. */
  readonly withheld: readonly Withheld[];
}

/** What survives a crash. */
export interface AcceptorDisk {
  readonly promised: Ballot;
  readonly accepted: Proposal | null;
}

export function startAcceptor({ id, members, config, settings, disk }: Boot): AcceptorContext {
  const { promised = 0, accepted = null } = disk as Partial<AcceptorDisk>;
  return {
    id,
    learners: members["learner"] ?? [],
    config: config as AcceptorConfig,
    rules: settings.rules,
    promised,
    accepted,
    withheld: [],
  };
}

/** P1a: it may accept a proposal unless it has promised a higher number. */
export function mayAccept(context: AcceptorContext, { number }: Pick<Accept, "number">): boolean {
  return number >= context.promised || !ruleOn(context, "promise");
}

/** With it, a promise would be worth something: the number is higher than any promised before. */
export function mayPromise(
  { promised }: Pick<AcceptorContext, "promised">,
  { number }: Pick<Prepare, "number">,
): boolean {
  return number > promised;
}

export function promise(
  context: AcceptorContext,
  { number }: Pick<Prepare, "number">,
): Pick<AcceptorContext, "promised" | "accepted"> {
  return { promised: Math.max(context.promised, number), accepted: context.accepted };
}

/** Whoever accepts a proposal has as good as promised its number. */
export function accept(
  context: AcceptorContext,
  { number, value }: Proposal,
): Pick<AcceptorContext, "promised" | "accepted"> {
  return { promised: Math.max(context.promised, number), accepted: { number, value } };
}

/** The answer to a Prepare that it promises. */
export function promiseTo(
  to: NodeId,
  number: Ballot,
  { accepted }: Pick<AcceptorContext, "accepted">,
): EffectParams["sendEach"] {
  const message: Promised = { type: "Promise", number, accepted };
  return [{ to, message }];
}

/** That it has accepted a proposal, to whom it matters. */
export function acceptedTo(
  to: readonly NodeId[],
  { number, value }: Proposal,
): EffectParams["sendEach"] {
  const message: Accepted = { type: "Accepted", number, value };
  return to.map((each) => ({ to: each, message }));
}

/** Answers leave when what they say is safe on disk. */
export function withhold(
  { withheld, config }: AcceptorContext,
  sends: EffectParams["sendEach"],
  now: Micros,
): Pick<AcceptorContext, "withheld"> {
  return { withheld: [...withheld, { due: now + config.write, sends }] };
}

/** Whose writing is done by now. */
export function due({ withheld }: AcceptorContext, now: Micros): readonly Withheld[] {
  return withheld.filter((each) => each.due <= now);
}

/** How long until the next writing is done; null when there will be nothing left to wait for. */
export function untilNext({ withheld }: AcceptorContext, now: Micros): Micros | null {
  const next = withheld.find((each) => each.due > now);
  return next ? next.due - now : null;
}

export function acceptorDisk({
  promised,
  accepted,
}: Pick<AcceptorContext, "promised" | "accepted">): EffectParams["persist"] {
  return { promised, accepted } satisfies AcceptorDisk;
}
