/** What goes wrong with a payment of Alice's that begins now, as lines of script. */
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { ONE_TRANSACTION } from "../../protocols/exactly-once/state.ts";

/** She pays Bob 5: little enough to go through everything that can go wrong. */
export const PAYS = "client alice transfer bob 5";

/** What is offered while time passes stands still for so long. */
const GRID = 50 * MILLISECOND;

/** A line so many ms from now, or a little later. */
function after({ time }: World, wait: number, line: string): string {
  return `at ${printDuration(Math.ceil((time + wait * MILLISECOND) / GRID) * GRID)} ${line}`;
}

/** The request is lost. Whoever asks again is heard. */
export function requestLost(world: World): readonly string[] {
  return ["cut alice>bank", PAYS, after(world, 500, "heal alice>bank")];
}

/** The bank does it, and its answer is lost. The next one gets through. */
export function answerLost(world: World): readonly string[] {
  return [PAYS, "cut bank>alice", after(world, 800, "heal bank>alice")];
}

/** The bank does it, its answer is lost, and it crashes and restarts before she asks again. */
export function crashBeforeAnswer(world: World): readonly string[] {
  return [
    PAYS,
    "cut bank>alice",
    after(world, 600, "crash bank"),
    after(world, 750, "heal bank>alice"),
    after(world, 800, "restart bank"),
  ];
}

/**
 * The bank crashes while it writes, and restarts. The request arrives after 180 to 240 ms and a write takes 120 ms: the crash falls into the
 * only write, or between the first and the second.
 */
export function crashInMidWrite(world: World, oneTransaction: boolean): readonly string[] {
  return [
    PAYS,
    after(world, oneTransaction ? 245 : 365, "crash bank"),
    after(world, 700, "restart bank"),
  ];
}

/** The bank stands still for longer than she waits. */
export function slowBank(world: World): readonly string[] {
  return [PAYS, "pause bank", after(world, 2_000, "resume bank")];
}

/** Whether the bank writes a transfer in one piece now. */
export function writesAtOnce({ settings }: World): boolean {
  return settings.rules[ONE_TRANSACTION] !== false;
}

/** Whether she waits for nothing, so that a payment of hers begins at once. */
export function isIdle(world: World): boolean {
  return world.node("alice").mode !== "asking";
}
