import { inOrder, once } from "../../kernel/teaching/condition.ts";
import { violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { joinMoves } from "./moments.ts";

export const challenges: readonly Challenge[] = [
  {
    id: "spare-the-movers",
    opens: ["seed 1", "set workload off"],
    goal: inOrder(
      joinMoves(({ keys }) => keys.size > 16),
      joinMoves(({ keys }) => keys.size <= 8),
    ),
    allows: ["set", "client"],
    most: 8,
    best: 4,
    solution: [
      "at 1s set placement mod",
      "at 4s client c1 join s5",
      "at 7s set placement ring",
      "at 10s client c1 join s6",
    ],
  },
  {
    id: "lose-a-key",
    opens: ["seed 1", "rule keep-until-received off", "set workload off"],
    goal: once(violated("no-key-lost")),
    allows: ["client", "crash", "cut", "drop"],
    most: 4,
    best: 2,
    solution: ["at 1s client c1 join s5", "at 1.5s crash s5"],
  },
  {
    id: "no-such-key",
    opens: ["seed 1", "rule same-view off", "set workload off"],
    goal: once(violated("lookup-finds")),
    allows: ["client", "cut", "pause", "resume", "drop"],
    most: 6,
    best: 3,
    solution: ["at 1s cut m1>c2", "at 1s client c1 join s5", "at 4s client c2 read k1"],
  },
];
