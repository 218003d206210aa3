import { once } from "../../kernel/teaching/condition.ts";
import { violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";

const FAULTS = [
  "crash",
  "restart",
  "cut",
  "heal",
  "partition",
  "pause",
  "resume",
  "client",
] as const;

export const challenges: readonly Challenge[] = [
  {
    id: "deposed-reader",
    opens: ["seed 1", "rule read-index off"],
    goal: once(violated("linearizable")),
    allows: FAULTS,
    most: 4,
    best: 1,
    solution: ["at 5s partition n3 c1 | n1 n2 c2"],
  },
  {
    id: "slow-clock",
    opens: ["seed 1", "set reads lease", "rule lease-bounds-drift off"],
    goal: once(violated("linearizable")),
    allows: [...FAULTS, "drift", "clock"],
    most: 6,
    best: 2,
    solution: ["at 4s drift n3 0.5", "at 5s partition n3 c1 | n1 n2 c2"],
  },
];
