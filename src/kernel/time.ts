/**
 * Simulated time: integer microseconds since the run began. Nothing in the simulation knows a wall clock.
 */
export type Micros = number;

export const MILLISECOND: Micros = 1_000;
export const SECOND: Micros = 1_000_000;
export const MINUTE: Micros = 60 * SECOND;

const UNIT: Readonly<Record<string, number>> = {
  us: 1,
  ms: MILLISECOND,
  s: SECOND,
  min: MINUTE,
};
const DURATION = /^(\d+(?:\.\d+)?)(us|ms|s|min)$/;

/** The longest moment a script may name: a simulated day. Keeps every sum of times far below 2^53. */
export const LONGEST: Micros = 86_400 * SECOND;

/**
 * Reads `2s`, `2.5s`, `200ms`, `150us`, `1min`. Answers null when the text is no duration, is finer than a
 * microsecond, or is longer than {@link LONGEST}.
 */
export function parseDuration(text: string): Micros | null {
  const match = DURATION.exec(text);
  if (!match) return null;
  const exact = Number(match[1]) * (UNIT[match[2]!] ?? 0);
  const micros = Math.round(exact);
  if (micros > LONGEST || Math.abs(exact - micros) > 1e-3) return null;
  return micros;
}

/** Prints so that {@link parseDuration} reads back the same number: `2s`, `2.5s`, `200ms`, `1.234567s`. */
export function printDuration(time: Micros): string {
  if (time === 0) return "0s";
  if (time >= SECOND) return `${decimal(time, 6)}s`;
  if (time >= MILLISECOND) return `${decimal(time, 3)}ms`;
  return `${time}us`;
}

/** A time as sentences say it, to the hundredth of a second: `2.99 s`. */
export function tellTime(time: Micros): string {
  return `${(Math.round(time / 10_000) / 100).toFixed(2)} s`;
}

/** How long something took, as sentences say it: `240 ms`, `1.3 s`. */
export function tellSpan(span: Micros): string {
  return span < SECOND
    ? `${Math.round(span / MILLISECOND)} ms`
    : `${(Math.round(span / 100_000) / 10).toFixed(1)} s`;
}

/** `value / 10^places` without passing through floating point, trailing zeros dropped. */
function decimal(value: number, places: number): string {
  const digits = String(value).padStart(places + 1, "0");
  const fraction = digits.slice(-places).replace(/0+$/, "");
  const whole = digits.slice(0, -places);
  return fraction === "" ? whole : `${whole}.${fraction}`;
}
