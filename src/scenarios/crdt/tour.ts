import { all, inOrder, once, stands, times } from "../../kernel/teaching/condition.ts";
import { done, inMode, noted, returned, violated } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { after, APART, lostAcknowledgement, twoAddsOneRemove } from "./troubles.ts";

const N1: Pointer = { is: "node", id: "n1" };
const N2: Pointer = { is: "node", id: "n2" };
const N3: Pointer = { is: "node", id: "n3" };
const REPLICAS = [N1, N2, N3];
const KNOBS: Pointer = { is: "control", id: "knobs" };
const RULES: Pointer = { is: "control", id: "rules" };
const READINGS: Pointer = { is: "control", id: "readings" };

/** Everybody knows everybody to have all. */
const settled = stands(inMode("opBased.settled", 3));

/** Offers it once nobody has news for anybody, so that everybody begins alike. */
function whenSettled(lines: (world: World) => readonly string[]) {
  return (world: World) =>
    world.nodes.some(({ mode }) => mode?.endsWith("spreading")) ? [] : lines(world);
}

export const tour: Tour = {
  opens: ["seed 1", "set workload off"],
  steps: [
    {
      id: "own",
      until: inOrder(times(2, noted("delivered")), settled),
      points: () => [{ is: "messages", type: "Downstream" }, N1],
      action: () => ["client c1 add cart milk"],
    },
    {
      id: "apart",
      until: once(done("partition")),
      points: () => REPLICAS,
      action: whenSettled(() => [APART]),
    },
    {
      id: "both",
      until: all(once(returned("ok", "remove", "c1")), once(returned("ok", "add", "c2"))),
      points: () => [N1, N2],
      action: () => ["client c1 remove cart milk", "client c2 add cart milk"],
    },
    {
      id: "heal",
      until: inOrder(once(done("heal")), settled),
      points: () => REPLICAS,
      action: () => ["heal"],
    },
    {
      id: "word",
      until: inOrder(times(6, noted("delivered")), settled),
      points: () => [KNOBS, N1],
      action: whenSettled(() => [
        "set object story",
        ...["c", "a", "t"].map((letter) => `client c1 insert story ${letter}`),
      ]),
    },
    {
      id: "at-once",
      until: all(once(returned("ok", "insert", "c1")), once(returned("ok", "insert", "c2"))),
      points: () => [N1, N2],
      action: whenSettled(() => [APART, "client c1 insert story s", "client c2 insert story h@1"]),
    },
    {
      id: "one-text",
      until: inOrder(once(done("heal")), settled),
      points: () => REPLICAS,
      action: () => ["heal"],
    },
    {
      id: "merge",
      until: inOrder(once(noted("merged")), stands(inMode("stateBased.settled", 3))),
      points: () => [{ is: "messages", type: "State" }, READINGS],
      action: whenSettled((world) => [
        "set spread state-based",
        "set object likes",
        APART,
        ...["c1", "c2", "c3"].map((client) => `client ${client} increment likes`),
        after(world, 1_000, "heal"),
      ]),
    },
    {
      id: "twice",
      until: once(violated("counted-once")),
      points: () => [RULES, N2],
      action: whenSettled((world) => ["rule dedupe-ops off", ...lostAcknowledgement(world)]),
    },
    {
      id: "one-tag",
      until: once(violated("add-wins")),
      points: () => [RULES, N1, N2],
      action: whenSettled((world) => [
        "rule dedupe-ops on",
        "rule unique-tags off",
        ...twoAddsOneRemove(world),
      ]),
    },
    {
      id: "two-tags",
      until: inOrder(once(returned("ok", "remove", "c1")), once(noted("delivered")), settled),
      points: () => [RULES, N1, N2],
      action: whenSettled((world) => ["rule unique-tags on", ...twoAddsOneRemove(world)]),
    },
  ],
};
