import { after, once } from "../../kernel/teaching/condition.ts";
import { noted } from "../../kernel/teaching/happenings.ts";
import { settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import type { Test } from "../../kernel/teaching/condition.ts";
import { SECOND } from "../../kernel/time.ts";
import { SPLIT, twins } from "./troubles.ts";

/** Somebody changed over to another branch and let go as many blocks. */
export function reorganised(test: (depth: number) => boolean): Test {
  return (event) =>
    event.kind === "note" &&
    event.data.note === "reorganised" &&
    test(Number(event.data.about?.["depth"]));
}

export const predictions: readonly Prediction[] = [
  {
    id: "fork",
    opens: ["seed 3", "set share 0%", "set delay 200ms"],
    moment: after(3 * SECOND),
    options: () => [{ id: "one" }, { id: "more" }, { id: "both" }],
    points: () => [
      { is: "node", id: "m1" },
      { is: "node", id: "m3" },
    ],
    action: twins,
    settles: settledByFirst({
      one: once(reorganised((depth) => depth === 1)),
      more: once(reorganised((depth) => depth > 1)),
    }),
  },
  {
    id: "attack",
    opens: ["seed 6", "set share 0%", "set confirmations 2"],
    moment: after(2 * SECOND),
    options: () => [{ id: "wins" }, { id: "gives-up" }],
    points: () => [
      { is: "node", id: "mallory" },
      { is: "node", id: "shop" },
    ],
    action: () => ["set share 30%"],
    settles: settledByFirst({
      wins: once(noted("reversed")),
      "gives-up": once(noted("gave-up")),
    }),
  },
  {
    id: "merge",
    opens: ["seed 1", "set share 0%", `at 1s ${SPLIT}`],
    moment: after(6 * SECOND),
    options: () => [{ id: "merged" }, { id: "vanish" }, { id: "apart" }],
    points: () => [
      { is: "node", id: "m1" },
      { is: "node", id: "m2" },
    ],
    action: () => ["heal"],
    settles: settledByFirst({ vanish: once(noted("reorganised")) }),
  },
];
