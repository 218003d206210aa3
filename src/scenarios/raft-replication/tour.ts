import { inOrder, once, stands } from "../../kernel/teaching/condition.ts";
import { became, done, inMode, noted, returned } from "../../kernel/teaching/happenings.ts";
import type { Names, Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { leaderOf, SERVER } from "../../protocols/raft/world.ts";

function leader(world: World): Names {
  const id = leaderOf(world);
  return id === null ? {} : { leader: id };
}

function pointAtLeader(world: World): readonly Pointer[] {
  const id = leaderOf(world);
  return id === null ? [] : [{ is: "node", id }];
}

function servers(world: World): string[] {
  return world.nodes.filter((node) => node.spec.kind === SERVER).map((node) => node.spec.id);
}

export const tour: Tour = {
  opens: ["seed 1", "set workload off"],
  steps: [
    {
      id: "leader",
      until: once(became("leader")),
      points: (world) => servers(world).map((id) => ({ is: "node", id })),
    },
    {
      id: "write",
      until: once(returned("ok", "write")),
      points: (world) => [{ is: "node", id: "c1" }, ...pointAtLeader(world)],
      names: leader,
      action: (world) => (leaderOf(world) === null ? [] : ["client c1 write x 1"]),
    },
    {
      id: "pages",
      points: (world) => servers(world).map((id) => ({ is: "node", id })),
      names: leader,
    },
    {
      id: "part",
      until: once(noted("lost-quorum")),
      points: pointAtLeader,
      names: leader,
      action(world) {
        const id = leaderOf(world);
        if (id === null || world.network.partition !== null) return [];
        const others = servers(world).filter((other) => other !== id);
        return [`partition ${id} c1 | ${others.join(" ")} c2`, "client c1 write x lonely"];
      },
    },
    {
      id: "successor",
      until: stands(inMode("leader")),
      points: pointAtLeader,
    },
    {
      id: "agreed",
      until: once(returned("ok", "write", "c2")),
      points: (world) => [{ is: "node", id: "c2" }, ...pointAtLeader(world)],
      names: leader,
      action: () => ["client c2 write x agreed"],
    },
    {
      id: "repair",
      until: inOrder(once(done("heal")), once(noted("leader-recognised"))),
      points: () => [{ is: "control", id: "faults" }],
      names: leader,
      action: (world) => (world.network.partition === null ? [] : ["heal"]),
    },
    {
      id: "read",
      until: once(returned("ok", "read", "c1")),
      points: () => [{ is: "node", id: "c1" }],
      action: () => ["client c1 read x"],
    },
  ],
};
