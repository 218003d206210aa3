/** What a process knows, and the pure functions that move it. */
import type { Boot, Disk, NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { receive, tick, zero, type Vector } from "./vector.ts";

/** Its two timers: for an event of its own, and for a letter. */
export type Timer = "nextEvent" | "nextLetter";

export type Pause = readonly [low: Micros, high: Micros];

/** A process's parameters. */
export interface ProcessConfig {
  /** Pauses between two events of its own, and between two letters, in local µs, by the knob's value. */
  readonly pauses: Readonly<Record<string, Readonly<Record<Timer, Pause>>>>;
}

/** An event as its process remembers it. */
export interface Remembered {
  readonly event: string;
  readonly kind: "local" | "sent" | "received";
  readonly vector: Vector;
}

/** What a crash leaves in place. */
export interface ProcessDisk {
  /** The vector clock of its last event. */
  readonly vector: Vector;
  /** How many letters it has written: whom it writes to goes round. */
  readonly letters: number;
  /** The last few events. */
  readonly recent: readonly Remembered[];
}

export interface ProcessContext extends ProcessDisk {
  readonly id: NodeId;
  readonly peers: readonly NodeId[];
  readonly config: ProcessConfig;
  readonly rules: Readonly<Record<string, boolean>>;
  readonly knobs: Readonly<Record<string, string>>;
}

/** Off: a receipt learns nothing from the letter's clock. */
export const MERGE_ON_RECEIVE = "merge-on-receive";
/** Off: the clock is in memory only and begins at zero after a crash. */
export const DURABLE_CLOCK = "durable-clock";

/** So many events are remembered. */
const REMEMBERED = 5;

/** A process as it wakes up with what its disk holds. */
export function wake({ id, peers, disk, settings, config }: Boot): ProcessContext {
  const { vector = zero([id, ...peers]), letters = 0, recent = [] } = disk as Partial<ProcessDisk>;
  const { rules, knobs } = settings;
  return { id, peers, config: config as ProcessConfig, rules, knobs, vector, letters, recent };
}

/** What is written down. */
export function durablePart({ id, peers, rules, vector, letters, recent }: ProcessContext): Disk {
  const kept = rules[DURABLE_CLOCK] === false ? zero([id, ...peers]) : vector;
  return { vector: kept, letters, recent } satisfies ProcessDisk;
}

/** The name of the event at which its clock stands: `p3`. */
export function eventName({ id, vector }: Pick<ProcessContext, "id" | "vector">): string {
  return `${id}${vector[id] ?? 0}`;
}

function after(
  context: ProcessContext,
  vector: Vector,
  kind: Remembered["kind"],
): Partial<ProcessContext> {
  const event = eventName({ id: context.id, vector });
  return { vector, recent: [...context.recent, { event, kind, vector }].slice(-REMEMBERED) };
}

/** An event of its own. */
export function act(context: ProcessContext): Partial<ProcessContext> {
  return after(context, tick(context.vector, context.id), "local");
}

/** To whom its next letter goes: to each in turn. */
export function nextReader({ peers, letters }: ProcessContext): NodeId {
  return peers[letters % peers.length]!;
}

/** The sending of a letter. */
export function write(context: ProcessContext): Partial<ProcessContext> {
  const { id, letters } = context;
  return { ...after(context, tick(context.vector, id), "sent"), letters: letters + 1 };
}

/** The clock of the receipt of a letter. */
export function receiptOf({ id, vector, rules }: ProcessContext, stamp: Vector): Vector {
  return rules[MERGE_ON_RECEIVE] === false ? tick(vector, id) : receive(vector, stamp, id);
}

/** The receipt of a letter. */
export function read(context: ProcessContext, stamp: Vector): Partial<ProcessContext> {
  return after(context, receiptOf(context, stamp), "received");
}

/** Whether it knows of an event of every process. */
export function knowsOfAll({ vector }: ProcessContext): boolean {
  return Object.values(vector).every((count) => count > 0);
}
