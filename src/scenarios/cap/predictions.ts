import { inOrder, lasting, once, times } from "../../kernel/teaching/condition.ts";
import { done, returned } from "../../kernel/teaching/happenings.ts";
import { later, settledBy, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";

const DOOR = "partition n1 n2 c1 | n3 n4 n5 c2";

/** The door has been shut for a second. */
const shut = inOrder(
  once(done("partition")),
  lasting(SECOND, () => true),
);

export const predictions: readonly Prediction[] = [
  {
    id: "read-under-ap",
    opens: [
      "seed 2",
      "set workload off",
      "set mode AP",
      "at 500ms client c1 write x 1",
      `at 3s ${DOOR}`,
      "at 4s client c1 write x 5",
    ],
    moment: times(2, returned("ok", "write", "c1")),
    options: () => [{ id: "new" }, { id: "old" }, { id: "none" }],
    points: () => [{ is: "node", id: "c2" }],
    action: () => ["client c2 read x"],
    settles: settledBy((event) => {
      if (event.kind !== "return" || event.node !== "c2") return null;
      if (event.data.outcome !== "ok") return "none";
      return JSON.stringify(event.data.value).includes("5") ? "new" : "old";
    }),
  },
  {
    id: "write-under-cp",
    opens: ["seed 2", "set workload off", "at 500ms client c1 write x 1", `at 3s ${DOOR}`],
    moment: shut,
    options: () => [{ id: "done" }, { id: "refused" }],
    points: () => [{ is: "node", id: "c1" }],
    action: () => ["client c1 write x 5"],
    settles: settledBy((event) => {
      if (event.kind !== "return" || event.node !== "c1") return null;
      return event.data.outcome === "ok" ? "done" : "refused";
    }),
  },
  {
    id: "which-stays",
    opens: [
      "seed 2",
      "set workload off",
      "set mode AP",
      `at 1s ${DOOR}`,
      "at 2s client c1 write x 5",
      "at 2600ms client c2 write x 6",
    ],
    moment: inOrder(
      once(returned("ok", "write", "c2")),
      lasting(SECOND, () => true),
    ),
    options: () => [{ id: "five" }, { id: "six" }, { id: "both" }],
    points: () => [
      { is: "node", id: "c1" },
      { is: "node", id: "c2" },
    ],
    action: (world) => ["heal", `at ${later(world, 4)} client c1 read x`],
    settles: settledBy((event) => {
      if (event.kind !== "return" || event.node !== "c1" || event.data.operation.f !== "read")
        return null;
      const value = JSON.stringify(event.data.value);
      if (value.includes("5") && value.includes("6")) return "both";
      return value.includes("5") ? "five" : "six";
    }),
  },
];
