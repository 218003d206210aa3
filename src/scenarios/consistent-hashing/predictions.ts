import { after } from "../../kernel/teaching/condition.ts";
import { settledBy, settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import { asksWhileItSpreads } from "./troubles.ts";
import { joinMoves } from "./moments.ts";

const QUIET = "set workload off";

const ANSWERS: ReadonlySet<string> = new Set(["Hit", "Miss", "Moved", "Moving"]);

export const predictions: readonly Prediction[] = [
  {
    id: "mod",
    opens: ["seed 1", QUIET, "set placement mod"],
    moment: after(SECOND),
    options: () => [{ id: "few" }, { id: "half" }, { id: "most" }],
    points: () => [{ is: "node", id: "s5" }],
    action: () => ["client c1 join s5"],
    settles: settledByFirst({
      most: joinMoves(({ keys }) => keys.size >= 20),
      half: joinMoves(({ keys }) => keys.size >= 12 && keys.size < 20),
      few: joinMoves(({ keys }) => keys.size < 12),
    }),
  },
  {
    id: "from-whom",
    opens: ["seed 1", QUIET, "set virtual 1"],
    moment: after(SECOND),
    options: () => [{ id: "one" }, { id: "two" }, { id: "all" }],
    points: () => [{ is: "node", id: "s5" }],
    action: () => ["client c1 join s5"],
    settles: settledByFirst({
      one: joinMoves(({ from }) => from.size <= 1),
      two: joinMoves(({ from }) => from.size > 1 && from.size < 4),
      all: joinMoves(({ from }) => from.size >= 4),
    }),
  },
  {
    id: "race",
    opens: ["seed 4", QUIET],
    moment: after(SECOND),
    options: () => [{ id: "value" }, { id: "old-list" }, { id: "none" }],
    points: () => [{ is: "node", id: "c2" }],
    action: asksWhileItSpreads,
    settles: settledBy((event) => {
      if (event.kind !== "deliver" || event.node !== "c2") return null;
      const { type } = event.data.message;
      if (!ANSWERS.has(type)) return null;
      return type === "Hit" ? "value" : type === "Miss" ? "none" : "old-list";
    }),
  },
];
