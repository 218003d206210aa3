import { once } from "../../kernel/teaching/condition.ts";
import { violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";

/** What a network, a power cut, an early timer and the administrator do. */
const HANDS = [
  "crash",
  "restart",
  "cut",
  "heal",
  "partition",
  "pause",
  "resume",
  "fire",
  "client",
] as const;

export const challenges: readonly Challenge[] = [
  {
    id: "two-crews",
    opens: ["seed 1", "set workload off", "set method joint", "rule joint-consensus off"],
    goal: once(violated()),
    allows: HANDS,
    most: 6,
    best: 2,
    solution: ["at 3s client a1 members n3+n4+n5", "at 3.3s partition n3 n4 n5 a1 | n1 n2 c1"],
  },
  {
    id: "bug-2015",
    opens: ["seed 1", "set voters 4", "set workload off", "rule noop-before-change off"],
    goal: once(violated()),
    allows: HANDS,
    most: 8,
    best: 5,
    solution: [
      "at 300ms fire n1 electionTimeout",
      "at 800ms partition n1 n5 a1 | n2 n3 n4 c1",
      "at 850ms client a1 add n5",
      "at 2.23s partition n2 n3 a1 | n1 n4 n5 c1",
      "at 2.4s client a1 remove n1",
    ],
  },
];
