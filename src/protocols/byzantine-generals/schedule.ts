/**
 * When generals speak, and how long they wait. A general that says nothing is found out by waiting (assumption A3), and for that
 * everybody must know when it should have spoken: orders and rounds begin at times that are agreed beforehand, by clocks that agree
 * (Lamport, Shostak & Pease 1982, §6).
 */
import type { Micros } from "../../kernel/time.ts";

/** Times by everybody's clock, in local µs. */
export interface Schedule {
  /** When the first order is given. */
  readonly first: Micros;
  /** From one order to the next. */
  readonly period: Micros;
  /** How long a round lasts: longer than any message takes. */
  readonly round: Micros;
}

/** When the commander gives an order; the first has the number 1. */
export function beginOf({ first, period }: Schedule, number: number): Micros {
  return first + (number - 1) * period;
}

/** When a round of an order is over. In round 0 the commander speaks, in round r whoever passes on what came in the round before. */
export function endOfRound(schedule: Schedule, number: number, round: number): Micros {
  return beginOf(schedule, number) + (round + 1) * schedule.round;
}

/** The order that is due at a time or was last; 0 before the first. */
export function numberAt({ first, period }: Schedule, now: Micros): number {
  return Math.max(0, Math.floor((now - first) / period) + 1);
}

/** The order whose beginning is nearest to a time: whose timer it is that rings now, if clocks and timers are a little off. */
export function nearestNumber({ first, period }: Schedule, now: Micros): number {
  return Math.max(0, Math.round((now - first) / period) + 1);
}

/** From a time to the next beginning of an order, at least 1. */
export function untilNextOrder(schedule: Schedule, now: Micros): Micros {
  return Math.max(1, beginOf(schedule, numberAt(schedule, now) + 1) - now);
}
