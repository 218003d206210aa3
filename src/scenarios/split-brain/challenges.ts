import { inOrder, lasting, once } from "../../kernel/teaching/condition.ts";
import { done, noted, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import { twoCrowns } from "./moments.ts";

export const challenges: readonly Challenge[] = [
  {
    id: "two-crowns",
    opens: ["seed 8", "rule majority off", "set workload off"],
    goal: lasting(2 * SECOND, twoCrowns),
    allows: ["cut", "heal", "partition"],
    most: 3,
    best: 1,
    solution: ["at 2s cut n1-n2"],
  },
  {
    id: "old-hat",
    opens: ["seed 8"],
    goal: inOrder(once(done("pause")), once(noted("refused", { what: "Write" }))),
    allows: ["pause", "resume"],
    most: 4,
    best: 2,
    solution: ["at 2s pause n1", "at 5s resume n1"],
  },
  {
    id: "written-over",
    opens: ["seed 8", "rule fencing off"],
    goal: once(violated("no-lost-write")),
    allows: ["crash", "restart", "pause", "resume", "cut", "heal", "partition"],
    most: 4,
    best: 1,
    solution: ["at 2s partition n1 c1 | n2 n3 c2"],
  },
  {
    id: "same-number",
    opens: ["seed 8", "rule majority off"],
    goal: once(violated("one-effective-primary")),
    allows: ["crash", "restart", "pause", "resume", "cut", "heal", "partition"],
    most: 4,
    best: 1,
    solution: ["at 2s partition n1 | n2 c1 | n3 c2"],
  },
];
