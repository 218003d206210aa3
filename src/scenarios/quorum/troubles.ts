/** What goes wrong with the store, as lines of script that begin now. x belongs to n1, n2 and n3 when N is 3. */
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";

/** What is offered while time passes stands still for so long. */
const GRID = 50 * MILLISECOND;

/** A line so many ms from now, or a little later. */
function after({ time }: World, wait: number, line: string): string {
  return `at ${printDuration(Math.ceil((time + wait * MILLISECOND) / GRID) * GRID)} ${line}`;
}

/** A value that nobody has written yet. */
function fresh({ counters }: World, name: string): string {
  return `${name}${counters.calls + 1}`;
}

/** n1 keeps its clients and loses the other two of x. */
export const SPLIT = "partition n1 n4 n5 c1 | n2 n3 c2 c3";

/** Nodes n1 and n2 do not hear n3 while x is written; then everybody hears everybody. */
export function apart(world: World, until: number): readonly string[] {
  return [
    "cut n3-n1",
    "cut n3-n2",
    `client c1 write x ${fresh(world, "a")}`,
    after(world, until, "heal"),
  ];
}

/** The same, and all ask for x before a hint is tried again. */
export function apartAndRead(world: World): readonly string[] {
  return [
    ...apart(world, 1_750),
    ...["c1", "c2", "c3"].map((client) => after(world, 1_850, `client ${client} read x`)),
  ];
}

/** Two writes that do not know of each other. */
export function bothWrite(world: World): readonly string[] {
  return [`client c1 write x ${fresh(world, "a")}`, `client c2 write x ${fresh(world, "b")}`];
}

/** Three in a row: whichever node does not answer is asked once at most. */
export function threeWrites(world: World, client: string): readonly string[] {
  return [1, 2, 3].map((i) => `client ${client} write x ${fresh(world, "s")}.${i}`);
}
