/** The lesson's troubles, as lines of script that fit the present moment. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Trouble } from "../../kernel/scenario.ts";
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { nextReader } from "../../protocols/vector-clocks/state.ts";
import { processOf, runningIn } from "../../protocols/vector-clocks/world.ts";

/** Has a process do something of its own now. */
export function acts(id: NodeId): string {
  return `fire ${id} nextEvent`;
}

/** Has a process write its next letter now. */
export function writes(id: NodeId): string {
  return `fire ${id} nextLetter`;
}

/** Has a process write to this reader: one letter, or two when it is the other's turn. */
export function writesTo(world: World, id: NodeId, reader: NodeId): readonly string[] {
  const context = processOf(world.node(id));
  const turn = context !== null && nextReader(context) === reader;
  return turn ? [writes(id)] : [writes(id), writes(id)];
}

function later(world: World, ms: number): string {
  return `at ${printDuration(world.time + ms * MILLISECOND)}`;
}

export const troubles: Trouble[] = [
  {
    id: "at-once",
    label: "Two at once",
    key: "T",
    help: "Two processes each have an event of their own at the same moment.",
    script: (world) =>
      runningIn(world)
        .slice(0, 2)
        .map(({ id }) => acts(id)),
  },
  {
    id: "relay",
    label: "Relay",
    key: "R",
    help: "One process writes to the second, and when that has read it, it writes to the third.",
    script(world) {
      const [first, second, third] = runningIn(world).map(({ id }) => id);
      if (!first || !second || !third) return [];
      return [
        ...writesTo(world, first, second),
        ...writesTo(world, second, third).map((line) => `${later(world, 700)} ${line}`),
      ];
    },
  },
  {
    id: "crossing",
    label: "Letters cross",
    key: "O",
    help: "Two processes write to each other at the same moment.",
    script(world) {
      const [first, second] = runningIn(world).map(({ id }) => id);
      if (!first || !second) return [];
      return [...writesTo(world, first, second), ...writesTo(world, second, first)];
    },
  },
  {
    id: "stranger",
    label: "Out of touch",
    key: "S",
    help: "For six seconds one process neither hears from the others nor is heard.",
    script(world) {
      const [first, ...others] = runningIn(world).map(({ id }) => id);
      if (!first || others.length === 0) return [];
      return [`partition ${first} | ${others.join(" ")}`, `${later(world, 6_000)} heal`];
    },
  },
  {
    id: "nap",
    label: "A nap",
    key: "N",
    help: "A process has an event of its own, crashes, restarts at once, and has another.",
    script(world) {
      const [first] = runningIn(world);
      if (!first) return [];
      return [
        acts(first.id),
        `crash ${first.id}`,
        `${later(world, 200)} restart ${first.id}`,
        `${later(world, 300)} ${acts(first.id)}`,
      ];
    },
  },
];
