import { inOrder, once } from "../../kernel/teaching/condition.ts";
import { noted, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";

export const challenges: readonly Challenge[] = [
  {
    id: "one-cut",
    opens: ["seed 1", "rule indirect-probe off", "set multiplier 1"],
    goal: once(noted("confirms")),
    allows: ["cut"],
    most: 1,
    best: 1,
    solution: ["at 2s cut n1-n2"],
  },
  {
    id: "refute",
    opens: ["seed 1"],
    goal: inOrder(
      once((event) => event.kind === "pause"),
      once((event) => event.kind === "resume"),
      once(noted("refutes")),
    ),
    allows: ["pause", "resume"],
    most: 4,
    best: 2,
    solution: ["at 2s pause n4", "at 5s resume n4"],
  },
  {
    id: "not-believed",
    opens: ["seed 1", "rule incarnation off"],
    goal: once(violated("accuracy")),
    allows: ["pause", "resume", "cut", "heal"],
    most: 4,
    best: 2,
    solution: ["at 2s pause n4", "at 4s resume n4"],
  },
];
