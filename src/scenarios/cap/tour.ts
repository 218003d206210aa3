import { either, inOrder, once } from "../../kernel/teaching/condition.ts";
import { done, remarked, returned, turned } from "../../kernel/teaching/happenings.ts";
import { later, type Tour } from "../../kernel/teaching/lesson.ts";

/** The hallway's door: two replicas and c1 on the left, three and c2 on the right. */
const DOOR = "partition n1 n2 c1 | n3 n4 n5 c2";

export const tour: Tour = {
  opens: ["seed 1", "set workload off"],
  steps: [
    {
      id: "write",
      until: once(returned("ok", "write", "c1")),
      points: () => [{ is: "node", id: "c1" }],
      action: () => ["client c1 write x 7"],
    },
    {
      id: "read",
      until: once(returned("ok", "read", "c2")),
      points: () => [{ is: "node", id: "c2" }],
      action: () => ["client c2 read x"],
    },
    {
      id: "door",
      until: once(done("partition")),
      points: () => [
        { is: "link", from: "n1", to: "n3" },
        { is: "link", from: "n2", to: "n4" },
        { is: "control", id: "faults" },
      ],
      action: () => [DOOR],
    },
    {
      id: "refused",
      until: either(
        once(returned("fail", "write", "c1")),
        once(returned("unknown", "write", "c1")),
      ),
      points: () => [{ is: "node", id: "c1" }],
      action: () => ["client c1 write x 8"],
    },
    {
      id: "majority",
      until: once(returned("ok", "read", "c2")),
      points: () => [{ is: "node", id: "c2" }],
      action: () => ["client c2 read x"],
    },
    {
      id: "available",
      until: once(turned("mode", "AP")),
      points: () => [{ is: "control", id: "knobs" }],
      action: (world) => (world.settings.knobs["mode"] === "AP" ? [] : ["set mode AP"]),
    },
    {
      id: "answered",
      until: once(returned("ok", "write", "c1")),
      points: () => [{ is: "node", id: "c1" }],
      action: () => ["client c1 write x 5"],
    },
    {
      id: "stale",
      until: once(remarked("stale")),
      points: () => [{ is: "node", id: "c2" }],
      action: () => ["client c2 read x"],
    },
    {
      id: "heal",
      until: inOrder(once(done("heal")), once(returned("ok", "read", "c2"))),
      points: () => [
        { is: "link", from: "n1", to: "n3" },
        { is: "control", id: "faults" },
      ],
      action: (world) =>
        world.network.partition === null
          ? ["client c2 read x"]
          : ["heal", `at ${later(world, 2)} client c2 read x`],
    },
    {
      id: "price",
      until: inOrder(once(turned("mode", "CP")), once(returned("ok", "read", "c2"))),
      points: () => [
        { is: "node", id: "c2" },
        { is: "control", id: "readings" },
      ],
      action: (world) => ["set mode CP", `at ${later(world, 1)} client c2 read x`],
    },
  ],
};
