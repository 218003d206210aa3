import { after, inOrder, once } from "../../kernel/teaching/condition.ts";
import { returned } from "../../kernel/teaching/happenings.ts";
import { settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import type { TraceEvent } from "../../kernel/trace.ts";

/** A client’s read returns this value. */
const reads = (client: string, value: string) => (event: TraceEvent) =>
  event.kind === "return" &&
  event.node === client &&
  event.data.outcome === "ok" &&
  event.data.value === value;

export const predictions: readonly Prediction[] = [
  {
    id: "just-told",
    opens: [
      "seed 1",
      "set store sequential",
      "set workload off",
      "at 200ms client c1 write x old",
      "at 1.5s client c1 write x new",
    ],
    moment: inOrder(
      once(returned("ok", "write", "c1")),
      once(returned("ok", "write", "c1")),
      after(100 * MILLISECOND),
    ),
    options: () => [{ id: "new" }, { id: "old" }],
    points: () => [
      { is: "node", id: "c3" },
      { is: "node", id: "n3" },
    ],
    action: () => ["client c3 read x"],
    settles: settledByFirst({
      new: once(reads("c3", "new")),
      old: once(reads("c3", "old")),
    }),
  },
  {
    id: "two-writes",
    opens: [
      "seed 1",
      "set store causal",
      "set workload off",
      "at 500ms client c1 write x red",
      "at 500ms client c3 write x blue",
    ],
    moment: after(1.5 * SECOND),
    options: () => [{ id: "red" }, { id: "blue" }],
    points: () => [{ is: "node", id: "n2" }],
    action: () => ["client c2 read x"],
    settles: settledByFirst({
      red: once(reads("c2", "red")),
      blue: once(reads("c2", "blue")),
    }),
  },
  {
    id: "two-slips",
    opens: [
      "seed 1",
      "set store weak",
      "set workload off",
      "at 500ms client c1 write x first",
      "at 560ms client c1 write x second",
    ],
    moment: after(1.5 * SECOND),
    options: () => [{ id: "first" }, { id: "second" }],
    points: () => [{ is: "node", id: "n3" }],
    action: () => ["client c3 read x"],
    settles: settledByFirst({
      first: once(reads("c3", "first")),
      second: once(reads("c3", "second")),
    }),
  },
];
