/** The army of a lesson: how many generals there are, and where they stand. */
import type { NodeSpec, Place, Variant } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import type { Choices } from "../../kernel/variant.ts";
import { commander } from "../../protocols/byzantine-generals/commander.ts";
import { bearable } from "../../protocols/byzantine-generals/counts.ts";
import { lieutenant } from "../../protocols/byzantine-generals/lieutenant.ts";
import type { Schedule } from "../../protocols/byzantine-generals/schedule.ts";
import { COMMANDER, LIEUTENANT } from "../../protocols/byzantine-generals/world.ts";

/** The first value is where the lesson opens. */
export const GENERALS = ["4", "3", "5", "6", "7"] as const;

/** A round is longer than any message takes; OM(2) has three of them. */
export const LATENCY = { low: 350 * MILLISECOND, high: 650 * MILLISECOND } as const;
const schedule: Schedule = {
  first: SECOND,
  period: 4 * SECOND,
  round: 900 * MILLISECOND,
};

export function nodesOf(generals: number): readonly NodeSpec[] {
  return Array.from({ length: generals }, (_, i) =>
    i === 0
      ? { id: "g0", kind: COMMANDER, behavior: commander, config: schedule }
      : { id: `g${i}`, kind: LIEUTENANT, behavior: lieutenant, config: schedule },
  );
}

/** Seven stand so that nobody’s letters hide a neighbour. */
const SEVEN: Readonly<Record<string, Place>> = {
  g0: { x: 0.5, y: 0.14 },
  g1: { x: 0.8, y: 0.2 },
  g2: { x: 0.84, y: 0.56 },
  g3: { x: 0.63, y: 0.76 },
  g4: { x: 0.37, y: 0.76 },
  g5: { x: 0.16, y: 0.56 },
  g6: { x: 0.2, y: 0.2 },
};

/** In a ring, the commander at its top. */
export function layoutOf(generals: number): Readonly<Record<string, Place>> {
  if (generals === 7) return SEVEN;
  return Object.fromEntries(
    Array.from({ length: generals }, (_, i) => {
      const angle = (2 * Math.PI * i) / generals - Math.PI / 2;
      const place = (centre: number, radius: number, share: number): number =>
        Math.round(1_000 * (centre + radius * share)) / 1_000;
      const { x, y } = { x: Math.cos(angle), y: Math.sin(angle) };
      return [`g${i}`, { x: place(0.5, 0.34, x), y: place(0.43, 0.3, y) }];
    }),
  );
}

/** As many traitors as so many generals bear; one where they bear none, for the lesson is about him. */
export function traitorsAmong(generals: number): number {
  return Math.max(1, bearable(generals));
}

export function variant(choices: Choices): Variant {
  const generals = Number(choices["generals"]);
  return {
    nodes: nodesOf(generals),
    layout: layoutOf(generals),
    faults: faultsAmong(generals),
  };
}

/** Traitors and nothing else: messages arrive (A1), and silence is found out by the clock (A3). */
export function faultsAmong(generals: number) {
  return {
    crash: false,
    cut: false,
    partition: false,
    pause: false,
    loss: 0,
    duplication: 0,
    drift: 0,
    down: 0,
    traitors: traitorsAmong(generals),
  };
}
