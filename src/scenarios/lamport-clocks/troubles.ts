/** The lesson's troubles, as lines of script that fit the present moment. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Trouble } from "../../kernel/scenario.ts";
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { knownTo, processesOf } from "../../protocols/lamport-clocks/world.ts";

/** Has a process make an update now. */
export function makes(id: NodeId): string {
  return `fire ${id} nextUpdate`;
}

/** Those that run, the one with the highest clock first. */
export function byClock(world: World): readonly NodeId[] {
  return processesOf(world)
    .filter(({ status }) => status === "up")
    .toSorted((a, b) => (knownTo(b).clock ?? 0) - (knownTo(a).clock ?? 0))
    .map(({ spec }) => spec.id);
}

function later(world: World, ms: number): string {
  return `at ${printDuration(world.time + ms * MILLISECOND)}`;
}

export const troubles: Trouble[] = [
  {
    id: "at-once",
    label: "Two at once",
    key: "T",
    help: "Two processes make an update at the same moment; neither knows of the other's.",
    script: (world) => byClock(world).slice(0, 2).map(makes),
  },
  {
    id: "answer",
    label: "Question and answer",
    key: "A",
    help: "One process makes an update; another makes one as soon as it has seen it.",
    script(world) {
      const [first, , last] = byClock(world);
      return first && last ? [makes(first), `${later(world, 600)} ${makes(last)}`] : [];
    },
  },
  {
    id: "left-behind",
    label: "Left behind",
    key: "L",
    help: "The link between one process and the others is cut for four seconds while the others go on; then it makes an update.",
    script(world) {
      const [first, second, last] = byClock(world);
      if (!first || !second || !last) return [];
      return [
        `partition ${last} | ${first} ${second}`,
        makes(first),
        `${later(world, 1_000)} ${makes(second)}`,
        `${later(world, 4_000)} heal`,
        `${later(world, 6_500)} ${makes(last)}`,
      ];
    },
  },
  {
    id: "one-sleeps",
    label: "One sleeps",
    key: "S",
    help: "One process crashes, and another makes an update: it cannot be applied anywhere.",
    script(world) {
      const [first, , last] = byClock(world);
      return first && last ? [`crash ${last}`, makes(first)] : [];
    },
  },
  {
    id: "nap",
    label: "A nap",
    key: "N",
    help: "The process with the highest clock crashes, restarts at once, and makes an update.",
    script(world) {
      const [first] = byClock(world);
      return first
        ? [
            `crash ${first}`,
            `${later(world, 200)} restart ${first}`,
            `${later(world, 300)} ${makes(first)}`,
          ]
        : [];
    },
  },
];
