import { lasting, once } from "../../kernel/teaching/condition.ts";
import { inMode, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";

/** What a network and a power cut do. */
const FAULTS = ["crash", "restart", "cut", "heal", "partition", "pause", "resume"] as const;

export const challenges: readonly Challenge[] = [
  {
    id: "one-crash",
    opens: [
      "seed 1",
      "set replication asynchronous",
      "set workload off",
      "at 1.25s client c1 write x milk",
    ],
    goal: once(violated("no-lost-write", false)),
    allows: FAULTS,
    most: 3,
    best: 1,
    solution: ["at 1.5s crash n1"],
  },
  {
    id: "stand-still",
    opens: ["seed 1", "set replication synchronous"],
    // The primary is well all the time, and its clients wait.
    goal: lasting(5 * SECOND, inMode("primary.waiting")),
    allows: ["crash", "restart", "pause", "resume"],
    most: 3,
    best: 1,
    solution: ["at 2s crash n3"],
  },
  {
    id: "wrong-heir",
    opens: ["seed 3", "rule longest-log off"],
    goal: once(violated("no-lost-write")),
    allows: FAULTS,
    most: 5,
    best: 2,
    solution: ["at 1s cut n1>n2", "at 4s crash n1"],
  },
];
