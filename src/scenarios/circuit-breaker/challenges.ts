import { once } from "../../kernel/teaching/condition.ts";
import { violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import { healthy, outlives } from "./moments.ts";

const BARE = ["seed 1", "rule breaker off", "rule jitter off", "rule retry-budget off"];

export const challenges: readonly Challenge[] = [
  {
    id: "storm",
    opens: BARE,
    goal: outlives(5 * SECOND, 15 * SECOND),
    allows: ["set"],
    most: 4,
    best: 2,
    solution: ["at 3s set speed 25%", "at 8s set speed 100%"],
  },
  {
    id: "end-it",
    opens: [...BARE, "at 2s set speed 10%", "at 7s set speed 100%"],
    goal: healthy(100),
    allows: ["set", "crash", "restart", "pause", "resume", "cut", "heal", "partition"],
    most: 6,
    best: 2,
    solution: ["at 12s set workload off", "at 40s set workload on"],
  },
  {
    id: "herd",
    opens: ["seed 1", "rule breaker off", "rule jitter off"],
    goal: once(violated("retries-spread")),
    allows: ["crash", "restart"],
    most: 4,
    best: 2,
    solution: ["at 4s crash s1", "at 5s restart s1"],
  },
];
