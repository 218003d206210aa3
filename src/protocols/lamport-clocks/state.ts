/** What a process knows, and the pure functions that move it. */
import type { Boot, Disk, NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { atLeast, compare, merge, tick } from "./clock.ts";
import type { Multicast, ProcessMessage, Update } from "./messages.ts";

/** A process's parameters. Times are local µs. */
export interface ProcessConfig {
  /** Pause between two updates of the workload, by the knob's value. */
  readonly pauses: Readonly<Record<string, readonly [low: Micros, high: Micros]>>;
  /** How long an update may be outstanding before it is sent again. */
  readonly resend: Micros;
}

/** An update that is not done with. */
export interface Pending extends Update {
  /** Local µs at which it came, or was last asked after. */
  readonly at: Micros;
}

/** What a crash leaves in place. */
export interface ProcessDisk {
  /** The logical clock. */
  readonly clock: number;
  /** Updates that wait for their turn, in the total order. */
  readonly queue: readonly Pending[];
  /** Own updates that somebody has not confirmed, the oldest first. */
  readonly outbox: readonly Pending[];
  /** The latest clock of each other process, up to which it has kept nothing back. */
  readonly heard: Readonly<Record<NodeId, number>>;
  /** How many updates of each process have come, in order and without a gap. */
  readonly got: Readonly<Record<NodeId, number>>;
  /** How many own updates each other process has. */
  readonly confirmed: Readonly<Record<NodeId, number>>;
  /** How many updates have been applied, and the last few of them. */
  readonly applied: number;
  readonly log: readonly Update[];
}

export interface ProcessContext extends ProcessDisk {
  readonly id: NodeId;
  readonly peers: readonly NodeId[];
  readonly config: ProcessConfig;
  readonly rules: Readonly<Record<string, boolean>>;
  readonly knobs: Readonly<Record<string, string>>;
}

/** Off: a receipt does not set the clock past the message's. */
export const MERGE_ON_RECEIVE = "merge-on-receive";
/** Off: an update is applied as soon as it stands first in the queue. */
export const WAIT_FOR_ALL = "wait-for-all";
/** Off: the clock is in memory only and begins at 0 after a crash. */
export const DURABLE_CLOCK = "durable-clock";

/** So many of the updates applied are kept to be looked at. */
const LOG = 10;
/** So many own updates may wait; whoever waits for others makes no more. */
const ROOM = 4;
/** So many updates go again to one process at a time. */
const BURST = 4;

const EMPTY: ProcessDisk = {
  clock: 0,
  queue: [],
  outbox: [],
  heard: {},
  got: {},
  confirmed: {},
  applied: 0,
  log: [],
};

/** A process as it wakes up with what its disk holds. */
export function wake({ id, peers, disk, settings, config }: Boot): ProcessContext {
  return {
    ...EMPTY,
    ...(disk as Partial<ProcessDisk>),
    ...{ id, peers, config: config as ProcessConfig },
    ...{ rules: settings.rules, knobs: settings.knobs },
  };
}

/** What is written down. */
export function durablePart(context: ProcessContext): Disk {
  const { clock, queue, outbox, heard, got, confirmed, applied, log } = context;
  const kept = context.rules[DURABLE_CLOCK] === false ? 0 : clock;
  return { clock: kept, queue, outbox, heard, got, confirmed, applied, log } satisfies ProcessDisk;
}

// ── Making updates ────────────────────────────────────────────────────────────────────────────────────────────

/** Whether it may make another update: not while too many of its own wait. */
export function hasRoom({ queue, id }: ProcessContext): boolean {
  return queue.filter(({ origin }) => origin === id).length < ROOM;
}

/** Makes an update: one event, and the sending of it. */
export function make(context: ProcessContext, now: Micros): Partial<ProcessContext> {
  const { id, queue, outbox, got } = context;
  const clock = tick(context.clock);
  const number = (got[id] ?? 0) + 1;
  const update: Pending = { ts: clock, origin: id, number, at: now };
  return {
    clock,
    queue: insert(queue, update),
    outbox: [...outbox, update],
    got: { ...got, [id]: number },
  };
}

/** The update that it has just made. */
export function lastMade({ outbox }: ProcessContext): Update {
  return outbox.at(-1)!;
}

function insert(queue: readonly Pending[], update: Pending): readonly Pending[] {
  return [...queue, update].toSorted(compare);
}

// ── Receiving ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The clock of the receipt of a message. */
export function receiptOf({ clock, rules }: ProcessContext, stamp: number): number {
  return rules[MERGE_ON_RECEIVE] === false ? tick(clock) : merge(clock, stamp);
}

/** How an update stands to what has come of its origin: the next one, one that is known, or one before which something is missing. */
export function standingOf({ got }: ProcessContext, { origin, number }: Update) {
  const known = got[origin] ?? 0;
  return number <= known ? "copy" : number === known + 1 ? "next" : "early";
}

/**
 * Takes a message in. An update that is new is queued; what the sender has, and up to where it has been heard, is learnt from any message.
 *
 * @param answers whether an answer follows, which is an event of its own
 */
export function takeIn(
  context: ProcessContext,
  message: ProcessMessage,
  from: NodeId,
  now: Micros,
  answers: boolean,
): Partial<ProcessContext> {
  const { id, peers } = context;
  const receipt = receiptOf(context, message.clock);
  let { queue, got, heard } = context;
  const { update } = message;
  if (message.type === "Multicast" && standingOf(context, update) === "next") {
    got = { ...got, [update.origin]: update.number };
    queue = insert(queue, { ...update, at: now });
  }
  // Something that it made before this message may still be on its way.
  if ((got[from] ?? 0) >= (message.got[from] ?? 0)) heard = atLeast(heard, from, message.clock);
  const confirmed = atLeast(context.confirmed, from, message.got[id] ?? 0);
  const all = Math.min(...peers.map((peer) => confirmed[peer] ?? 0));
  const outbox = context.outbox.filter(({ number }) => number > all);
  return { clock: answers ? tick(receipt) : receipt, queue, got, heard, confirmed, outbox };
}

// ── Applying ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Whether something later than the update has been heard of a process, so that nothing of it can still come before. */
function heardLater({ heard }: ProcessContext, peer: NodeId, update: Update): boolean {
  return peer === update.origin || compare({ ts: heard[peer] ?? 0, origin: peer }, update) > 0;
}

/** Whom the first update in the queue waits for. */
export function waitsFor(context: ProcessContext): readonly NodeId[] {
  const first = context.queue[0];
  if (!first) return [];
  return context.peers.filter((peer) => !heardLater(context, peer, first));
}

/** Whether the first update in the queue may be applied: everybody has been heard from with something later. */
export function isFirst(context: ProcessContext): boolean {
  if (context.queue.length === 0) return false;
  return context.rules[WAIT_FOR_ALL] === false || waitsFor(context).length === 0;
}

/** Applies the first update in the queue. */
export function apply({ queue, applied, log }: ProcessContext): Partial<ProcessContext> {
  const [first, ...rest] = queue as [Pending, ...Pending[]];
  const { ts, origin, number } = first;
  return { queue: rest, applied: applied + 1, log: [...log, { ts, origin, number }].slice(-LOG) };
}

// ── Again ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Whether it waits for anybody: to apply an update, or to know that everybody has its own. */
export function isOutstanding({ queue, outbox }: ProcessContext): boolean {
  return queue.length > 0 || outbox.length > 0;
}

/** What goes again: own updates to whoever lacks them, and else the first of the queue to whoever has not been heard from since. */
export function overdue(
  context: ProcessContext,
  now: Micros,
): readonly { readonly to: NodeId; readonly update: Pending }[] {
  const { peers, outbox, queue, confirmed, config } = context;
  const old = ({ at }: Pending): boolean => now - at >= config.resend;
  const first = queue[0];
  return peers.flatMap((to) => {
    const lacks = outbox
      .filter((update) => update.number > (confirmed[to] ?? 0) && old(update))
      .slice(0, BURST);
    if (lacks.length > 0) return lacks.map((update) => ({ to, update }));
    return first && old(first) && !heardLater(context, to, first) ? [{ to, update: first }] : [];
  });
}

/** The clock after that, and when it was. Copies that go at once are one event. */
export function goneAgain(context: ProcessContext, now: Micros): Partial<ProcessContext> {
  const gone = overdue(context, now);
  const touched = (pending: Pending): Pending =>
    gone.some(({ update }) => isSame(update, pending)) ? { ...pending, at: now } : pending;
  return {
    clock: tick(context.clock),
    queue: context.queue.map(touched),
    outbox: context.outbox.map(touched),
  };
}

function isSame(a: Update, b: Update): boolean {
  return a.origin === b.origin && a.number === b.number;
}

/** An update as it is multicast, by a process whose clock shows this. */
export function multicastOf(
  { got }: ProcessContext,
  { ts, origin, number }: Update,
  clock: number,
): Multicast {
  return { type: "Multicast", clock, update: { ts, origin, number }, got };
}
