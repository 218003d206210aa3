import {
  inOrder,
  lasting,
  once,
  stands,
  times,
  type Test,
} from "../../kernel/teaching/condition.ts";
import { became, inMode, noted } from "../../kernel/teaching/happenings.ts";
import type { Names, Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { leaderOf, serversUp } from "../../protocols/raft/world.ts";

const crashed: Test = (event) => event.kind === "crash";

function leader(world: World): Names {
  const id = leaderOf(world);
  return id === null ? {} : { leader: id };
}

function pointAtLeader(world: World): readonly Pointer[] {
  const id = leaderOf(world);
  return id === null ? [] : [{ is: "node", id }];
}

/** Two servers that follow: without them three of five are left. */
function twoFollowers(world: World): string[] {
  const id = leaderOf(world);
  return serversUp(world)
    .filter((other) => other !== id)
    .slice(0, 2);
}

function ifLed(world: World, ...lines: readonly string[]): readonly string[] {
  return leaderOf(world) === null ? [] : lines;
}

export const tour: Tour = {
  opens: ["seed 1", "set workload off"],
  steps: [
    {
      id: "crew",
      until: once(became("leader")),
      points: () => ["n1", "n2", "n3"].map((id) => ({ is: "node", id })),
    },
    {
      id: "add",
      until: once(noted("change-committed")),
      points: () => [
        { is: "node", id: "a1" },
        { is: "node", id: "n4" },
      ],
      names: leader,
      action: (world) => ifLed(world, "client a1 add n4"),
    },
    {
      id: "add-another",
      until: once(noted("change-committed")),
      points: () => [
        { is: "node", id: "a1" },
        { is: "node", id: "n5" },
      ],
      names: leader,
      action: (world) => ifLed(world, "client a1 add n5"),
    },
    {
      id: "two-down",
      until: inOrder(times(2, crashed), lasting(3 * SECOND, inMode("leader"))),
      points: (world) => twoFollowers(world).map((id) => ({ is: "node", id })),
      names: leader,
      action: (world) => ifLed(world, ...twoFollowers(world).map((id) => `crash ${id}`)),
    },
    {
      id: "return",
      until: times(2, (event) => event.kind === "restart"),
      points: (world) =>
        world.nodes
          .filter((node) => node.status === "crashed")
          .map((node) => ({ is: "node", id: node.spec.id })),
      action: (world) =>
        world.nodes
          .filter((node) => node.status === "crashed")
          .map((node) => `restart ${node.spec.id}`),
    },
    {
      id: "remove-leader",
      until: once(noted("removed-steps-down")),
      points: pointAtLeader,
      names: leader,
      action: (world) => ifLed(world, `client a1 remove ${leaderOf(world)}`),
    },
    {
      id: "successor",
      until: stands(inMode("leader")),
      points: pointAtLeader,
    },
    {
      id: "joint",
      until: inOrder(once(noted("joint-left")), once(noted("change-committed"))),
      points: () => [
        { is: "node", id: "a1" },
        { is: "control", id: "knobs" },
      ],
      names: leader,
      action: (world) => ifLed(world, "set method joint", "client a1 members n1+n2+n3"),
    },
  ],
};
