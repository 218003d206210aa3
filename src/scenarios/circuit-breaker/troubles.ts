/** What sets off an overload, one key each, and the switch of all defences. */
import type { Preset } from "../../kernel/scenario.ts";
import { later } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { BREAKER, JITTER, RETRY_BUDGET } from "../../protocols/circuit-breaker/state.ts";

const DEFENCES = [BREAKER, JITTER, RETRY_BUDGET];

/** The server works at a quarter of its speed for so many seconds. */
export function slowFor(world: World, seconds: number): readonly string[] {
  return ["set speed 25%", `at ${later(world, seconds)} set speed 100%`];
}

/** The server crashes and is back after so many seconds; all connections are reset. */
export function rebootIn(world: World, seconds: number): readonly string[] {
  return world.node("s1").status === "crashed"
    ? []
    : ["crash s1", `at ${later(world, seconds)} restart s1`];
}

/** All three rules, on or off. */
export function defences(on: boolean): readonly string[] {
  return DEFENCES.map((rule) => `rule ${rule} ${on ? "on" : "off"}`);
}

export const troubles: readonly Preset[] = [
  {
    id: "slow",
    label: "Slow for five seconds",
    key: "S",
    help: "The server works at a quarter of its speed for five seconds, then at full speed again.",
    script: (world) => slowFor(world, 5),
  },
  {
    id: "nap",
    label: "Pause for six seconds",
    key: "N",
    help: "The server stands still for six seconds; what comes meanwhile waits at its door.",
    script: (world) =>
      world.node("s1").status === "up" ? ["pause s1", `at ${later(world, 6)} resume s1`] : [],
  },
  {
    id: "reboot",
    label: "Crash and restart",
    key: "K",
    help: "The server crashes and is back after a second and a half. Its queue is gone, and all connections are reset.",
    script: (world) => rebootIn(world, 1.5),
  },
  {
    id: "rush",
    label: "Rush of five seconds",
    key: "R",
    help: "For five seconds the users ask for one and a half times what the server can do, then for as much as before.",
    script: (world) => {
      const { load = "60%" } = world.settings.knobs;
      const before = load === "150%" ? "60%" : load;
      return ["set load 150%", `at ${later(world, 5)} set load ${before}`];
    },
  },
  {
    id: "defences",
    label: "All defences off, or on",
    key: "D",
    help: "Switches breaker, jitter and retry budget off all together; on again if all are off.",
    script: ({ settings }) => defences(DEFENCES.every((rule) => settings.rules[rule] === false)),
  },
];
