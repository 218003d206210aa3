import { after, all, inOrder, once, times } from "../../kernel/teaching/condition.ts";
import { noted } from "../../kernel/teaching/happenings.ts";
import { settledByFirst, type Prediction, type Settling } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import { grows, sentTo } from "./moments.ts";

/** How long the longest queue gets within 20 s. Of two that come true at once the first counts. */
function longest(much: number, some: number): Settling {
  const over = after(20 * SECOND);
  return settledByFirst({
    much: grows(much),
    some: all(over, grows(some)),
    little: over,
  });
}

const OPTIONS = [{ id: "little" }, { id: "some" }, { id: "much" }];

export const predictions: readonly Prediction[] = [
  {
    id: "random",
    opens: ["seed 4", "set algorithm random", "set load 80%", "set workload off"],
    moment: after(SECOND),
    options: () => OPTIONS,
    points: () => [{ is: "node", id: "lb" }],
    action: () => ["set workload on"],
    settles: longest(13, 10),
  },
  {
    id: "two-choices",
    opens: ["seed 4", "set algorithm two-choices", "set load 80%", "set workload off"],
    moment: after(SECOND),
    options: () => OPTIONS,
    points: () => [{ is: "node", id: "lb" }],
    action: () => ["set workload on"],
    settles: longest(7, 6),
  },
  {
    id: "in-the-dark",
    opens: ["seed 2"],
    moment: after(4 * SECOND),
    options: () => [{ id: "none" }, { id: "few" }, { id: "many" }],
    points: () => [
      { is: "node", id: "s2" },
      { is: "node", id: "lb" },
    ],
    action: () => ["crash s2"],
    settles: settledByFirst({
      many: times(3, sentTo("s2")),
      few: inOrder(once(sentTo("s2")), once(noted("taken-out"))),
      none: once(noted("taken-out")),
    }),
  },
];
