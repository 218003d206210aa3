/** A latency as one sets it by hand: how long on the whole, and how much more or less. Pure; µs. */
import { readMoment } from "./scripts.ts";

export interface Latency {
  /** The middle of a range; the least of one with a tail. */
  readonly middle: number;
  /** How far a range goes to either side; the mean of a tail. */
  readonly jitter: number;
  /** It has a tail: most messages are quick, few are very slow. */
  readonly tail: boolean;
}

/** Reads `80ms`, `20ms..40ms` and `20ms+10ms`; null when it is none of these. */
export function readLatency(text: string): Latency | null {
  const [first = "", second] = text.split(/\.\.|\+/);
  const low = readMoment(first);
  const high = second === undefined ? low : readMoment(second);
  if (low === null || high === null) return null;
  if (text.includes("+")) return { middle: low, jitter: high, tail: true };
  return {
    middle: Math.round((low + high) / 2),
    jitter: Math.round((high - low) / 2),
    tail: false,
  };
}

/** The text that {@link readLatency} reads back; a range never begins below 0. */
export function writeLatency({ middle, jitter, tail }: Latency): string {
  if (jitter === 0) return duration(middle);
  if (tail) return `${duration(middle)}+${duration(jitter)}`;
  return `${duration(Math.max(0, middle - jitter))}..${duration(middle + jitter)}`;
}

/** As scripts write it: `42ms`, `1500us`. */
export function duration(micros: number): string {
  return micros % 1_000 === 0 ? `${micros / 1_000}ms` : `${micros}us`;
}
