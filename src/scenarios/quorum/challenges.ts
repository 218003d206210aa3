import { inOrder, once } from "../../kernel/teaching/condition.ts";
import { noted, remarked, returned, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { SPLIT } from "./troubles.ts";

export const challenges: readonly Challenge[] = [
  {
    id: "old-answer",
    opens: ["seed 1", "set r 1", "set w 1", "set workload off", "at 1s client c1 write x old"],
    goal: once(remarked("stale")),
    allows: ["client", "cut", "heal"],
    most: 8,
    best: 2,
    solution: ["at 3.1s client c1 write x new", "at 3.2s client c2 read x"],
  },
  {
    id: "inversion",
    opens: [
      "seed 117",
      "set n 5",
      "set r 3",
      "set w 3",
      "set workload off",
      "at 1s client c1 write x old",
      "at 3s client c1 write x new",
    ],
    goal: once(violated("linearizable", false)),
    allows: ["drop", "cut", "heal", "partition", "client"],
    most: 12,
    best: 4,
    solution: [
      "at 3.05s partition n2 | n1 n3 n4 n5",
      "at 3.15s heal",
      "at 3.2s client c2 read x",
      "at 3.5s client c3 read x",
    ],
  },
  {
    id: "next-door",
    opens: ["seed 1", "rule strict-quorum off", "set workload off", `at 1s ${SPLIT}`],
    goal: inOrder(
      once(noted("hint-taken")),
      once(returned("ok", "write")),
      once(noted("came-home")),
    ),
    allows: ["client", "heal"],
    most: 6,
    best: 2,
    solution: ["at 2.2s client c1 write x red", "at 4s heal"],
  },
];
