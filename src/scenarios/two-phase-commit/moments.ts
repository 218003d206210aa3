/** The moments of a booking that set-ups strike at. */
import { MILLISECOND, printDuration, SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { coordinatorIn, participantIn } from "../../protocols/two-phase-commit/world.ts";

/**
 * So many ms after a client asks, under the latencies of this lesson, every participant has been asked (by 90 + 200 ms) and
 * no last vote has arrived (not before 60 + 120 + 120 ms): if all say yes, all are uncertain.
 */
export const UNCERTAIN = 295;

/** Whatever is under way is over by then. */
const PAUSE = 3 * SECOND;

export interface Booking {
  /** Lines that let c1 ask for something that all can do, when nothing else is under way. */
  readonly lines: readonly string[];
  /** So many ms after c1 has asked, as scripts write it. */
  readonly at: (ms: number) => string;
}

/** A booking from now on; null while somebody is down, paused, or cut off. */
export function bookingFrom(world: World): Booking | null {
  if (world.network.partition !== null || world.nodes.some(({ status }) => status !== "up"))
    return null;
  const { knobs } = world.settings;
  const idle = world.nodes.every(({ calls }) => calls.length === 0);
  const settled = world.nodes.every(
    (node) => coordinatorIn(node)?.transactions.every(({ ended }) => ended) ?? true,
  );
  const start = knobs["workload"] === "off" && idle && settled ? world.time : world.time + PAUSE;
  const at = (ms: number): string => `at ${printDuration(start + ms * MILLISECOND)}`;
  return {
    lines: [
      ...(knobs["workload"] === "off" ? [] : ["set workload off"]),
      ...((knobs["unwilling"] ?? "nobody") === "nobody" ? [] : ["set unwilling nobody"]),
      `${at(0)} client c1 ${possible(world)}`,
    ],
    at,
  };
}

/** What no participant has to refuse: to book the day of which most is left, or to cancel one when nothing is left. */
function possible(world: World): string {
  const free = world.nodes.flatMap((node) => {
    const participant = participantIn(node);
    return participant ? [participant.free] : [];
  });
  const least = (day: string): number => Math.min(...free.map((each) => each[day] ?? 0));
  const [best = "mon", ...others] = Object.keys(free[0] ?? {});
  const day = others.reduce((a, b) => (least(b) > least(a) ? b : a), best);
  return `${least(day) > 0 ? "book" : "cancel"} ${day}`;
}
