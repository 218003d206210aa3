import { all, lasting, once } from "../../kernel/teaching/condition.ts";
import { inMode, noted, violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import { makes } from "./troubles.ts";

const madeFirst = (origin: string) => once(noted("made", { origin, ts: 1 }));

export const challenges: readonly Challenge[] = [
  {
    id: "same-number",
    opens: ["seed 1", "set workload off"],
    goal: all(madeFirst("p"), madeFirst("q"), madeFirst("r")),
    allows: ["fire"],
    most: 6,
    best: 3,
    solution: ["p", "q", "r"].map((id) => `at 1s ${makes(id)}`),
  },
  {
    id: "stuck",
    opens: ["seed 1", "set workload off", `at 3s ${makes("p")}`],
    goal: lasting(8 * SECOND, inMode("waiting", 2)),
    allows: ["crash", "restart", "pause", "resume", "cut", "heal", "partition"],
    most: 4,
    best: 1,
    solution: ["at 3.1s crash r"],
  },
  {
    id: "two-strings",
    opens: ["seed 1", "rule wait-for-all off", "set workload off"],
    goal: once(violated("total-order")),
    allows: ["fire"],
    most: 4,
    best: 2,
    solution: [`at 1s ${makes("p")}`, `at 1.1s ${makes("q")}`],
  },
  {
    id: "upside-down",
    opens: ["seed 1", "rule merge-on-receive off"],
    goal: once(violated("causes-first")),
    allows: ["fire", "cut", "heal", "partition", "pause", "resume"],
    most: 8,
    best: 3,
    solution: ["at 1s partition r | p q", "at 12s heal", `at 15s ${makes("r")}`],
  },
];
