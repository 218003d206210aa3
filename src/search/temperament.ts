import type { Scenario } from "../kernel/scenario.ts";
import { MILLISECOND, SECOND, type Micros } from "../kernel/time.ts";
import type { TraceEvent } from "../kernel/trace.ts";
import type { Dice } from "./dice.ts";
import { MOVES, type Move } from "./moves.ts";

/**
 * What a walk is like. Each has its own: some moves often and others never, hasty or slow, attentive to one kind of event or
 * another (swarm testing, Groce et al. 2012). A walk with a bit of everything rarely gets far into any one corner.
 */
export interface Temperament {
  readonly weights: Readonly<Record<Move, number>>;
  /** How likely it is to act when an event of a kind happens, at most once an instant. */
  readonly alert: Partial<Record<TraceEvent["kind"], number>>;
  /** How long after an event it acts. */
  readonly reaction: readonly [Micros, Micros];
  /** Mean time between two moves that no event called for; null: never. */
  readonly pace: Micros | null;
  /** It watches for so long before its first move. */
  readonly calm: Micros;
  /** Its first move comes at once, whatever the pace. */
  readonly atOnce: boolean;
  /** How many moves it makes at most. */
  readonly moves: number;
  /** How likely another move follows in the same instant. */
  readonly burst: number;
  /** In the end it makes everything good again. */
  readonly kind: boolean;
  /** How long it watches after its last move. */
  readonly patience: Micros;
}

/** Kinds of move that go together; a walk has a few families in mind. Partitions undo more than anything else. */
const FAMILIES: readonly { readonly often: number; readonly moves: readonly Move[] }[] = [
  { often: 4, moves: ["isolate", "isolate with company", "split", "split and ask"] },
  { often: 2, moves: ["crash", "reboot"] },
  { often: 1, moves: ["cut", "cut one way"] },
  { often: 1, moves: ["pause"] },
  { often: 1, moves: ["drop", "duplicate", "delay", "deliver"] },
  { often: 2, moves: ["drift", "skew"] },
  { often: 1, moves: ["fire", "fire twins"] },
  { often: 0.6, moves: ["request"] },
  { often: 0.3, moves: ["turn"] },
  { often: 4, moves: ["betray"] },
];
const REPAIRS: readonly Move[] = ["restart", "heal", "resume"];

/** Clocks that may be so far apart are part of what a lesson is about. */
const WILD_DRIFT = 0.2;

/** @param scenario how long it takes to be well again, how far its clocks may be off, and whether anything can be asked in it. */
export function temperament(dice: Dice, scenario: Scenario): Temperament {
  const { faults, recovery, operations } = scenario;
  const weights = Object.fromEntries(MOVES.map((move) => [move, 0])) as Record<Move, number>;
  for (let i = dice.pick([1, 2, 2, 3]); i > 0; i--) {
    const family = dice.weighted(FAMILIES, ({ often, moves }) => {
      // What names no key concerns the service as a whole: there requests are half of the lesson.
      if (moves.includes("request")) {
        if (operations.length === 0) return 0;
        return operations.some((spec) => !spec.arguments.includes("key")) ? 2.5 * often : often;
      }
      if (moves.includes("betray")) return (faults.traitors ?? 0) > 0 ? often : 0;
      return moves.includes("skew") && faults.drift >= WILD_DRIFT ? 3 * often : often;
    });
    for (const move of family?.moves ?? []) weights[move] = dice.pick([0, 1, 1, 3]);
  }
  const zeal = dice.pick([0, 0.2, 0.6]);
  for (const move of REPAIRS) weights[move] = zeal;
  const alert: Temperament["alert"] = {
    mode: dice.pick([0, 0.3, 0.7]),
    note: dice.pick([0, 0.1, 0.3, 0.6]),
    persist: dice.pick([0, 0, 0.1, 0.3]),
    call: dice.pick([0, 0.1, 0.4]),
    return: dice.pick([0, 0.1, 0.4]),
    send: dice.pick([0, 0, 0.02, 0.1]),
    deliver: dice.pick([0, 0, 0.02, 0.1]),
    restart: dice.pick([0, 0.5]),
  };
  return {
    weights,
    alert,
    reaction: dice.pick([
      [0, 0],
      [0, 0],
      [0, 50 * MILLISECOND],
      [0, 300 * MILLISECOND],
    ] as const),
    pace: dice.pick([
      null,
      100 * MILLISECOND,
      400 * MILLISECOND,
      1_000 * MILLISECOND,
      2_500 * MILLISECOND,
    ]),
    calm: dice.pick([0, 0, 1, 3, 6]) * SECOND + dice.between(0, 1_000) * MILLISECOND,
    atOnce: false,
    moves: dice.pick([2, 4, 6, 10, 16]),
    burst: dice.pick([0, 0.2, 0.5]),
    kind: dice.chance(0.4),
    patience: Math.round((recovery * dice.between(2, 6)) / 10),
  };
}
