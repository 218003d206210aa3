import { between, exponential, type Luck } from "./chance.ts";
import { parseDuration, printDuration, type Micros } from "./time.ts";

/** How long a message travels, in simulated µs. Never below 1 µs, so that an instant always ends. */
export type Latency =
  | { readonly kind: "fixed"; readonly value: Micros }
  | { readonly kind: "uniform"; readonly low: Micros; readonly high: Micros }
  /** A floor, plus an exponential tail with the given mean: the shape of a busy network. */
  | { readonly kind: "exponential"; readonly floor: Micros; readonly mean: Micros };

/** Everything that can be wrong with one direction of one link, short of being cut. Neutral by default. */
export interface LinkConditions {
  readonly latency: Latency;
  /** Share of messages that never arrive, 0 to 1. */
  readonly loss: number;
  /** Share of messages that arrive twice, 0 to 1. */
  readonly duplication: number;
  /** `any`: each message takes its own time and may overtake. `fifo`: arrivals keep the order of sending. */
  readonly order: "any" | "fifo";
}

export const NEUTRAL: LinkConditions = {
  latency: { kind: "uniform", low: 40_000, high: 60_000 },
  loss: 0,
  duplication: 0,
  order: "any",
};

/** One travel time. */
export function sampleLatency(latency: Latency, luck: Luck): Micros {
  switch (latency.kind) {
    case "fixed":
      return Math.max(1, latency.value);
    case "uniform":
      return Math.max(1, between(luck, latency.low, latency.high));
    case "exponential":
      return Math.max(1, latency.floor + Math.round(latency.mean * exponential(luck)));
  }
}

/** Reads `80ms`, `20ms..40ms`, `20ms+10ms` (floor and mean of the tail); null when it is none of these. */
export function parseLatency(text: string): Latency | null {
  const range = text.split("..");
  if (range.length === 2) {
    const low = parseDuration(range[0]!);
    const high = parseDuration(range[1]!);
    return low === null || high === null || high < low ? null : { kind: "uniform", low, high };
  }
  const tail = text.split("+");
  if (tail.length === 2) {
    const floor = parseDuration(tail[0]!);
    const mean = parseDuration(tail[1]!);
    return floor === null || mean === null ? null : { kind: "exponential", floor, mean };
  }
  const value = parseDuration(text);
  return value === null ? null : { kind: "fixed", value };
}

/** The text that {@link parseLatency} reads back. */
export function printLatency(latency: Latency): string {
  switch (latency.kind) {
    case "fixed":
      return printDuration(latency.value);
    case "uniform":
      return `${printDuration(latency.low)}..${printDuration(latency.high)}`;
    case "exponential":
      return `${printDuration(latency.floor)}+${printDuration(latency.mean)}`;
  }
}
