import { once, stands, times } from "../../kernel/teaching/condition.ts";
import { became, done, inMode, noted, sent } from "../../kernel/teaching/happenings.ts";
import type { Names, Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { SERVER, leaderOf, raftOf } from "../../protocols/raft/world.ts";

/** The leader, for texts. */
function leader(world: World): Names {
  const id = leaderOf(world);
  return id === null ? {} : { leader: id };
}

function pointAtLeader(world: World): readonly Pointer[] {
  const id = leaderOf(world);
  return id === null ? [] : [{ is: "node", id }];
}

function pointAt(mode: string): (world: World) => readonly Pointer[] {
  return (world) =>
    world.nodes
      .filter((node) => node.status === "up" && node.mode === mode)
      .map((node) => ({ is: "node", id: node.spec.id }));
}

/** Servers that are down, as pointers. */
function pointAtSleepers(world: World): readonly Pointer[] {
  return world.nodes
    .filter((node) => node.status === "crashed")
    .map((node) => ({ is: "node", id: node.spec.id }));
}

/** Leaders of a term that is over. */
function deposed(world: World): string[] {
  const now = leaderOf(world);
  return world.nodes
    .filter((node) => raftOf(node) && node.mode === "leader" && node.spec.id !== now)
    .map((node) => node.spec.id);
}

export const tour: Tour = {
  opens: ["seed 1"],
  steps: [
    {
      id: "timers",
      until: once(noted("pre-vote-started")),
      points: () => ["n1", "n2", "n3", "n4", "n5"].map((id) => ({ is: "node", id })),
    },
    {
      id: "votes",
      until: once(became("leader")),
      points: () => [{ is: "messages", type: "RequestVote" }],
    },
    {
      id: "heartbeats",
      until: times(12, sent("AppendEntries")),
      points: (world) => [...pointAtLeader(world), { is: "messages", type: "AppendEntries" }],
      names: leader,
    },
    {
      id: "crash",
      until: once((event) => event.kind === "crash"),
      points: pointAtLeader,
      names: leader,
      action(world) {
        const id = leaderOf(world);
        return id === null ? [] : [`crash ${id}`];
      },
    },
    {
      id: "successor",
      until: once(became("leader")),
      points: pointAt("candidate"),
    },
    {
      id: "return",
      until: once((event) => event.kind === "restart"),
      points: pointAtSleepers,
      action: (world) =>
        world.nodes
          .filter((node) => node.spec.kind === SERVER && node.status === "crashed")
          .map((node) => `restart ${node.spec.id}`),
    },
    {
      id: "minority",
      until: once(done("partition")),
      points: (world) => [...pointAtLeader(world), { is: "control", id: "faults" }],
      names: leader,
      action(world) {
        const id = leaderOf(world);
        const servers = world.nodes.filter((node) => node.spec.kind === SERVER);
        const others = servers.map((node) => node.spec.id).filter((other) => other !== id);
        if (id === null) return [];
        return [`partition ${id} ${others[0]} c1 | ${others.slice(1).join(" ")}`];
      },
    },
    {
      id: "quorum",
      until: once(noted("lost-quorum")),
      points: (world) =>
        deposed(world).length > 0 ? pointAt("leader")(world) : pointAtLeader(world),
    },
    {
      id: "majority",
      // It may have been elected before the other one gave up.
      until: stands(inMode("leader")),
      points: pointAt("leader"),
    },
    {
      id: "heal",
      until: once(done("heal")),
      points: () => [{ is: "control", id: "faults" }],
      action: (world) => (world.network.partition === null ? [] : ["heal"]),
    },
  ],
};
