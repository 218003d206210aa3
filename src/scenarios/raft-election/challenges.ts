import { lasting, once, stands } from "../../kernel/teaching/condition.ts";
import { inMode, nobodyIn, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";

/** What a network and a power cut do; no rule is touched, no clock, no message by hand. */
const FAULTS = ["crash", "restart", "cut", "heal", "partition"] as const;

export const challenges: readonly Challenge[] = [
  {
    id: "no-leader",
    opens: ["seed 3"],
    goal: lasting(5 * SECOND, nobodyIn("leader")),
    allows: FAULTS,
    most: 4,
    best: 1,
    solution: ["at 3s partition n1 n2 | n3 n4 | n5 c1"],
  },
  {
    id: "two-leaders",
    opens: ["seed 3", "rule check-quorum off"],
    goal: stands(inMode("leader", 2)),
    allows: FAULTS,
    most: 3,
    best: 1,
    solution: ["at 4s partition n1 c1 | n2 n3 n4 n5"],
  },
  {
    id: "one-term-twice",
    opens: ["seed 3", "rule one-vote-per-term off", "rule pre-vote off"],
    goal: once(violated("election-safety")),
    allows: [...FAULTS, "fire", "pause", "resume", "hold", "release", "deliver", "delay", "drop"],
    most: 6,
    best: 2,
    solution: ["at 300ms fire n1 electionTimeout", "at 300ms fire n2 electionTimeout"],
  },
];
