import { after, all, either, inOrder, once } from "../../kernel/teaching/condition.ts";
import { became, turned } from "../../kernel/teaching/happenings.ts";
import type { Test } from "../../kernel/teaching/condition.ts";
import { settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import { collapsed, healthy } from "./moments.ts";
import { slowFor } from "./troubles.ts";

const opens = (client: string): Test => {
  return (event, stand) => event.node === client && became("open")(event, stand);
};
const EACH = ["c1", "c2", "c3"].map((client) => once(opens(client)));
const over = after(10 * SECOND);

/** Twelve seconds after the server is at full speed again. */
const later = [once(turned("speed", "100%")), after(12 * SECOND)] as const;

const server = () => [{ is: "node", id: "s1" } as const];

export const predictions: readonly Prediction[] = [
  {
    id: "tipping",
    opens: ["seed 1", "rule breaker off", "rule jitter off", "rule retry-budget off"],
    moment: after(5 * SECOND),
    options: () => [{ id: "back" }, { id: "lost" }],
    points: server,
    action: (world) => slowFor(world, 3.5),
    settles: settledByFirst({
      lost: inOrder(...later, collapsed()),
      back: inOrder(...later, healthy(40)),
    }),
  },
  {
    id: "how-many-open",
    opens: ["seed 1"],
    moment: after(5 * SECOND),
    options: () => [{ id: "none" }, { id: "some" }, { id: "all" }],
    points: server,
    action: (world) => slowFor(world, 3),
    settles: settledByFirst({
      all: all(...EACH),
      some: all(over, either(...EACH)),
      none: over,
    }),
  },
];
