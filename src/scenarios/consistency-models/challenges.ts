import { once } from "../../kernel/teaching/condition.ts";
import { violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";

/** What hands may do without turning the store into another one. */
const ALLOWED = ["client", "cut", "heal", "partition"] as const;

export const challenges: readonly Challenge[] = [
  {
    id: "not-linearizable",
    opens: ["seed 1", "set store sequential", "set workload off"],
    goal: once(violated("linearizable", false)),
    allows: ALLOWED,
    most: 6,
    best: 2,
    solution: ["at 1s client c1 write x red", "at 1.05s client c3 read x"],
  },
  {
    id: "not-sequential",
    opens: ["seed 1", "set store causal", "set workload off"],
    goal: once(violated("sequential", false)),
    allows: ALLOWED,
    most: 8,
    best: 4,
    solution: [
      "at 1s client c2 write x red",
      "at 1s client c3 write y blue",
      "at 1.05s client c2 read y",
      "at 1.05s client c3 read x",
    ],
  },
  {
    id: "not-causal",
    opens: ["seed 1", "set store eventual", "set workload off"],
    goal: once(violated("causal", false)),
    allows: ALLOWED,
    most: 12,
    best: 6,
    solution: [
      "at 1s cut n1-n3",
      "at 1s client c1 write x question",
      "at 1.3s client c2 read x",
      "at 1.3s client c2 write y answer",
      "at 1.6s client c3 read y",
      "at 1.6s client c3 read x",
    ],
  },
];
