/** A client of the lock: its state and the pure functions that move it. */
import type { NodeId, Outcome } from "../../kernel/behavior.ts";
import type { Settings } from "../../kernel/settings.ts";
import { parseDuration, SECOND, type Micros } from "../../kernel/time.ts";
import type { Grant } from "./messages.ts";

/** A client's parameters. Times are local µs. */
export interface HolderConfig {
  readonly lock: NodeId;
  readonly storage: NodeId;
  /** When it wants its first turn. */
  readonly firstTurn: Micros;
  /** Pause between two turns. */
  readonly pauseLow: Micros;
  readonly pauseHigh: Micros;
  /** How long it waits before it asks the lock service, or the storage, again. */
  readonly askAgain: Micros;
  /** From its last look at the clock until its write goes out. */
  readonly lastStep: Micros;
  /** By how much of it a lease is cut short by its holder, since two clocks may differ in rate: 0.1 allows for 5 % each. */
  readonly allowance: number;
}

export interface HolderContext {
  readonly id: NodeId;
  readonly config: HolderConfig;
  readonly knobs: Settings["knobs"];
  /** The turn under way or the last one; on disk, so that no number is used twice. */
  readonly op: number;
  /** What its clock showed when it last asked for the lock. */
  readonly asked: Micros;
  /** Null while it does not believe that it holds the lock. */
  readonly token: number | null;
  /** Until when it believes so, by its own clock; null: for ever. */
  readonly until: Micros | null;
  /** What it has read in this turn. */
  readonly read: number | null;
  /** What came of its last turn; null before the first. */
  readonly last: Outcome | null;
}

/** What is never waited for, in effect. */
export const NEVER: Micros = 3_600 * SECOND;

/** How long it works on what it has read. */
export function workTime({ knobs }: HolderContext): Micros {
  return parseDuration(knobs["work"] ?? "") ?? 0;
}

/** Whether it has turns by itself. */
export function hasWork({ knobs }: Pick<HolderContext, "knobs">): boolean {
  return knobs["workload"] !== "off";
}

/**
 * Until when a holder may believe in a grant, by its own clock (Gray and Cheriton 1989 §2): counted from when it asked, since the
 * lease cannot have begun before, and cut short by what the clocks' rates may differ.
 */
export function believedUntil({ lease, asked }: Grant, { allowance }: HolderConfig): Micros | null {
  return lease === null ? null : asked + Math.floor(lease * (1 - allowance));
}

/** How much of the lease is left at a time, by its own clock. */
export function leftAt({ until }: HolderContext, now: Micros): Micros {
  return until === null ? NEVER : until - now;
}

/** It believes that it holds the lock no more. */
export const EMPTY_HANDED = { token: null, until: null, read: null } as const;
