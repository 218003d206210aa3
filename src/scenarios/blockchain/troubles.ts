/** What goes wrong with a chain, as lines of script for the present world. */
import { later } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";

/** Two honest miners that no third one joins, and so many hops apart that both blocks are found before either is heard of. */
const TWINS = ["m1", "m3"] as const;

/** Two miners find a block in the same instant. */
export function twins(world: World): readonly string[] {
  return TWINS.every((id) => world.node(id).mode === "mining" && world.node(id).status === "up")
    ? TWINS.map((id) => `fire ${id} mining`)
    : [];
}

/** Whether some direction is cut. */
export function isCut({ network }: World): boolean {
  return [...network.directions()].some(([from, to]) => network.link(from, to)!.cut);
}

/** Forty of a hundred honest parts of hash power on one side, sixty on the other. */
export const SPLIT = "partition mallory m1 m5 | m2 m3 m4 shop";

/** The shop hears the attacker and the two weakest miners: a quarter of the honest hash power. */
export const ECLIPSE = "partition m1 m2 m3 | m4 m5 shop mallory";

/** For so long, then everybody hears everybody. */
export function forAWhile(world: World, line: string, seconds: number): readonly string[] {
  return [line, `at ${later(world, seconds)} heal`];
}
