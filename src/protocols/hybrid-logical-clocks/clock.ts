/**
 * The hybrid logical clock as pure functions (Kulkarni et al. 2014, Figure 5). `l` is the highest physical time that a node has heard
 * of, its own clock’s included; `c` counts events for as long as `l` stands still. So (l, c), compared in this order, is a logical clock,
 * and `l` alone stays as close to physical time as the clocks are to each other.
 */
import { MILLISECOND, type Micros } from "../../kernel/time.ts";

/** A timestamp. */
export interface HLC {
  /** Physical time, in whole milliseconds of some clock. */
  readonly l: number;
  /** How many events have followed each other within this `l`. */
  readonly c: number;
}

export const START: HLC = { l: 0, c: 0 };

/** The time on a node’s own clock as timestamps have it. */
export function physicalTime(now: Micros): number {
  return Math.floor(now / MILLISECOND);
}

/** The clock of a sending or a local event, at physical time `pt`. */
export function tick({ l, c }: HLC, pt: number): HLC {
  return pt > l ? { l: pt, c: 0 } : { l, c: c + 1 };
}

/** Which clock gave a receipt its `l`. */
export type Leader = "physical" | "own" | "message" | "both";

/** Who is furthest at a receipt; `both`: own clock and message have the same `l`. */
export function leaderOf(own: HLC, message: HLC, pt: number): Leader {
  const l = Math.max(own.l, message.l, pt);
  if (l === own.l) return l === message.l ? "both" : "own";
  return l === message.l ? "message" : "physical";
}

/** The clock of the receipt of a message that was stamped `message`. */
export function receive(own: HLC, message: HLC, pt: number): HLC {
  switch (leaderOf(own, message, pt)) {
    case "both":
      return { l: own.l, c: Math.max(own.c, message.c) + 1 };
    case "own":
      return { l: own.l, c: own.c + 1 };
    case "message":
      return { l: message.l, c: message.c + 1 };
    case "physical":
      return { l: pt, c: 0 };
  }
}

/** Negative when `a` comes first: by `l`, and by `c` where that is the same. */
export function compare(a: HLC, b: HLC): number {
  return a.l - b.l || a.c - b.c;
}

export function later(a: HLC, b: HLC): HLC {
  return compare(a, b) < 0 ? b : a;
}

/** The paper’s 64 bits: the upper 48 for `l`, the lower 16 for `c`. */
const ROOM_FOR_C = 2 ** 16;

/** A timestamp as one number; numbers compare as timestamps do. Exact for some four years of milliseconds. */
export function pack({ l, c }: HLC): number {
  return l * ROOM_FOR_C + c;
}

export function unpack(packed: number): HLC {
  const l = Math.floor(packed / ROOM_FOR_C);
  return { l, c: packed - l * ROOM_FOR_C };
}

/** Physical time in seconds, to the millisecond: `3.250`. */
export function printTime(ms: number): string {
  return (ms / 1_000).toFixed(3);
}

/** `3.250+2`: `l` in seconds, and `c` where it counts. */
export function printHLC({ l, c }: HLC): string {
  return c === 0 ? printTime(l) : `${printTime(l)}+${c}`;
}
