import { inOrder, once } from "../../kernel/teaching/condition.ts";
import { noted, remarked, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";

/** Alice and Bob want one turn each, Alice first. */
const TWO = ["set workload off", "at 1s fire alice nextTurn", "at 1.4s fire bob nextTurn"];

export const challenges: readonly Challenge[] = [
  {
    id: "one-pause",
    opens: ["seed 1", "rule fencing-token off", ...TWO],
    goal: once(violated("lost-update")),
    allows: ["pause", "resume"],
    most: 4,
    best: 2,
    solution: ["at 2.7s pause alice", "at 7.5s resume alice"],
  },
  {
    id: "locked-out",
    opens: ["seed 1", "rule lease-expiry off", ...TWO],
    goal: once(violated("bounded-wait")),
    allows: ["crash", "restart"],
    most: 3,
    best: 1,
    solution: ["at 2s crash alice"],
  },
  {
    id: "slow-sand",
    opens: ["seed 1", "rule fencing-token off", ...TWO],
    goal: once(violated("fencing")),
    allows: ["drift"],
    most: 3,
    best: 1,
    solution: ["at 1.5s drift alice 0.2"],
  },
  {
    id: "try-in-vain",
    opens: ["seed 1", ...TWO],
    goal: inOrder(once(remarked("outlived")), once(noted("fenced"))),
    most: 12,
    best: 2,
    solution: ["at 2.7s pause alice", "at 7.5s resume alice"],
  },
];
