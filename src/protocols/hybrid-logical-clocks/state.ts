/** What a replica holds and how late it takes it to be, and the pure functions that move it. */
import type { Boot, Disk, NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { compareTags, type Tag } from "../../structures/siblings.ts";
import { lwwRegister } from "../../structures/lww-register.ts";
import {
  later,
  leaderOf,
  pack,
  physicalTime,
  receive,
  START,
  tick,
  unpack,
  type HLC,
  type Leader,
} from "./clock.ts";
import type { Ack, Read, Replicate, Reply, Version, Write } from "./messages.ts";

/** Off: writes are stamped with the physical clock alone. */
export const HYBRID_CLOCK = "hybrid-clock";
/** Off: clients do not say what timestamps they have met. */
export const CLIENT_STAMP = "client-stamp";

/** A replica’s parameters. Times are local µs. */
export interface ReplicaConfig {
  /** How long a version may be unconfirmed before it is sent again. */
  readonly resend: Micros;
}

/** What a crash leaves in place. */
export interface ReplicaDisk {
  /** The timestamp of the last event. */
  readonly clock: HLC;
  /** What the own physical clock showed at that event, in ms. */
  readonly pt: number;
  /** Each key’s register: the version with the latest timestamp that has come here. */
  readonly registers: Readonly<Record<string, Version>>;
  /** The keys of which a peer has not confirmed what this replica holds. */
  readonly owed: Readonly<Record<NodeId, readonly string[]>>;
  /** The last operation of each client that asked here, with its answer. */
  readonly answered: Readonly<Record<NodeId, Pick<Reply, "op" | "version">>>;
}

export interface ReplicaContext extends ReplicaDisk {
  readonly id: NodeId;
  readonly peers: readonly NodeId[];
  readonly config: ReplicaConfig;
  readonly rules: Readonly<Record<string, boolean>>;
}

type Change = Partial<ReplicaContext>;

/** A replica as it wakes up with what its disk holds. */
export function wake({ id, peers, disk, settings, config }: Boot): ReplicaContext {
  return {
    ...{ clock: START, pt: 0, registers: {}, owed: {}, answered: {} },
    ...(disk as Partial<ReplicaDisk>),
    ...{ id, peers, config: config as ReplicaConfig, rules: settings.rules },
  };
}

/** What is written down before anybody is told. */
export function durablePart(context: ReplicaContext): Disk {
  const { clock, pt, registers, owed, answered } = context;
  return { clock, pt, registers, owed, answered } satisfies ReplicaDisk;
}

// ── The clock ─────────────────────────────────────────────────────────────────────────────────────────────────

export function isHybrid({ rules }: Pick<ReplicaContext, "rules">): boolean {
  return rules[HYBRID_CLOCK] !== false;
}

/** The timestamp of a receipt, and who gave it; a message without one is received as a local event happens. */
export function receiptOf(
  context: ReplicaContext,
  at: HLC | null,
  now: Micros,
): { readonly clock: HLC; readonly pt: number; readonly leader: Leader } {
  const pt = physicalTime(now);
  if (!isHybrid(context)) return { clock: { l: pt, c: 0 }, pt, leader: "physical" };
  const own = context.clock;
  if (at !== null) return { clock: receive(own, at, pt), pt, leader: leaderOf(own, at, pt) };
  return { clock: tick(own, pt), pt, leader: pt > own.l ? "physical" : "own" };
}

/** The timestamp of what is sent now. The messages of one step bear the same. */
function sendingAfter(context: ReplicaContext, clock: HLC, pt: number): HLC {
  return isHybrid(context) ? tick(clock, pt) : { l: pt, c: 0 };
}

/** The clocks of the receipt of a message and of what is sent because of it. */
function clocksOf(context: ReplicaContext, at: HLC | null, now: Micros) {
  const { clock: receipt, pt } = receiptOf(context, at, now);
  return { receipt, pt, sending: sendingAfter(context, receipt, pt) };
}

/** A sending that nothing has come before. */
export function sendAgain(context: ReplicaContext, now: Micros): Change {
  const pt = physicalTime(now);
  return { clock: sendingAfter(context, context.clock, pt), pt };
}

/**
 * The clock of a replica that begins to count by hybrid time in the middle of a run: past all that it holds. What was stamped by clocks
 * alone may be ahead of all that it has heard.
 */
export function adoptHybrid({ clock, registers }: ReplicaContext): HLC {
  return Object.values(registers).reduce(
    (latest, { stamp }) => later(latest, unpack(stamp.counter)),
    clock,
  );
}

// ── Registers ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The one with the later timestamp; both are the same write where timestamps are equal, unless clocks alone gave them. */
function latest(a: Version | null, b: Version): Version {
  return lwwRegister.merge(a, b) as Version;
}

function isSame(a: Version, b: Version): boolean {
  return compareTags(a.stamp, b.stamp) === 0;
}

/** Everybody else is to hear of what it holds of a key. */
function owedToAll({ peers, owed }: ReplicaContext, key: string): ReplicaContext["owed"] {
  return Object.fromEntries(
    peers.map((peer) => [peer, [...new Set([...(owed[peer] ?? []), key])].toSorted()]),
  );
}

function settled(owed: ReplicaContext["owed"], peer: NodeId, key: string): ReplicaContext["owed"] {
  const keys = (owed[peer] ?? []).filter((each) => each !== key);
  return { ...owed, [peer]: keys };
}

/** Whether a request is new: not the one answered last, and not an older one that the network has kept. */
export function isNew({ answered }: ReplicaContext, client: NodeId, op: number): boolean {
  return op > (answered[client]?.op ?? 0);
}

/** Whether it is the last one that was answered, so that the answer may have been lost. */
export function isAnswered({ answered }: ReplicaContext, client: NodeId, op: number): boolean {
  return op === answered[client]?.op;
}

/** What a write becomes here: its version, what was there before, and which of the two stands. */
export interface Written {
  readonly version: Version;
  readonly before: Version | null;
  readonly stands: Version;
}

/** A client’s write: stamped by this replica, and then one version among others. */
export function written(
  context: ReplicaContext,
  { op, key, value, at }: Write,
  client: NodeId,
  now: Micros,
): Written {
  const { sending } = clocksOf(context, at, now);
  const stamp: Tag = { counter: pack(sending), by: context.id };
  const version: Version = { value, stamp, client, op };
  const before = context.registers[key] ?? null;
  return { version, before, stands: latest(before, version) };
}

export function write(
  context: ReplicaContext,
  message: Write,
  client: NodeId,
  now: Micros,
): Change {
  const { sending, pt } = clocksOf(context, message.at, now);
  const { version, stands } = written(context, message, client, now);
  const { key, op } = message;
  const answered = { ...context.answered, [client]: { op, version } };
  return stands === version
    ? {
        ...{ clock: sending, pt, answered },
        registers: { ...context.registers, [key]: version },
        owed: owedToAll(context, key),
      }
    : { clock: sending, pt, answered };
}

export function read(
  context: ReplicaContext,
  { op, key, at }: Read,
  client: NodeId,
  now: Micros,
): Change {
  const { sending, pt } = clocksOf(context, at, now);
  const version = context.registers[key] ?? null;
  return { clock: sending, pt, answered: { ...context.answered, [client]: { op, version } } };
}

/** A request that was answered before, and is answered again; only the clock moves. */
export function hearAgain(context: ReplicaContext, { at }: Read | Write, now: Micros): Change {
  const { sending, pt } = clocksOf(context, at, now);
  return { clock: sending, pt };
}

/** A request that its client has long given up; nothing is sent. */
export function hearTooLate(context: ReplicaContext, { at }: Read | Write, now: Micros): Change {
  const { clock, pt } = receiptOf(context, at, now);
  return { clock, pt };
}

/** What another replica’s version comes to here; null where it is the very one that is there. */
export function met({ registers }: ReplicaContext, { key, version }: Replicate): Written | null {
  const before = registers[key] ?? null;
  if (before !== null && isSame(before, version)) return null;
  return { version, before, stands: latest(before, version) };
}

/** Merges it. Whoever holds something later tells the others in its own time, and has not forgotten to. */
export function merge(
  context: ReplicaContext,
  message: Replicate,
  from: NodeId,
  now: Micros,
): Change {
  const { sending, pt } = clocksOf(context, message.at, now);
  const { key, version } = message;
  const outcome = met(context, message);
  if (outcome === null) return { clock: sending, pt, owed: settled(context.owed, from, key) };
  if (outcome.stands !== version) return { clock: sending, pt };
  const { peers } = context;
  // What it owed the others has been overtaken; whose version it is tells them.
  const owed = peers.reduce((all, peer) => settled(all, peer, key), context.owed);
  return { clock: sending, pt, owed, registers: { ...context.registers, [key]: version } };
}

export function acknowledged(
  context: ReplicaContext,
  { key, version, at }: Ack,
  from: NodeId,
  now: Micros,
): Change {
  const { clock, pt } = receiptOf(context, at, now);
  const own = context.registers[key];
  const done = own !== undefined && isSame(own, version);
  return { clock, pt, ...(done ? { owed: settled(context.owed, from, key) } : {}) };
}

/** What somebody has not confirmed yet, by peer and key. */
export function unconfirmed({
  peers,
  owed,
}: ReplicaContext): readonly (readonly [NodeId, string])[] {
  return peers.flatMap((peer) => (owed[peer] ?? []).map((key) => [peer, key] as const));
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

/** What it holds of a key, stamped with its clock as it is. */
export function replicateOf({ registers, clock }: ReplicaContext, key: string): Replicate {
  return { type: "Replicate", key, version: registers[key]!, at: clock };
}

/** The answer to a client’s last operation. */
export function replyTo({ answered, clock }: ReplicaContext, client: NodeId): Reply {
  const { op, version } = answered[client]!;
  return { type: "Reply", op, version, at: clock };
}
