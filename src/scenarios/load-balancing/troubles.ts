/** What goes wrong behind a balancer, one key each. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Preset } from "../../kernel/scenario.ts";
import { later } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { queueAt, serversIn } from "../../protocols/load-balancing/world.ts";

/** The server that is up and has most to do; the first of several. */
function busiest(world: World): NodeId | null {
  const up = serversIn(world).filter(({ status }) => status === "up");
  const most = Math.max(...up.map(queueAt));
  return up.find((node) => queueAt(node) === most)?.spec.id ?? null;
}

/** So many come at once. */
const RUSH = 20;

export const troubles: readonly Preset[] = [
  {
    id: "slow-server",
    label: "s1 is slow",
    key: "S",
    help: "s1 works at a quarter of its speed, or at full speed again.",
    script: ({ settings }) => [`set speed ${settings.knobs["speed"] === "25%" ? "100%" : "25%"}`],
  },
  {
    id: "kill",
    label: "Kill the busiest",
    key: "K",
    help: "The server with most requests crashes, and restarts after six seconds.",
    script: (world) => {
      const server = busiest(world);
      return server === null ? [] : [`crash ${server}`, `at ${later(world, 6)} restart ${server}`];
    },
  },
  {
    id: "nap",
    label: "The busiest dozes",
    key: "N",
    help: "The server with most requests is paused for three seconds: longer than a health check waits.",
    script: (world) => {
      const server = busiest(world);
      return server === null ? [] : [`pause ${server}`, `at ${later(world, 3)} resume ${server}`];
    },
  },
  {
    id: "rush",
    label: "Rush",
    key: "R",
    help: "Twenty requests at once.",
    script: () => Array.from({ length: RUSH }, () => "client c1 request"),
  },
];
