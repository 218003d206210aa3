import { after, lasting, once } from "../../kernel/teaching/condition.ts";
import { became, inMode, nobodyIn, noted } from "../../kernel/teaching/happenings.ts";
import { settledByFirst, type Names, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { leaderOf, raftOf } from "../../protocols/raft/world.ts";

const settled = lasting(2 * SECOND, inMode("leader"));

/** Another voter than the leader. */
function friendOf(world: World, id: string): string | undefined {
  const voters = raftOf(world.node(id))?.members.configuration.voters ?? [];
  return voters.find((other) => other !== id);
}

function names(world: World): Names {
  const id = leaderOf(world);
  return id === null ? {} : { leader: id, friend: friendOf(world, id) ?? "" };
}

export const predictions: readonly Prediction[] = [
  {
    id: "removed-leader",
    opens: ["seed 2", "set workload off"],
    moment: settled,
    options: () => [{ id: "refuses" }, { id: "manages" }, { id: "stays" }],
    names,
    points: (world) => [{ is: "node", id: leaderOf(world) ?? "n1" }],
    action: (world) => {
      const id = leaderOf(world);
      return id === null ? [] : [`client a1 remove ${id}`];
    },
    settles: settledByFirst({
      refuses: once(noted("change-refused")),
      manages: once(noted("removed-steps-down")),
      stays: after(10 * SECOND),
    }),
  },
  {
    id: "four-voters",
    opens: ["seed 2", "set voters 4", "set workload off"],
    moment: settled,
    options: () => [{ id: "nobody" }, { id: "somebody" }],
    names,
    points: () => ["n1", "n2", "n3", "n4"].map((id) => ({ is: "node", id })),
    action(world) {
      const id = leaderOf(world);
      if (id === null) return [];
      const friend = friendOf(world, id);
      return [`crash ${id}`, ...(friend === undefined ? [] : [`crash ${friend}`])];
    },
    settles: settledByFirst({
      somebody: once(became("leader")),
      nobody: lasting(6 * SECOND, nobodyIn("leader")),
    }),
  },
];
