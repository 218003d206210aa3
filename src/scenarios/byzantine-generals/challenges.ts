import { once } from "../../kernel/teaching/condition.ts";
import { violated } from "../../kernel/teaching/happenings.ts";
import type { Challenge } from "../../kernel/teaching/lesson.ts";
import { bearsBoth } from "./resistance.ts";

export const challenges: readonly Challenge[] = [
  {
    id: "split-three",
    opens: ["seed 3", "set generals 3", "set order attack", "rule enough-loyal off"],
    goal: once(violated("ic2")),
    allows: ["traitor"],
    most: 3,
    best: 1,
    solution: ["at 500ms traitor g2 inverts"],
  },
  {
    id: "fail-to-split-four",
    opens: ["seed 3"],
    goal: bearsBoth(3),
    allows: ["traitor"],
    most: 6,
    best: 3,
    solution: ["at 500ms traitor g0 splits", "at 4s traitor g0 honest", "at 4s traitor g3 inverts"],
  },
  {
    id: "once-too-often",
    opens: ["seed 3", "set m 2", "set order attack", "rule enough-loyal off"],
    goal: once(violated("ic1")),
    allows: ["traitor"],
    most: 4,
    best: 1,
    solution: ["at 500ms traitor g3 lies-to-odd"],
  },
];
