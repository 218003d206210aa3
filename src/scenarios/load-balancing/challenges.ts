import { inOrder, once } from "../../kernel/teaching/condition.ts";
import { noted, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import { grows, tamed } from "./moments.ts";

export const challenges: readonly Challenge[] = [
  {
    id: "tame",
    opens: ["seed 1"],
    goal: inOrder(grows(10, "s1"), tamed("round-robin", 6 * SECOND)),
    allows: ["set"],
    most: 6,
    best: 2,
    solution: ["at 1s set speed 50%", "at 22s set algorithm least-connections"],
  },
  {
    id: "dead",
    opens: ["seed 1", "rule health-check off"],
    goal: once(violated("no-traffic-to-the-dead")),
    allows: ["crash", "pause", "cut"],
    most: 3,
    best: 1,
    solution: ["at 2s crash s2"],
  },
  {
    id: "twice",
    opens: ["seed 1"],
    goal: once(noted("answered-twice")),
    allows: ["pause", "resume"],
    most: 4,
    best: 2,
    solution: ["at 3s pause s1", "at 5.5s resume s1"],
  },
];
