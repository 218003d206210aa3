/** What the broker knows, and the pure functions that move it. */
import type { Disk, NodeId } from "../../kernel/behavior.ts";
import type { Settings } from "../../kernel/settings.ts";
import { parseDuration, type Micros } from "../../kernel/time.ts";
import type { Delivery, Job } from "./messages.ts";

/** The broker's parameters. Times are local µs. */
export interface BrokerConfig {
  /** How often a message is handed out at most. */
  readonly maxReceiveCount: number;
  /** So many messages fit into its memory. One more, and it falls over. */
  readonly memory: number;
  /** How long it keeps a worker's request for jobs while there are none. */
  readonly waitTime: Micros;
  /** How long it takes to come up again after it has fallen over. */
  readonly recovery: Micros;
}

/** A message in the queue. */
export interface StoredMessage {
  /** The broker's own number; smaller is older. */
  readonly id: number;
  readonly body: Job;
  readonly receiveCount: number;
  /** Who got it last. */
  readonly receiver: NodeId | null;
  /** In flight until this local time, unless it is acknowledged before; null: ready for whoever asks. */
  readonly visibleAt: Micros | null;
}

/** A worker's request that has not been answered yet. */
export interface Poll {
  readonly worker: NodeId;
  readonly most: number;
  /** Local time; nobody waits for its answer any more afterwards. */
  readonly until: Micros;
}

export interface BrokerContext {
  readonly config: BrokerConfig;
  readonly settings: Settings;
  /** By age, whatever has become of a message since: one that comes back is where it was. On disk. */
  readonly queue: readonly StoredMessage[];
  /** The dead-letter queue, the oldest first. On disk. */
  readonly dead: readonly StoredMessage[];
  /** The next message's number. On disk. */
  readonly next: number;
  /** Requests that wait for a job, the oldest first. In memory only. */
  readonly polls: readonly Poll[];
}

/** Off: a job that is never acknowledged is handed out for ever. */
export const DEAD_LETTER = "dead-letter";
/** Off: whatever is sent is taken. */
export const BACKPRESSURE = "backpressure";
/** Off: workers acknowledge what they receive, and do it afterwards. */
export const ACK_AFTER_WORK = "ack-after-work";

/** What the broker's disk holds. */
export interface BrokerDisk {
  readonly queue?: readonly StoredMessage[];
  readonly dead?: readonly StoredMessage[];
  readonly next?: number;
}

/** The broker as it wakes up with such a disk. */
export function wake(disk: Disk, config: BrokerConfig, settings: Settings): BrokerContext {
  const { queue = [], dead = [], next = 1 } = disk as BrokerDisk;
  return { config, settings, queue, dead, next, polls: [] };
}

// ── Taking jobs in ────────────────────────────────────────────────────────────────────────────────────────────

/** How many messages the queue may hold under these settings. */
export function capacityOf({ knobs }: Settings): number {
  return Number(knobs["capacity"]);
}

/** Ready or in flight: what the bound counts. The dead-letter queue is another queue. */
export function isFull({ queue, settings }: BrokerContext): boolean {
  return queue.length >= capacityOf(settings);
}

export function isOutOfMemory({ queue, config }: BrokerContext): boolean {
  return queue.length >= config.memory;
}

export function accept({ queue, next }: BrokerContext, body: Job): Partial<BrokerContext> {
  const message = { id: next, body, receiveCount: 0, receiver: null, visibleAt: null };
  return { queue: [...queue, message], next: next + 1 };
}

// ── Handing jobs out ──────────────────────────────────────────────────────────────────────────────────────────

/** A worker's latest request takes the place of an earlier one, at the end of the line. */
export function ask(
  { polls, config }: BrokerContext,
  worker: NodeId,
  most: number,
  now: Micros,
): Partial<BrokerContext> {
  const others = polls.filter((poll) => poll.worker !== worker);
  return { polls: [...others, { worker, most, until: now + config.waitTime }] };
}

