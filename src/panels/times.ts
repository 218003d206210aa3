/** How simulated times are written on the page. */
import { say } from "../languages/say.ts";

/** `3.412 s`; the space is a narrow no-break one. */
export function seconds(micros: number, digits = 3): string {
  return `${(micros / 1_000_000).toFixed(digits)} s`;
}

/** As short as it can be said: `350 µs`, `42 ms`, `1.25 s`. */
export function brief(micros: number): string {
  const size = Math.abs(micros);
  if (size < 1_000) return `${micros} µs`;
  if (size < 1_000_000) return `${trim(micros / 1_000)} ms`;
  return `${trim(micros / 1_000_000)} s`;
}

/** For scripts: `42ms`, `1.25s`. */
export function written(micros: number): string {
  return micros % 1_000 === 0 ? `${micros / 1_000}ms` : `${micros}us`;
}

/** In words, for screen readers: `3.4 seconds`. */
export function spoken(micros: number): string {
  return say`${(micros / 1_000_000).toFixed(1)} seconds`;
}

function trim(value: number): string {
  return String(Number(value.toFixed(Math.abs(value) < 10 ? 2 : 1)));
}
