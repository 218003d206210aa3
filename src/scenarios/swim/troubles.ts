/** What goes wrong with single members of the ring, as lines of script from now on. */
import type { Preset } from "../../kernel/scenario.ts";
import { later } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { suspicionTimeout } from "../../protocols/swim/parameters.ts";

/** Long enough to be missed, short enough to refute. */
const MOMENT = 2.5;

export function shortPause(world: World): readonly string[] {
  return ["pause n4", `at ${later(world, MOMENT)} resume n4`];
}

/** The same in a while, when whoever was struck off by mistake is back on all lists. */
export function shortPauseSoon(world: World): readonly string[] {
  return [`at ${later(world, 6)} pause n4`, `at ${later(world, 6 + MOMENT)} resume n4`];
}

/** In seconds: a suspicion that began at once would be over, and some seconds more. */
function longerThanSuspicion(world: World): number {
  return suspicionTimeout(world.settings, world.nodes.length) / SECOND + 5;
}

function names({ nodes }: World): readonly string[] {
  return nodes.map(({ spec }) => spec.id);
}

export const presets: readonly Preset[] = [
  {
    id: "cut-one-link",
    label: "One link is cut",
    key: "L",
    help: "n1 and n2 cannot hear each other any more; everybody else hears both.",
    script: () => ["cut n1-n2"],
  },
  {
    id: "crash",
    label: "A member crashes",
    key: "K",
    help: "n6 crashes; if it is down, it restarts.",
    script: (world) => [world.node("n6").status === "crashed" ? "restart n6" : "crash n6"],
  },
  {
    id: "short-pause",
    label: "A short nap",
    key: "S",
    help: "n4 does nothing for two and a half seconds, as in a long garbage collection.",
    script: shortPause,
  },
  {
    id: "long-pause",
    label: "A long nap",
    key: "D",
    help: "n4 does nothing for longer than a suspicion lasts.",
    script: (world) => ["pause n4", `at ${later(world, longerThanSuspicion(world))} resume n4`],
  },
  {
    id: "deaf",
    label: "Deaf, not dumb",
    key: "A",
    help: "n5 hears nobody any more; what it says is heard.",
    script: (world) => names(world).flatMap((name) => (name === "n5" ? [] : [`cut ${name}>n5`])),
  },
  {
    id: "halves",
    label: "Two halves",
    key: "V",
    help: "The group falls apart into two halves, for longer than a suspicion lasts.",
    script(world) {
      const all = names(world);
      const half = all.length / 2;
      return [
        `partition ${all.slice(0, half).join(" ")} | ${all.slice(half).join(" ")}`,
        `at ${later(world, longerThanSuspicion(world) + 5)} heal`,
      ];
    },
  },
];