/** The oldest message that has been handed out as often as is allowed and has come back all the same; null while there is none. */
export function exhausted({ queue, config, settings }: BrokerContext): StoredMessage | null {
  if (settings.rules[DEAD_LETTER] === false) return null;
  return (
    queue.find(
      ({ visibleAt, receiveCount }) => visibleAt === null && receiveCount >= config.maxReceiveCount,
    ) ?? null
  );
}

/** Moves the oldest exhausted message to the dead-letter queue. */
export function deadLetter(context: BrokerContext): Partial<BrokerContext> {
  const message = exhausted(context)!;
  return {
    queue: context.queue.filter((each) => each !== message),
    dead: [...context.dead, message],
  };
}

/** What is handed out next, as it stands in the queue afterwards, and to whom. */
export interface Offer {
  readonly worker: NodeId;
  readonly messages: readonly StoredMessage[];
}

/** The oldest ready messages for whoever has waited longest; null while nobody waits, or nothing is ready. */
export function nextOffer({ queue, polls, settings }: BrokerContext, now: Micros): Offer | null {
  const poll = polls.find(({ until }) => until > now);
  if (poll === undefined) return null;
  const visibleAt = now + visibilityOf(settings);
  const messages = queue
    .filter((message) => message.visibleAt === null)
    .slice(0, poll.most)
    .map((message) => ({
      ...message,
      receiveCount: message.receiveCount + 1,
      receiver: poll.worker,
      visibleAt,
    }));
  return messages.length === 0 ? null : { worker: poll.worker, messages };
}

/** For how long a message is handed to nobody else, in µs. */
export function visibilityOf({ knobs }: Settings): Micros {
  return parseDuration(knobs["visibility"] ?? "") ?? 0;
}

export function handOut(context: BrokerContext, now: Micros): Partial<BrokerContext> {
  const { worker, messages } = nextOffer(context, now)!;
  const handed = new Map(messages.map((message) => [message.id, message]));
  return {
    queue: context.queue.map((message) => handed.get(message.id) ?? message),
    polls: context.polls.filter((poll) => poll.worker !== worker && poll.until > now),
  };
}

export function deliveryOf(message: StoredMessage): Delivery {
  const { body, receiveCount } = message;
  return { body, receiptHandle: receiptOf(message), receiveCount };
}

function receiptOf({ id, receiveCount }: StoredMessage): string {
  return `${id}#${receiveCount}`;
}

// ── What becomes of them ──────────────────────────────────────────────────────────────────────────────────────

/** The message whose latest receive a handle names, ready again or not; null for an older receive, and for what is gone. */
export function acknowledged(
  { queue }: BrokerContext,
  receiptHandle: string,
): StoredMessage | null {
  return queue.find((message) => receiptOf(message) === receiptHandle) ?? null;
}

export function remove(context: BrokerContext, receiptHandle: string): Partial<BrokerContext> {
  const message = acknowledged(context, receiptHandle);
  return { queue: context.queue.filter((each) => each !== message) };
}

/** Messages in flight whose visibility timeout is over. */
export function due({ queue }: BrokerContext, now: Micros): readonly StoredMessage[] {
  return queue.filter(({ visibleAt }) => visibleAt !== null && visibleAt <= now);
}

/** Makes ready again what nobody has acknowledged in time. */
export function giveBack(context: BrokerContext, now: Micros): Partial<BrokerContext> {
  const back = due(context, now);
  return {
    queue: context.queue.map((message) =>
      back.includes(message) ? { ...message, visibleAt: null } : message,
    ),
  };
}

/** When the first visibility timeout ends, as local time; null while nothing is in flight. */
export function firstDue({ queue }: BrokerContext): Micros | null {
  return queue.reduce<Micros | null>(
    (first, { visibleAt }) =>
      visibleAt !== null && (first === null || visibleAt < first) ? visibleAt : first,
    null,
  );
}
