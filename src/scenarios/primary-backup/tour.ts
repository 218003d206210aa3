import {
  inOrder,
  lasting,
  once,
  stands,
  times,
  type Test,
} from "../../kernel/teaching/condition.ts";
import { inMode, noted, returned, sent, violated } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { crashAfterTheAnswer, isIdle, nextValue, primaryIn } from "./troubles.ts";

const C1: Pointer = { is: "node", id: "c1" };
const OPERATOR: Pointer = { is: "node", id: "op" };
const KNOBS: Pointer = { is: "control", id: "knobs" };
const READINGS: Pointer = { is: "control", id: "readings" };

function primary(world: World): readonly Pointer[] {
  const id = primaryIn(world);
  return id === null ? [] : [{ is: "node", id }];
}

/** Whoever is down. */
function down(world: World): readonly string[] {
  return world.nodes.filter(({ status }) => status === "crashed").map(({ spec }) => spec.id);
}

function points(ids: readonly string[]): readonly Pointer[] {
  return ids.map((id) => ({ is: "node", id }));
}

/** A server has joined an epoch and torn something out of its log. */
const gaveUp: Test = (event) =>
  event.kind === "note" &&
  event.data.note === "joined" &&
  Number(event.data.about?.["dropped"]) > 0;

/** A write of c1's, under a way of replicating. */
function writeUnder(replication: string): (world: World) => readonly string[] {
  return (world) =>
    isIdle(world, "c1")
      ? [
          ...(world.settings.knobs["replication"] === replication
            ? []
            : [`set replication ${replication}`]),
          `client c1 write x ${nextValue(world)}`,
        ]
      : [];
}

/** Wakes whoever is down. */
function wake(world: World): readonly string[] {
  return down(world).map((id) => `restart ${id}`);
}

export const tour: Tour = {
  opens: ["seed 1", "set workload off", "set replication asynchronous"],
  steps: [
    {
      id: "write",
      until: once(returned("ok", "write", "c1")),
      points: (world) => [C1, ...primary(world)],
      action: writeUnder("asynchronous"),
    },
    {
      id: "ship",
      until: times(2, sent("UpdateAck")),
      points: () => [{ is: "messages", type: "Update" }, ...points(["n2", "n3"])],
    },
    {
      id: "lose",
      until: once(violated("no-lost-write", false)),
      points: (world) => [...primary(world), READINGS],
      action: crashAfterTheAnswer,
    },
    {
      id: "return",
      until: once(gaveUp),
      points: (world) => points(down(world)),
      action: wake,
    },
    {
      id: "semi",
      until: once(returned("ok", "write", "c1")),
      points: (world) => [KNOBS, ...primary(world)],
      action: writeUnder("semi-synchronous"),
    },
    {
      id: "kept",
      until: inOrder(once(noted("took-over")), once(returned("ok", "write", "c1"))),
      points: (world) => [...primary(world), OPERATOR],
      action: crashAfterTheAnswer,
    },
    {
      id: "sync",
      until: lasting(2 * SECOND, inMode("primary.waiting")),
      points: (world) => [KNOBS, ...primary(world), ...points(down(world))],
      action: writeUnder("synchronous"),
    },
    {
      id: "wake",
      until: stands(inMode("primary.serving")),
      points: (world) => points(down(world)),
      action: wake,
    },
    {
      id: "bell",
      until: once(noted("alarm")),
      points: (world) => [...primary(world), OPERATOR],
      action(world) {
        const id = primaryIn(world);
        return id === null ? [] : ["set failover by-hand", `crash ${id}`];
      },
    },
    {
      id: "call",
      until: once(returned("ok", "failover", "c2")),
      points: () => [{ is: "node", id: "c2" }, OPERATOR, READINGS],
      action: (world) => (isIdle(world, "c2") ? ["client c2 failover"] : []),
    },
  ],
};
