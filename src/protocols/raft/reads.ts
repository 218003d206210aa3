/**
 * Reads that do not go through the log (Ongaro 2014, §6.4). ReadIndex: the leader remembers its commit index, asks a
 * majority whether it still leads, and answers from its state. Lease: it has been told so lately that nobody else can have
 * been elected meanwhile, if clocks are as good as promised. A follower that answers by itself may be behind.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { jointCommitted } from "../../structures/joint-quorum.ts";
import type { ClientReply } from "./messages.ts";
import { ownTermCommitted } from "./replication.ts";
import {
  numbersRounds,
  readsOf,
  ruleOn,
  type PendingRead,
  type RaftContext,
  type ServedRead,
} from "./state.ts";

/** More rounds than these are not remembered; who has no majority for so long has no lease. */
const ROUNDS = 32;

/** A new round of heartbeats begins. */
export function beginRound(context: RaftContext, now: Micros): Partial<RaftContext> {
  const round = context.round + 1;
  return { round, rounds: [...context.rounds, { round, began: now }].slice(-ROUNDS) };
}

/** A read waits for a round that begins now. */
export function queueRead(
  context: RaftContext,
  client: NodeId,
  op: number,
  key: string,
  now: Micros,
): Partial<RaftContext> {
  const began = beginRound(context, now);
  const readIndex = ownTermCommitted(context) ? context.commitIndex : null;
  const read: PendingRead = { client, op, key, readIndex, round: began.round! };
  const next = { ...context, ...began, reads: [...context.reads, read] };
  return { ...began, ...confirmRounds(next) };
}

/** A follower has answered a round of heartbeats; what a majority has answered is confirmed. */
export function confirmRound(
  context: RaftContext,
  from: NodeId,
  round: number | undefined,
): Partial<RaftContext> {
  if (round === undefined || round <= (context.answeredRound[from] ?? 0))
    return context.reads.length === 0 ? NOTHING_SERVED : confirmRounds(context);
  const answeredRound = { ...context.answeredRound, [from]: round };
  return { answeredRound, ...confirmRounds({ ...context, answeredRound }) };
}

const NOTHING_SERVED: Partial<RaftContext> = { served: [] };

/** Sets free the reads whose round has been answered by a majority, once the leader knows what is committed. */
function confirmRounds(context: RaftContext): Partial<RaftContext> {
  const round = jointCommitted(context.members.configuration, (server) =>
    server === context.id ? context.round : (context.answeredRound[server] ?? 0),
  );
  const began = context.rounds.findLast((each) => each.round <= round);
  const rounds = began ? context.rounds.filter((each) => each.round > round) : context.rounds;
  const confirmed = began ? began.began : context.confirmed;
  const known = ownTermCommitted(context);
  const served: ServedRead[] = [];
  const reads: PendingRead[] = [];
  for (const read of context.reads) {
    const readIndex = read.readIndex ?? (known ? context.commitIndex : null);
    const free = readIndex !== null && read.round <= round && context.lastApplied >= readIndex;
    if (free) served.push(serve(context, read, readIndex));
    else reads.push(readIndex === read.readIndex ? read : { ...read, readIndex });
  }
  return { rounds, confirmed, reads, served };
}

function serve(
  context: RaftContext,
  { client, op, key }: Pick<PendingRead, "client" | "op" | "key">,
  readIndex: number,
): ServedRead {
  return { client, op, value: context.machine.store[key] ?? null, readIndex };
}

/** How long a lease lasts, in the leader's local µs (§6.4.1). With `lease-bounds-drift` off clocks are taken to be true. */
export function leaseLength(context: RaftContext): Micros {
  const { electionLow, driftBound = 1 } = context.config;
  return ruleOn(context, "lease-bounds-drift") ? Math.floor(electionLow / driftBound) : electionLow;
}

/** When the leader's lease ends, by its own clock; null when it has none. */
export function leaseEnd(context: RaftContext): Micros | null {
  if (readsOf(context) !== "lease" || context.confirmed === null) return null;
  return context.confirmed + leaseLength(context);
}

/** Whether the leader may answer a read at once. */
export function leaseHolds(context: RaftContext, now: Micros): boolean {
  const end = leaseEnd(context);
  return end !== null && now < end && ownTermCommitted(context);
}

/** With `read-index` off a leader asks nobody, as if it could not have been deposed unawares. */
export function trustsItself(context: RaftContext): boolean {
  return numbersRounds(context) && !ruleOn(context, "read-index");
}

/** A read answered from this server's own state, whatever that is worth. */
export function localAnswer(
  context: RaftContext,
  op: number,
  key: string,
  leader: NodeId | null,
): ClientReply {
  const value = context.machine.store[key] ?? null;
  return { type: "ClientReply", op, ok: true, value, leader };
}

/** Answers to the reads that the last change has set free. */
export function repliesForReads(after: RaftContext): { to: NodeId; message: ClientReply }[] {
  return after.served.map(({ client, op, value }) => ({
    to: client,
    message: { type: "ClientReply", op, ok: true, value, leader: after.id },
  }));
}
