/** The moments of a booking that set-ups strike at. */
import { MILLISECOND, printDuration, SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";

/**
 * So many ms after a client asks, under the latencies of this lesson, every participant has been asked (by 90 + 200 ms) and
 * no last vote has arrived (not before 60 + 120 + 120 ms): if all say yes, all are uncertain.
 */
export const UNCERTAIN = 295;

/** Whatever is under way is over by then. */
const PAUSE = 3 * SECOND;

/** Lines that let c1 book Monday when nothing else is under way, and the moments after that, as scripts write them. */
export function bookingAt(world: World): {
  readonly book: readonly string[];
  /** @param ms after the client has asked */
  readonly at: (ms: number) => string;
} {
  const start = world.settings.knobs["workload"] === "off" ? world.time : world.time + PAUSE;
  const at = (ms: number): string => `at ${printDuration(start + ms * MILLISECOND)}`;
  const quiet = world.settings.knobs["workload"] === "off" ? [] : ["set workload off"];
  return { book: [...quiet, `${at(0)} client c1 book mon`], at };
}
