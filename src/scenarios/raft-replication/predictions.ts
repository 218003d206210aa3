import { after, lasting, once } from "../../kernel/teaching/condition.ts";
import { inMode, noted } from "../../kernel/teaching/happenings.ts";
import {
  later,
  settledBy,
  settledByFirst,
  type Names,
  type Prediction,
} from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { leaderOf, serversUp } from "../../protocols/raft/world.ts";

const settled = lasting(2 * SECOND, inMode("leader"));

function others(world: World): string[] {
  const id = leaderOf(world);
  return serversUp(world).filter((other) => other !== id);
}

function names(world: World): Names {
  const id = leaderOf(world);
  return { ...(id === null ? {} : { leader: id }), sleeper: others(world).at(-1) ?? "" };
}

export const predictions: readonly Prediction[] = [
  {
    id: "lonely-entry",
    opens: ["seed 3", "set workload off"],
    moment: settled,
    options: () => [{ id: "agreed" }, { id: "lonely" }, { id: "nothing" }],
    names,
    points: (world) => [{ is: "node", id: leaderOf(world) ?? "n1" }],
    action(world) {
      const id = leaderOf(world);
      if (id === null) return [];
      return [
        `partition ${id} c1 | ${others(world).join(" ")} c2`,
        "client c1 write x lonely",
        `at ${later(world, 6)} client c2 write x agreed`,
        `at ${later(world, 9)} heal`,
        `at ${later(world, 12)} client c1 read x`,
      ];
    },
    settles: settledBy((event) => {
      if (event.kind !== "return" || event.data.operation.f !== "read") return null;
      const value = String(event.data.value);
      return value === "agreed" || value === "lonely" ? value : "nothing";
    }),
  },
  {
    id: "sleeper",
    opens: ["seed 4"],
    moment: settled,
    options: () => [{ id: "snapshot" }, { id: "entries" }, { id: "never" }],
    names,
    points: (world) => [{ is: "node", id: others(world).at(-1) ?? "n5" }],
    action(world) {
      const sleeper = others(world).at(-1);
      return sleeper === undefined
        ? []
        : [`pause ${sleeper}`, `at ${later(world, 15)} resume ${sleeper}`];
    },
    settles: settledByFirst({
      snapshot: once(noted("snapshot-installed")),
      entries: after(25 * SECOND),
    }),
  },
];
