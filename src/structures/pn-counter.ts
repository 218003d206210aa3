/**
 * A counter that goes up and down (Shapiro et al. 2011, specification 7): two that only grow, and the value is their difference. One
 * alone would not do, because of two replicas' numbers the greater need not be the newer.
 */
import { gCounter, total, type GCounter, type Increment } from "./g-counter.ts";
import type { ReplicatedType } from "./replicated-type.ts";

export interface PNCounter {
  readonly up: GCounter;
  readonly down: GCounter;
}

export interface Count extends Increment {
  readonly way: keyof PNCounter;
}

/** The value. */
export function balance({ up, down }: PNCounter): number {
  return total(up) - total(down);
}

/** An update is an amount other than nothing; a negative one counts down. */
export const pnCounter: ReplicatedType<PNCounter, number, Count> = {
  initial: { up: gCounter.initial, down: gCounter.initial },
  prepare: (_, amount, by) =>
    amount === 0 ? null : { by, amount: Math.abs(amount), way: amount > 0 ? "up" : "down" },
  effect: (counter, { way, ...increment }) => ({
    ...counter,
    [way]: gCounter.effect(counter[way], increment),
  }),
  merge(a, b) {
    const up = gCounter.merge(a.up, b.up);
    const down = gCounter.merge(a.down, b.down);
    return up === a.up && down === a.down ? a : { up, down };
  },
};
