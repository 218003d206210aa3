import { inOrder, once } from "../../kernel/teaching/condition.ts";
import { violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";

/** What a network, a power cut and an early timer do. */
const HANDS = [
  "crash",
  "restart",
  "cut",
  "heal",
  "partition",
  "pause",
  "resume",
  "fire",
  "client",
] as const;

export const challenges: readonly Challenge[] = [
  {
    id: "figure-7",
    opens: ["seed 1", "set start figure-7", "set workload off", "set snapshots off"],
    // n5 is follower (d), which has entries of term 7.
    goal: inOrder(
      once((event) => event.kind === "mode" && event.node === "n5" && event.data.to === "leader"),
      once(
        (event) =>
          event.node === "n5" && event.kind === "note" && event.data.note === "entry-committed",
      ),
    ),
    allows: HANDS,
    most: 4,
    best: 1,
    solution: ["at 300ms fire n5 electionTimeout"],
  },
  {
    id: "figure-8",
    opens: [
      "seed 1",
      "set start figure-8",
      "set workload off",
      "set snapshots off",
      "rule commit-own-term-only off",
      "at 0s crash n5",
      "at 0s cut n1-n4",
    ],
    goal: once(violated("leader-completeness")),
    allows: HANDS,
    most: 12,
    best: 6,
    solution: [
      "at 300ms fire n1 electionTimeout",
      "at 1.36s cut n1>n3",
      "at 1.5s crash n1",
      "at 1.5s restart n5",
      "at 1.6s fire n5 electionTimeout",
      "at 2.45s fire n5 electionTimeout",
    ],
  },
];
