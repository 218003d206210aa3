import { after, once } from "../../kernel/teaching/condition.ts";
import { noted } from "../../kernel/teaching/happenings.ts";
import { settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { MILLISECOND, printDuration, SECOND } from "../../kernel/time.ts";
import { CLOSE, NOBODY_KNOWS, ONE_ACCEPTS } from "./moments.ts";

const proposers = () => [{ is: "node", id: "p1" } as const, { is: "node", id: "p2" } as const];

/** What a learner is the first to learn. */
const learned = settledByFirst({
  fig: once(noted("learned", { value: "fig" })),
  kiwi: once(noted("learned", { value: "kiwi" })),
});

export const predictions: readonly Prediction[] = [
  {
    id: "close-race",
    opens: ["seed 3", "set start hand"],
    moment: after(SECOND),
    options: () => [{ id: "fig" }, { id: "kiwi" }],
    points: proposers,
    action: ({ time }) => [
      "fire p1 begin",
      `at ${printDuration(time + CLOSE * MILLISECOND)} fire p2 begin`,
    ],
    settles: learned,
  },
  {
    id: "one-notebook",
    opens: ["seed 5", ...ONE_ACCEPTS],
    moment: after(2.5 * SECOND),
    options: () => [{ id: "fig" }, { id: "kiwi" }],
    points: () => [
      { is: "node", id: "a1" },
      { is: "node", id: "p2" },
    ],
    action: () => ["fire p2 begin"],
    settles: learned,
  },
  {
    id: "nobody-knows",
    opens: ["seed 2", ...NOBODY_KNOWS],
    moment: after(2.5 * SECOND),
    options: () => [{ id: "fig" }, { id: "kiwi" }, { id: "nothing" }],
    points: () => [{ is: "node", id: "p2" }],
    action: () => ["fire p2 begin"],
    settles: settledByFirst({
      fig: once(noted("round-completed", { value: "fig" })),
      kiwi: once(noted("round-completed", { value: "kiwi" })),
      nothing: after(12 * SECOND),
    }),
  },
];
