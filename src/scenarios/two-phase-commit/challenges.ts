import { all, lasting, once } from "../../kernel/teaching/condition.ts";
import { inMode, noted, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";

/** What a network and a power cut do, and what clients may ask. */
const FAULTS = [
  "crash",
  "restart",
  "cut",
  "heal",
  "partition",
  "pause",
  "resume",
  "client",
] as const;

/** Nothing but one booking. */
function booking(...settings: readonly string[]): readonly string[] {
  return ["seed 3", "set workload off", ...settings, "at 1s client c1 book mon"];
}

export const challenges: readonly Challenge[] = [
  {
    id: "block-everyone",
    opens: booking("set termination cooperative"),
    goal: lasting(5 * SECOND, inMode("uncertain.blocked", 3)),
    allows: FAULTS,
    most: 3,
    best: 1,
    solution: ["at 1295ms crash tm"],
  },
  {
    id: "forgotten-promise",
    opens: booking("rule log-before-vote off"),
    goal: once(violated("ac1")),
    allows: FAULTS,
    most: 5,
    best: 2,
    solution: ["at 1295ms crash p2", "at 1330ms restart p2"],
  },
  {
    id: "two-stories",
    opens: booking("rule log-before-decide off"),
    // There is one transaction, and both are said of it by participants.
    goal: all(once(noted("committed")), once(noted("aborted"))),
    allows: FAULTS.filter((what) => what !== "client"),
    most: 7,
    best: 4,
    solution: ["at 1295ms cut tm>p3", "at 1710ms crash tm", "at 1800ms heal", "at 2s restart tm"],
  },
];
