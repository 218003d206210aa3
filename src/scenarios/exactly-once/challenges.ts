import { inOrder, once } from "../../kernel/teaching/condition.ts";
import { noted, remarked, returned, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";

export const challenges: readonly Challenge[] = [
  {
    id: "drain",
    opens: [
      "seed 1",
      "set mode at-least-once",
      "set workload off",
      "at 1s client alice transfer bob 50",
    ],
    goal: once(noted("moved", { client: "alice", left: 0 })),
    allows: ["drop"],
    most: 1,
    best: 1,
    solution: ["at 1.4s drop m2"],
  },
  {
    id: "nothing-lost",
    opens: [
      "seed 1",
      "set mode at-least-once",
      "set workload off",
      "at 1s client alice transfer bob 20",
    ],
    goal: once(remarked("paid twice")),
    allows: ["pause", "resume"],
    most: 4,
    best: 2,
    solution: ["at 1.1s pause bank", "at 2.5s resume bank"],
  },
  {
    id: "told-no",
    opens: [
      "seed 1",
      "set mode at-least-once",
      "set workload off",
      "at 1s client alice transfer bob 60",
    ],
    goal: inOrder(
      once(noted("moved", { client: "alice" })),
      once(returned("fail", "transfer", "alice")),
    ),
    allows: ["drop"],
    most: 1,
    best: 1,
    solution: ["at 1.4s drop m2"],
  },
  {
    id: "amnesia",
    opens: [
      "seed 1",
      "rule durable-dedupe off",
      "set workload off",
      "at 1s client alice transfer bob 20",
    ],
    goal: once(violated("at-most-once")),
    allows: ["crash", "restart", "cut", "heal", "drop"],
    most: 5,
    best: 3,
    solution: ["at 1.2s cut bank>alice", "at 1.6s crash bank", "at 1.8s restart bank"],
  },
];
