/** What goes wrong with a payment of Alice's, as lines of script from a moment on. She waits for nothing then. */
import { MILLISECOND, printDuration, SECOND, type Micros } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { ONE_TRANSACTION } from "../../protocols/exactly-once/state.ts";

/** She pays Bob 5: little enough to go through everything that can go wrong. */
const PAYS = "client alice transfer bob 5";

function after(moment: Micros, wait: number, line: string): string {
  return `at ${printDuration(moment + wait * MILLISECOND)} ${line}`;
}

/** A moment that is soon, the same for half a second, so that what is offered stands still. */
export function soon({ time }: World): Micros {
  const half = SECOND / 2;
  return Math.ceil((time + half) / half) * half;
}

export function pays(moment: Micros): readonly string[] {
  return [after(moment, 0, PAYS)];
}

/** The request is lost. Whoever asks again is heard. */
export function requestLost(moment: Micros): readonly string[] {
  return [
    after(moment, 0, "cut alice>bank"),
    after(moment, 0, PAYS),
    after(moment, 600, "heal alice>bank"),
  ];
}

/** The bank does it, and its answer is lost. The next one gets through. */
export function answerLost(moment: Micros): readonly string[] {
  return [
    after(moment, 0, PAYS),
    after(moment, 0, "cut bank>alice"),
    after(moment, 850, "heal bank>alice"),
  ];
}

/** The bank does it, its answer is lost, and it crashes and restarts before she asks again. */
export function crashBeforeAnswer(moment: Micros): readonly string[] {
  return [
    after(moment, 0, PAYS),
    after(moment, 0, "cut bank>alice"),
    after(moment, 600, "crash bank"),
    after(moment, 800, "heal bank>alice"),
    after(moment, 850, "restart bank"),
  ];
}

/**
 * The bank crashes while it writes, and restarts. The request arrives after 180 to 240 ms and a write takes 120 ms: the crash falls into the
 * only write, or between the first and the second.
 */
export function crashInMidWrite(moment: Micros, oneTransaction: boolean): readonly string[] {
  return [
    after(moment, 0, PAYS),
    after(moment, oneTransaction ? 290 : 390, "crash bank"),
    after(moment, 700, "restart bank"),
  ];
}

/** Whether the bank writes a transfer in one piece now. */
export function writesAtOnce({ settings }: World): boolean {
  return settings.rules[ONE_TRANSACTION] !== false;
}
