import { once } from "../../kernel/teaching/condition.ts";
import { remarked, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { CLIENT_STAMP, HYBRID_CLOCK } from "../../protocols/hybrid-logical-clocks/state.ts";
import { counted } from "./moments.ts";

export const challenges: readonly Challenge[] = [
  {
    id: "lose-your-own",
    opens: ["seed 1", `rule ${HYBRID_CLOCK} off`, "set workload off"],
    goal: once(remarked("lost")),
    allows: ["clock", "drift", "client"],
    most: 6,
    best: 3,
    solution: [
      "at 1s client c1 write x one",
      "at 2s clock n1 -3s",
      "at 2.5s client c1 write x two",
    ],
  },
  {
    id: "drift-only",
    opens: ["seed 3", `rule ${HYBRID_CLOCK} off`],
    goal: once(violated("no-lost-update")),
    allows: ["drift"],
    most: 3,
    best: 1,
    solution: ["at 0.5s drift n1 1.2"],
  },
  {
    id: "count-far",
    opens: ["seed 1"],
    goal: once(counted(30)),
    allows: ["clock", "crash", "restart", "pause", "resume", "cut", "heal", "partition"],
    most: 5,
    best: 2,
    solution: ["at 1s clock n3 +20s", "at 4s clock n3 +0s"],
  },
  {
    id: "past-the-clocks",
    opens: ["seed 2", `rule ${CLIENT_STAMP} off`, "set workload off", "set clients roam"],
    goal: once(remarked("lost")),
    allows: ["clock", "client"],
    most: 5,
    best: 3,
    solution: ["at 1s clock n2 +2s", "at 2s client c1 write x one", "at 2s client c1 write x two"],
  },
];
