import type { Micros } from "./time.ts";

/** Parts per million of a clock that runs true. */
export const TRUE_RATE = 1_000_000;

/**
 * A node's own clock: it showed `local` at simulated time `since` and has run at `rate` (parts per million of true
 * time) from there on. Offsets move what it shows; timers run on its rate alone, as monotonic timers do.
 */
export interface Clock {
  readonly local: Micros;
  readonly since: Micros;
  readonly rate: number;
}

export const TRUE_CLOCK: Clock = { local: 0, since: 0, rate: TRUE_RATE };

/** What the clock shows at a simulated time. */
export function readClock(clock: Clock, time: Micros): Micros {
  const passed = time - clock.since;
  return (
    clock.local +
    (clock.rate === TRUE_RATE ? passed : Math.round((passed * clock.rate) / TRUE_RATE))
  );
}

/** How far it is from simulated time. */
export function offsetOf(clock: Clock, time: Micros): Micros {
  return readClock(clock, time) - time;
}

/** The same clock, showing `time + offset` from now on. */
export function withOffset(clock: Clock, time: Micros, offset: Micros): Clock {
  return { local: time + offset, since: time, rate: clock.rate };
}

/** The same clock, running at another rate from now on. */
export function withRate(clock: Clock, time: Micros, rate: number): Clock {
  return { local: readClock(clock, time), since: time, rate };
}

/** Simulated µs until this many local µs have passed; at least 1. */
export function realDelay(clock: Clock, local: Micros): Micros {
  if (clock.rate === TRUE_RATE) return Math.max(1, Math.round(local));
  return Math.max(1, Math.round((local * TRUE_RATE) / clock.rate));
}
