import { inOrder, once } from "../../kernel/teaching/condition.ts";
import { noted, returned, violated } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import {
  dies,
  expires,
  inTurn,
  isQuiet,
  restarts,
  serviceRestarts,
  stillAtWork,
  stillInTheGap,
  wants,
} from "./moments.ts";

const LOCK: Pointer = { is: "node", id: "lock" };
const STORAGE: Pointer = { is: "node", id: "storage" };
const ALICE: Pointer = { is: "node", id: "alice" };
const BOB: Pointer = { is: "node", id: "bob" };
const RULES: Pointer = { is: "control", id: "rules" };

/** Offers what begins with everybody at rest, once they are. */
function offer(lines: (world: World) => readonly string[]): (world: World) => readonly string[] {
  return (world) => (isQuiet(world) ? lines(world) : []);
}

export const tour: Tour = {
  opens: ["seed 1", "set workload off"],
  steps: [
    {
      id: "turn",
      until: once(returned("ok", "add", "alice")),
      points: () => [ALICE, LOCK],
      action: offer(() => [wants("alice")]),
    },
    {
      id: "two",
      until: once(returned("ok", "add", "bob")),
      points: () => [LOCK],
      action: offer((world) => inTurn(world, "alice", "bob")),
    },
    {
      id: "dies",
      until: inOrder(once(noted("expired")), once(returned("ok", "add", "bob"))),
      points: () => [ALICE, LOCK],
      action: offer((world) => dies(world, "alice", "bob")),
    },
    {
      id: "no-end",
      until: once(violated("bounded-wait")),
      points: () => [RULES, LOCK],
      action: offer((world) => [
        "rule lease-expiry off",
        ...restarts(world),
        ...dies(world, "alice", "bob"),
      ]),
    },
    {
      id: "end",
      until: once(returned("ok", "add", "bob")),
      points: () => [RULES, BOB],
      action: (world) => (expires(world) ? [] : ["rule lease-expiry on", ...restarts(world)]),
    },
    {
      id: "look",
      until: once(noted("lease-over")),
      points: () => [ALICE],
      action: offer((world) => stillAtWork(world, "alice", "bob")),
    },
    {
      id: "gap",
      until: once(violated("lost-update")),
      points: () => [RULES, ALICE, STORAGE],
      action: offer((world) => ["rule fencing-token off", ...stillInTheGap(world, "alice", "bob")]),
    },
    {
      id: "fence",
      until: once(noted("fenced")),
      points: () => [RULES, STORAGE],
      action: offer((world) => ["rule fencing-token on", ...stillInTheGap(world, "alice", "bob")]),
    },
    {
      id: "clock",
      until: once(noted("fenced")),
      points: () => [ALICE, STORAGE],
      action: offer((world) => ["drift alice 0.2", ...inTurn(world, "alice", "bob")]),
    },
    {
      id: "forgets",
      until: once(violated("tokens")),
      points: () => [RULES, LOCK],
      action: offer((world) => [
        "drift alice 1",
        "rule durable-lease off",
        ...serviceRestarts(world),
      ]),
    },
    {
      id: "remembers",
      until: inOrder(once(noted("started")), once(returned("ok", "add", "bob"))),
      points: () => [RULES, LOCK],
      action: offer((world) => ["rule durable-lease on", ...serviceRestarts(world)]),
    },
  ],
};
