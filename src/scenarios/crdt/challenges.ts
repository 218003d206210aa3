import { all, inOrder, once, stands } from "../../kernel/teaching/condition.ts";
import { done, inMode, noted, returned, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { APART } from "./troubles.ts";

export const challenges: readonly Challenge[] = [
  {
    id: "one-text",
    opens: ["seed 1", "set object story", "set workload off"],
    goal: inOrder(
      once(done("partition")),
      all(...["c1", "c2", "c3"].map((client) => once(returned("ok", "insert", client)))),
      once(done("heal")),
      stands(inMode("opBased.settled", 3)),
    ),
    allows: ["partition", "cut", "heal", "client"],
    most: 8,
    best: 5,
    solution: [
      `at 1s ${APART}`,
      "at 2s client c1 insert story a",
      "at 2s client c2 insert story b",
      "at 2s client c3 insert story c",
      "at 3s heal",
    ],
  },
  {
    id: "lost-add",
    opens: ["seed 1", "rule unique-tags off", "set workload off"],
    goal: once(violated("add-wins")),
    allows: ["partition", "cut", "heal", "client"],
    most: 6,
    best: 3,
    solution: [
      "at 1s client c1 add cart milk",
      "at 1s client c2 add cart milk",
      "at 1.1s client c1 remove cart milk",
    ],
  },
  {
    id: "counted-twice",
    opens: [
      "seed 1",
      "rule dedupe-ops off",
      "set object likes",
      "set workload off",
      "at 1s client c1 increment likes",
    ],
    goal: once(violated("counted-once")),
    allows: ["cut", "heal", "drop", "delay", "pause", "resume", "crash", "restart"],
    most: 4,
    best: 1,
    solution: ["at 1.1s cut n2>n1"],
  },
  {
    id: "early",
    opens: ["seed 1", "set workload off", "at 1s client c1 add cart milk"],
    goal: once(noted("early")),
    allows: ["cut", "heal", "drop", "delay", "pause", "resume", "client"],
    most: 4,
    best: 2,
    solution: ["at 1.1s cut n1>n3", "at 1.8s client c2 remove cart milk"],
  },
];
