import { once } from "../../kernel/teaching/condition.ts";
import { violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { hearWithin } from "./moments.ts";

export const challenges: readonly Challenge[] = [
  {
    id: "quick",
    opens: ["seed 1"],
    goal: hearWithin(4, 99),
    allows: ["set", "fire"],
    most: 8,
    best: 2,
    solution: ["at 0.2s set mode push-pull", "at 0.3s set fan-out 4"],
  },
  {
    id: "left-out",
    opens: ["seed 1", "set k 5", "rule anti-entropy off"],
    goal: once(violated("everyone-hears")),
    allows: ["crash", "restart", "pause", "resume", "cut", "heal", "drop", "partition"],
    most: 6,
    best: 2,
    solution: ["at 0.5s crash n50", "at 20s restart n50"],
  },
  {
    id: "forgotten",
    opens: ["seed 1", "rule stable-storage off"],
    goal: once(violated("nothing-forgotten")),
    allows: ["crash", "restart", "fire", "pause", "resume"],
    most: 4,
    best: 1,
    solution: ["at 1.2s crash n1"],
  },
];
