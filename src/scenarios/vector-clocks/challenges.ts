import { once } from "../../kernel/teaching/condition.ts";
import { violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import type { Test } from "../../kernel/teaching/condition.ts";
import type { Vector } from "../../protocols/vector-clocks/vector.ts";
import { acts, writes } from "./troubles.ts";

/** An event whose clock is so. */
function stamped(test: (vector: Vector) => boolean): Test {
  return (event) => {
    if (event.kind !== "note") return false;
    const vector = event.data.about?.["vector"];
    return vector !== undefined && test(vector as Vector);
  };
}

export const challenges: readonly Challenge[] = [
  {
    id: "two-of-each",
    opens: ["seed 1", "set workload off"],
    goal: once(stamped((vector) => Object.values(vector).every((count) => count >= 2))),
    allows: ["fire"],
    most: 8,
    best: 4,
    solution: [acts("p"), writes("p"), writes("r"), writes("r")].map((line) => `at 1s ${line}`),
  },
  {
    id: "stranger",
    opens: ["seed 1"],
    goal: once(stamped(({ p = 0, q = 0, r = 0 }) => p === 0 && q >= 8 && r >= 8)),
    allows: ["cut", "heal", "partition", "crash", "restart", "pause", "resume"],
    most: 4,
    best: 1,
    solution: ["at 0s partition p | q r"],
  },
  {
    id: "unread",
    opens: ["seed 1", "rule merge-on-receive off", "set workload off"],
    goal: once(violated("clock-condition")),
    allows: ["fire"],
    most: 3,
    best: 1,
    solution: [`at 1s ${writes("p")}`],
  },
  {
    id: "twice-the-same",
    opens: ["seed 1", "rule durable-clock off", "set workload off", `at 1s ${acts("p")}`],
    goal: once(violated()),
    allows: ["fire", "crash", "restart"],
    most: 5,
    best: 3,
    solution: ["at 2s crash p", "at 2.1s restart p", `at 2.2s ${acts("p")}`],
  },
];
