import { once } from "../../kernel/teaching/condition.ts";
import { violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { reorganised } from "./predictions.ts";
import { ECLIPSE, SPLIT } from "./troubles.ts";

export const challenges: readonly Challenge[] = [
  {
    id: "reverse",
    opens: ["seed 1", "set confirmations 1", "set interval 1s"],
    goal: once(violated("no-reversal", false)),
    allows: ["partition", "heal", "cut"],
    most: 4,
    best: 1,
    solution: [`at 2s ${ECLIPSE}`],
  },
  {
    id: "vanish",
    opens: ["seed 1", "set share 0%"],
    goal: once(reorganised((depth) => depth >= 5)),
    allows: ["partition", "heal", "cut"],
    most: 3,
    best: 2,
    solution: [`at 1s ${SPLIT}`, "at 10s heal"],
  },
];
