import { once, stands } from "../../kernel/teaching/condition.ts";
import { inMode, noted, remarked, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";

export const challenges: readonly Challenge[] = [
  {
    id: "twice",
    opens: ["seed 2", "set workload off", "at 1s client p1 send job"],
    goal: once(remarked("done twice")),
    allows: ["drop", "cut", "heal", "pause", "resume", "crash", "restart"],
    most: 3,
    best: 1,
    solution: ["at 1.6s cut w1>broker"],
  },
  {
    id: "lost",
    opens: ["seed 2", "set workload off", "rule ack-after-work off", "at 1s client p1 send job"],
    goal: once(violated("at-least-once")),
    allows: ["crash", "restart"],
    most: 2,
    best: 1,
    solution: ["at 1.6s crash w1"],
  },
  {
    id: "all-stuck",
    opens: ["seed 2", "set workload off", "at 1s client p1 send poison"],
    goal: stands(inMode("choking", 3)),
    allows: ["set"],
    most: 2,
    best: 1,
    solution: ["at 1.1s set visibility 1s"],
  },
  {
    id: "good-and-dead",
    opens: ["seed 2", "set workload off", "set visibility 1s", "at 1s client p1 send job"],
    goal: once(noted("dead-lettered", { poison: false })),
    allows: ["drop", "cut", "heal"],
    most: 6,
    best: 3,
    solution: ["at 1.5s cut w1>broker", "at 1.5s cut w2>broker", "at 1.5s cut w3>broker"],
  },
  {
    id: "overflow",
    opens: ["seed 2", "rule backpressure off"],
    goal: once(noted("fell-over")),
    allows: ["crash", "cut", "partition", "pause"],
    most: 3,
    best: 1,
    solution: ["at 1s partition broker p1 p2 | w1 w2 w3"],
  },
];
