import { either, inOrder, once } from "../../kernel/teaching/condition.ts";
import { became, done, noted, remarked, returned } from "../../kernel/teaching/happenings.ts";
import { later, type Names, type Pointer, type Tour } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { leaderOf, serversUp } from "../../protocols/raft/world.ts";

function leader(world: World): Names {
  const id = leaderOf(world);
  return id === null ? {} : { leader: id };
}

function pointAtLeader(world: World): readonly Pointer[] {
  const id = leaderOf(world);
  return id === null ? [] : [{ is: "node", id }];
}

/** The last server that follows. */
function follower(world: World): string | undefined {
  const id = leaderOf(world);
  return serversUp(world).findLast((other) => other !== id);
}

function others(world: World): string[] {
  const id = leaderOf(world);
  return serversUp(world).filter((other) => other !== id);
}

export const tour: Tour = {
  opens: ["seed 1", "set workload off"],
  steps: [
    {
      id: "leader",
      until: once(became("leader")),
      points: () => ["n1", "n2", "n3"].map((id) => ({ is: "node", id })),
    },
    {
      id: "write",
      until: once(returned("ok", "write", "c2")),
      points: (world) => [{ is: "node", id: "c2" }, ...pointAtLeader(world)],
      names: leader,
      action: (world) => (leaderOf(world) === null ? [] : ["client c2 write x 1"]),
    },
    {
      id: "read-index",
      until: once(noted("read-confirmed")),
      points: (world) => [{ is: "node", id: "c1" }, ...pointAtLeader(world)],
      names: leader,
      action: () => ["client c1 read x"],
    },
    {
      id: "lease",
      until: once(noted("lease-read")),
      points: (world) => [{ is: "control", id: "knobs" }, ...pointAtLeader(world)],
      names: leader,
      action: (world) => ["set reads lease", `at ${later(world, 1)} client c1 read x`],
    },
    {
      id: "anybody",
      until: once(noted("follower-read")),
      points: () => [
        { is: "control", id: "knobs" },
        { is: "node", id: "c1" },
      ],
      action: () => ["set reads follower", "set workload on"],
    },
    {
      id: "stale",
      until: inOrder(once(done("cut")), once(remarked("stale"))),
      points(world) {
        const [from, to] = [leaderOf(world), follower(world)];
        return from === null || to === undefined ? [] : [{ is: "link", from, to }];
      },
      names: (world) => ({ ...leader(world), follower: follower(world) ?? "" }),
      action(world) {
        const [from, to] = [leaderOf(world), follower(world)];
        return from === null || to === undefined ? [] : [`cut ${from}>${to}`];
      },
    },
    {
      id: "mend",
      until: once(done("heal")),
      points: () => [{ is: "control", id: "faults" }],
      action: () => ["heal", "set reads read-index"],
    },
    {
      id: "cut-off",
      until: inOrder(
        once(done("partition")),
        either(once(returned("fail", "read", "c1")), once(returned("unknown", "read", "c1"))),
      ),
      points: pointAtLeader,
      names: leader,
      action(world) {
        const id = leaderOf(world);
        return id === null || world.network.partition !== null
          ? []
          : [`partition ${id} c1 | ${others(world).join(" ")} c2`];
      },
    },
  ],
};
