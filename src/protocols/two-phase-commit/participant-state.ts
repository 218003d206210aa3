/** What a participant knows, what of it is on its disk, and the pure functions that move it. */
import type { Boot, NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import type { Decision, Refusal, Tx, Work } from "./messages.ts";

/** A participant's parameters. Times are local µs. */
export interface ParticipantConfig {
  /** What it has places of, in the plural: `rooms`. */
  readonly good: string;
  /** The places of each day, and how many of them are free at first. */
  readonly places: Readonly<Record<string, number>>;
  readonly free: Readonly<Record<string, number>>;
  /** After so long without a decision it asks for one. */
  readonly decisionTimeout: Micros;
  /** And again after so long. */
  readonly ask: Micros;
}

/**
 * What the log says of a transaction. `began`: the work is in the log, but no vote; a crash undoes it. `yes`: it has voted
 * Yes and is uncertain until it hears the decision.
 */
export type Standing = "began" | "yes" | Decision;

/** What a participant's log holds of a transaction. */
export interface ParticipantRecord extends Work {
  readonly tx: Tx;
  readonly standing: Standing;
  /** It learned afterwards that others had decided otherwise. */
  readonly damaged: boolean;
}

export interface Entry extends ParticipantRecord {
  /** What it stands at is on disk; else the disk still says `began`. */
  readonly logged: boolean;
  /** Since when, by the local clock. */
  readonly since: Micros;
}

export interface ParticipantContext {
  readonly id: NodeId;
  readonly coordinator: NodeId;
  /** The other participants. */
  readonly peers: readonly NodeId[];
  readonly config: ParticipantConfig;
  readonly rules: Readonly<Record<string, boolean>>;
  readonly knobs: Readonly<Record<string, string>>;
  /** Free places of each day, of committed transactions alone. */
  readonly free: Readonly<Record<string, number>>;
  /** By number; the oldest that are decided are forgotten. */
  readonly entries: readonly Entry[];
  /** Whatever is numbered so or lower and not in `entries` is over and forgotten. */
  readonly floor: Tx;
  /** What this start found begun without a vote and undid. */
  readonly undone: readonly Tx[];
}

/** So many decided transactions are remembered. */
const REMEMBERED = 24;

export function startParticipant({
  id,
  peers,
  members,
  config,
  settings,
  disk,
  now,
}: Boot): ParticipantContext {
  const records = (disk["log"] as readonly ParticipantRecord[] | undefined) ?? [];
  const parameters = config as ParticipantConfig;
  return {
    id,
    coordinator: members["coordinator"]?.[0] ?? "",
    peers,
    config: parameters,
    rules: settings.rules,
    knobs: settings.knobs,
    free: (disk["free"] as ParticipantContext["free"] | undefined) ?? parameters.free,
    entries: records.map((record) => ({
      ...record,
      standing: record.standing === "began" ? "abort" : record.standing,
      logged: true,
      // Whatever it is uncertain of after a crash has waited long enough.
      since: now - parameters.decisionTimeout,
    })),
    floor: (disk["floor"] as Tx | undefined) ?? 0,
    undone: records.filter(({ standing }) => standing === "began").map(({ tx }) => tx),
  };
}

export function ruleOn({ rules }: ParticipantContext, rule: string): boolean {
  return rules[rule] !== false;
}

export function entryOf({ entries }: ParticipantContext, tx: Tx): Entry | null {
  return entries.find((each) => each.tx === tx) ?? null;
}

/** It has voted Yes and does not know what was decided. */
export function isUncertain({ standing }: Pick<Entry, "standing">): boolean {
  return standing === "yes";
}

/** The transaction that holds a day locked; null when it is free. */
export function holderOf({ entries }: ParticipantContext, day: string): Tx | null {
  return entries.find((each) => isUncertain(each) && each.day === day)?.tx ?? null;
}

/** Why it cannot say Yes; null when it can. A locked day is not waited for, so there are no deadlocks. */
export function refusal(context: ParticipantContext, { day, change }: Work): Refusal | null {
  if (context.knobs["unwilling"] === context.id) return "unwilling";
  if (holderOf(context, day) !== null) return "locked";
  const free = context.free[day] ?? 0;
  if (free + change < 0) return "sold-out";
  return free + change > (context.config.places[day] ?? 0) ? "nothing-booked" : null;
}

/** Whether it has never heard of a transaction, or no longer knows. */
export function isForgotten(context: ParticipantContext, tx: Tx): boolean {
  return tx <= context.floor && entryOf(context, tx) === null;
}

/** It promises: from now on it holds the lock, and the decision is not its own. */
export function prepare(
  context: ParticipantContext,
  tx: Tx,
  { day, change }: Work,
  now: Micros,
): Partial<ParticipantContext> {
  const logged = ruleOn(context, "log-before-vote");
  return added(context, { tx, day, change, standing: "yes", damaged: false, logged, since: now });
}

/** It aborts what it has not promised, whatever others do. */
export function abortAlone(
  context: ParticipantContext,
  tx: Tx,
  work: Work | null,
  now: Micros,
  damaged = false,
): Partial<ParticipantContext> {
  const { day, change } = work ?? { day: "", change: -1 };
  const standing = "abort";
  return added(context, { tx, day, change, standing, damaged, logged: true, since: now });
}

function added(context: ParticipantContext, entry: Entry): Partial<ParticipantContext> {
  return forgetting(context, [...context.entries, entry]);
}

function forgetting(
  context: ParticipantContext,
  entries: readonly Entry[],
): Partial<ParticipantContext> {
  const decided = entries.filter((each) => !isUncertain(each));
  if (decided.length <= REMEMBERED) return { entries };
  const oldest = decided.reduce((a, b) => (b.tx < a.tx ? b : a));
  return {
    entries: entries.filter((each) => each !== oldest),
    floor: Math.max(context.floor, oldest.tx),
  };
}

/** What it is uncertain of is decided: done or undone, and the lock is free. */
export function conclude(
  context: ParticipantContext,
  tx: Tx,
  decision: Decision,
): Partial<ParticipantContext> {
  const entry = entryOf(context, tx);
  if (!entry || !isUncertain(entry)) return {};
  const entries = context.entries.map((each) =>
    each === entry ? { ...each, standing: decision, logged: true } : each,
  );
  const { day, change } = entry;
  return {
    ...forgetting(context, entries),
    ...(decision === "commit"
      ? { free: { ...context.free, [day]: (context.free[day] ?? 0) + change } }
      : {}),
  };
}

/** It hears a decision that contradicts its own. */
export function learnDamage(context: ParticipantContext, tx: Tx): Partial<ParticipantContext> {
  return {
    entries: context.entries.map((each) => (each.tx === tx ? { ...each, damaged: true } : each)),
  };
}

/** Whether it has been uncertain for too long. A clock that was set back must not make it wait for ever. */
export function isOverdue({ config }: ParticipantContext, entry: Entry, now: Micros): boolean {
  return isUncertain(entry) && (entry.since + config.decisionTimeout <= now || entry.since > now);
}

/** How long until it has been uncertain for too long of something; at most one timeout, whatever the clock says. */
export function untilOverdue({ entries, config }: ParticipantContext, now: Micros): Micros {
  const { decisionTimeout } = config;
  const since = entries.filter(isUncertain).map((each) => each.since);
  const wait = since.length === 0 ? decisionTimeout : Math.min(...since) + decisionTimeout - now;
  return Math.max(1, Math.min(wait, decisionTimeout));
}

/** Everything that it has been uncertain of for too long it aborts on its own account. */
export function abortOverdue(
  context: ParticipantContext,
  now: Micros,
): Partial<ParticipantContext> {
  return {
    entries: context.entries.map((each) =>
      isOverdue(context, each, now) ? { ...each, standing: "abort", logged: true } : each,
    ),
  };
}

/** Whom it asks for a decision. */
export function asked({ coordinator, peers, knobs }: ParticipantContext): readonly NodeId[] {
  return knobs["termination"] === "cooperative" ? [coordinator, ...peers] : [coordinator];
}

/** What is on disk. A vote that is only remembered is there as work that has begun. */
export function participantDisk({ entries, free, floor }: ParticipantContext): {
  readonly log: readonly ParticipantRecord[];
  readonly free: ParticipantContext["free"];
  readonly floor: Tx;
} {
  const log = entries.map(({ tx, day, change, standing, damaged, logged }): ParticipantRecord => ({
    tx,
    day,
    change,
    standing: logged ? standing : "began",
    damaged,
  }));
  return { log, free, floor };
}
