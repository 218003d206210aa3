/** What tells the five stores apart, as lines of script that begin now. */
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";

/** What is offered while time passes stands still for so long. */
const GRID = 10 * MILLISECOND;

/** A line so many ms from now, or a little later. */
function after({ time }: World, wait: number, line: string): string {
  return `at ${printDuration(Math.ceil((time + wait * MILLISECOND) / GRID) * GRID)} ${line}`;
}

/** A value that nobody has written yet. */
function fresh({ counters }: World, name: string): string {
  return `${name}${counters.calls + 1}`;
}

/** c1 writes x, and c3 asks before the slip can have come. */
export function askFarAway(world: World): readonly string[] {
  return [`client c1 write x ${fresh(world, "a")}`, after(world, 40, "client c3 read x")];
}

/** Each writes one thing and asks for the other: Dekker’s test. */
export function eachAsksTheOther(world: World): readonly string[] {
  return [
    `client c1 write x ${fresh(world, "a")}`,
    `client c3 write y ${fresh(world, "b")}`,
    "client c1 read y",
    "client c3 read x",
  ];
}

/** c2 answers what c1 has asked, and n3 cannot hear n1. */
export function answerFirst(world: World): readonly string[] {
  return [
    "cut n1-n3",
    `client c1 write x ${fresh(world, "why")}`,
    after(world, 350, "client c2 read x"),
    after(world, 350, `client c2 write y ${fresh(world, "so")}`),
  ];
}

/** The same, and c3 looks at both, the answer first; then n3 hears n1 again. */
export function answerFirstAndAsk(world: World): readonly string[] {
  return [
    ...answerFirst(world),
    after(world, 800, "client c3 read y"),
    after(world, 800, "client c3 read x"),
    after(world, 1_300, "heal"),
  ];
}

/** Two write the same thing, and everybody asks for it afterwards. */
export function bothWrite(world: World): readonly string[] {
  return [
    `client c1 write x ${fresh(world, "a")}`,
    `client c3 write x ${fresh(world, "b")}`,
    ...["c1", "c2", "c3"].map((client) => after(world, 900, `client ${client} read x`)),
  ];
}

/** What n1 tells n3 is lost for a while. */
export function lost(world: World): readonly string[] {
  return ["cut n1-n3", `client c1 write x ${fresh(world, "a")}`, after(world, 600, "heal")];
}
