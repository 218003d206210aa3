import { all, once } from "../../kernel/teaching/condition.ts";
import { noted, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { at } from "./moments.ts";

export const challenges: readonly Challenge[] = [
  {
    id: "endless-duel",
    opens: ["seed 1", "set start hand", "rule backoff off"],
    goal: once(violated("progress")),
    allows: ["fire"],
    most: 6,
    best: 2,
    solution: [...at(1_000, "fire p1 begin"), ...at(1_400, "fire p2 begin")],
  },
  {
    id: "two-names",
    opens: ["seed 1", "set start hand", "rule promise off"],
    goal: once(violated("agreement")),
    allows: ["fire"],
    most: 6,
    best: 2,
    solution: [...at(1_000, "fire p1 begin"), ...at(1_400, "fire p2 begin")],
  },
  {
    id: "forgotten-name",
    opens: [
      "seed 1",
      "set start hand",
      "set acceptors 3",
      "rule durable-acceptor off",
      ...at(0, "partition p1 a1 a2 l1 | p2 a3 l2"),
      ...at(500, "fire p1 begin"),
    ],
    goal: once(violated("agreement")),
    allows: ["crash", "restart", "cut", "heal", "partition", "fire"],
    most: 8,
    best: 4,
    solution: [
      ...at(2_500, "crash a2"),
      ...at(2_700, "restart a2"),
      ...at(2_900, "partition p1 a1 l1 | p2 a2 a3 l2"),
      ...at(3_000, "fire p2 begin"),
    ],
  },
  {
    id: "passed-over",
    opens: ["seed 1", "set start hand"],
    // All rules are on: a name in a notebook is not yet a chosen one.
    goal: all(
      once(noted("accepted", { value: "fig", written: true })),
      once(noted("learned", { value: "kiwi" })),
    ),
    allows: ["crash", "restart", "cut", "heal", "partition", "fire"],
    most: 8,
    best: 3,
    solution: [
      ...at(1_000, "fire p1 begin"),
      ...at(1_700, "partition p1 a1 l1 | p2 a2 a3 a4 a5 l2"),
      ...at(2_500, "fire p2 begin"),
    ],
  },
];
