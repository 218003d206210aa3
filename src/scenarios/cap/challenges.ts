import { all, either, inOrder, once } from "../../kernel/teaching/condition.ts";
import { done, noted, remarked, returned } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import type { Conflict } from "../../protocols/replicated-store/merging.ts";

/** What a network and a power cut do, and asking the clients. */
const FAULTS = ["crash", "restart", "cut", "heal", "partition", "client"] as const;

export const challenges: readonly Challenge[] = [
  {
    id: "stale-read",
    opens: ["seed 3", "set mode AP", "set workload off"],
    goal: once(remarked("stale")),
    allows: FAULTS,
    most: 3,
    best: 2,
    solution: ["at 1s client c1 write x 1", "at 1050ms client c2 read x"],
  },
  {
    id: "unavailable-write",
    opens: ["seed 3"],
    goal: either(once(returned("fail", "write")), once(returned("unknown", "write"))),
    allows: FAULTS,
    most: 3,
    best: 1,
    solution: ["at 2s partition n1 n2 c1 | n3 n4 n5 c2"],
  },
  {
    id: "lost-write",
    opens: ["seed 3", "set mode AP", "set workload off"],
    // Acknowledged by the very replica that now lets it go.
    goal: once(
      (event) =>
        event.kind === "note" &&
        event.data.note === "write-lost" &&
        (event.data.about?.["conflicts"] as readonly Conflict[] | undefined)?.some(
          ({ own, lost }) => own && lost.length > 0,
        ) === true,
    ),
    allows: FAULTS,
    most: 4,
    best: 2,
    solution: ["at 1s client c1 write x 1", "at 1s client c2 write x 2"],
  },
  {
    id: "merge",
    opens: ["seed 3", "set mode AP", "set conflicts keep-both", "set workload off"],
    goal: inOrder(
      once(done("partition")),
      all(once(returned("ok", "write", "c1")), once(returned("ok", "write", "c2"))),
      once(done("heal")),
      once(noted("merged")),
    ),
    allows: FAULTS,
    most: 8,
    best: 5,
    solution: [
      "at 1s partition n1 n2 c1 | n3 n4 n5 c2",
      "at 2s client c1 write x milk",
      "at 2s client c2 write x eggs",
      "at 4s heal",
      "at 9s client c1 write x milk+eggs",
    ],
  },
];
