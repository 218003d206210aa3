import { either, inOrder, once, times } from "../../kernel/teaching/condition.ts";
import {
  done,
  noted,
  remarked,
  returned,
  turned,
  violated,
} from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";
import { apart, apartAndRead, SPLIT, threeWrites } from "./troubles.ts";

const node = (id: string): Pointer => ({ is: "node", id });
const HOME = [node("n1"), node("n2"), node("n3")];
const KNOBS: Pointer = { is: "control", id: "knobs" };
const RULES: Pointer = { is: "control", id: "rules" };
const VIEWS: Pointer = { is: "control", id: "views" };
const READINGS: Pointer = { is: "control", id: "readings" };

/** Nobody waits for anything, so that what is asked begins at once. */
function quiet({ nodes }: World): boolean {
  return nodes.every(({ calls }) => calls.length === 0);
}

/** Offers what needs everybody's attention, once they have time. */
function offer(lines: (world: World) => readonly string[]): (world: World) => readonly string[] {
  return (world) => (quiet(world) ? lines(world) : []);
}

export const tour: Tour = {
  opens: ["seed 1", "set workload off"],
  steps: [
    {
      id: "write",
      until: once(returned("ok", "write")),
      points: () => HOME,
      action: offer(() => ["client c1 write x red"]),
    },
    {
      id: "read",
      until: once(returned("ok", "read")),
      points: () => [node("c2"), ...HOME],
      action: offer(() => ["client c2 read x"]),
    },
    {
      id: "one",
      until: once(remarked("stale")),
      points: () => [KNOBS],
      action: () => ["set r 1", "set w 1", "set workload on"],
    },
    { id: "curves", points: () => [VIEWS, READINGS] },
    {
      id: "two",
      until: inOrder(once(turned("w", "2")), times(8, noted("read-done"))),
      points: () => [KNOBS, READINGS],
      action: () => ["set r 2", "set w 2"],
    },
    {
      id: "hint",
      until: once(noted("came-home")),
      points: () => [node("n3")],
      action: (world) => ["set workload off", ...apart(world, 2_500)],
    },
    {
      id: "repair",
      until: inOrder(once(done("cut")), either(once(noted("repaired")), once(noted("came-home")))),
      points: () => [node("n3"), { is: "messages", type: "ReadRepair" }],
      action: offer(apartAndRead),
    },
    {
      id: "sloppy",
      until: inOrder(once(noted("hint-taken")), once(returned("ok", "write", "c1"))),
      points: () => [RULES, node("n4"), node("n5")],
      action: offer((world) => ["rule strict-quorum off", SPLIT, ...threeWrites(world, "c1")]),
    },
    {
      id: "missed",
      until: once(violated("overlap")),
      points: () => [node("c2"), node("n2"), node("n3")],
      action: offer(() => ["client c2 read x", "client c2 read x", "client c2 read x"]),
    },
    {
      id: "home",
      // A read may have brought it home before; the hint goes all the same.
      until: once(noted("handed-off")),
      points: () => [node("n4"), node("n5")],
      action: () => ["heal"],
    },
  ],
};
