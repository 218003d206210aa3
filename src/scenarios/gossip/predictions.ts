import { after, all, times } from "../../kernel/teaching/condition.ts";
import { settledBy, settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import { hears, susceptible } from "./moments.ts";

const everybody = times(99, hears);

/** The question comes before anybody has anything to tell. */
const moment = after(0.75 * SECOND);
const action = () => ["fire n1 news"];

/** The end of the first round is three quarters of a second away from the question, and every other half a second later. */
const afterRound = (round: number) => after((0.25 + 0.5 * round) * SECOND);

export const predictions: readonly Prediction[] = [
  {
    id: "rounds",
    opens: ["seed 1", "set k never", "rule anti-entropy off"],
    moment,
    options: () => [{ id: "few" }, { id: "some" }, { id: "many" }],
    points: () => [{ is: "node", id: "n1" }],
    action,
    // Of two that come true at once the first counts.
    settles: settledByFirst({
      many: afterRound(13),
      some: all(afterRound(11), everybody),
      few: everybody,
    }),
  },
  {
    id: "left-out",
    opens: ["seed 1", "set k 1", "rule anti-entropy off"],
    moment,
    options: () => [{ id: "none" }, { id: "few" }, { id: "fifth" }, { id: "many" }],
    points: () => [{ is: "node", id: "n1" }],
    action,
    settles: settledBy((event, stand) => {
      if (event.kind !== "mode" || event.data.to !== "removed") return null;
      if (stand.inMode("infective").length > 0) return null;
      const left = susceptible(stand);
      return left === 0 ? "none" : left < 12 ? "few" : left <= 22 ? "fifth" : "many";
    }),
  },
  {
    id: "double",
    opens: ["seed 1", "set k never", "set fan-out 2", "rule anti-entropy off"],
    moment,
    options: () => [{ id: "half" }, { id: "more" }, { id: "same" }],
    points: () => [{ is: "control", id: "knobs" }],
    action,
    settles: settledByFirst({
      same: afterRound(10),
      more: all(afterRound(7), everybody),
      half: everybody,
    }),
  },
];
