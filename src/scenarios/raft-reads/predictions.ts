import { once } from "../../kernel/teaching/condition.ts";
import { returned } from "../../kernel/teaching/happenings.ts";
import { settledBy, type Names, type Prediction } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { leaderOf, serversUp } from "../../protocols/raft/world.ts";

function names(world: World): Names {
  const id = leaderOf(world);
  return id === null ? {} : { leader: id };
}

/** The leader is cut off with c1, which asks at once. */
function cutOff(world: World): readonly string[] {
  const id = leaderOf(world);
  if (id === null) return [];
  const others = serversUp(world).filter((other) => other !== id);
  return [`partition ${id} c1 | ${others.join(" ")} c2`, "client c1 read x"];
}

/** c1 finds the leader, as soon as there is one. */
const READS = [5, 8, 12].map((seconds) => `at ${seconds}s client c1 read x`);
const answered = once(returned("ok", "read", "c1"));

const settles = settledBy((event) => {
  if (event.kind !== "return" || event.node !== "c1") return null;
  return event.data.outcome === "ok" ? "answered" : "none";
});

export const predictions: readonly Prediction[] = [
  {
    id: "cut-off-read",
    opens: ["seed 2", "set workload off", ...READS],
    moment: answered,
    options: () => [{ id: "answered" }, { id: "none" }],
    names,
    points: (world) => [{ is: "node", id: leaderOf(world) ?? "n1" }],
    action: cutOff,
    settles,
  },
  {
    id: "cut-off-lease",
    opens: ["seed 2", "set workload off", "set reads lease", ...READS],
    moment: answered,
    options: () => [{ id: "answered" }, { id: "none" }],
    names,
    points: (world) => [{ is: "node", id: leaderOf(world) ?? "n1" }],
    action: cutOff,
    settles,
  },
];
