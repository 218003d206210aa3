import { after, inOrder, once } from "../../kernel/teaching/condition.ts";
import { returned } from "../../kernel/teaching/happenings.ts";
import { settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import type { TraceEvent } from "../../kernel/trace.ts";
import { SPLIT } from "./troubles.ts";

/** c2 is answered with this value. */
const reads = (value: string) => (event: TraceEvent) =>
  event.kind === "return" &&
  event.node === "c2" &&
  event.data.outcome === "ok" &&
  event.data.value === value;

const failed = returned("fail", "read", "c2");

export const predictions: readonly Prediction[] = [
  {
    id: "one-and-one",
    opens: [
      "seed 4",
      "set r 1",
      "set w 1",
      "set workload off",
      "at 500ms client c1 write x old",
      "at 2s client c1 write x new",
    ],
    moment: inOrder(once(returned("ok", "write", "c1")), once(returned("ok", "write", "c1"))),
    options: () => [{ id: "new" }, { id: "old" }],
    points: () => ["n1", "n2", "n3"].map((id) => ({ is: "node", id }) as const),
    action: () => ["client c2 read x"],
    settles: settledByFirst({ new: once(reads("new")), old: once(reads("old")) }),
  },
  {
    id: "one-is-down",
    opens: ["seed 2", "set workload off", "at 500ms crash n3"],
    moment: after(SECOND),
    options: () => [{ id: "kept" }, { id: "silence" }],
    points: () => [{ is: "node", id: "n3" }],
    action: () => ["client c1 write x red"],
    settles: settledByFirst({
      kept: once(returned("ok", "write", "c1")),
      silence: once(returned("unknown", "write", "c1")),
    }),
  },
  {
    id: "other-side",
    opens: [
      "seed 1",
      "rule strict-quorum off",
      "set workload off",
      "at 300ms client c2 write x old",
      `at 1.5s ${SPLIT}`,
      "at 1.6s client c1 write x new",
      "at 1.6s client c1 write x new",
      "at 1.6s client c1 write x new",
    ],
    moment: inOrder(once(returned("ok", "write", "c1"))),
    options: () => [{ id: "new" }, { id: "old" }, { id: "failed" }],
    points: () => ["n2", "n3"].map((id) => ({ is: "node", id }) as const),
    action: () => ["client c2 read x"],
    settles: settledByFirst({
      new: once(reads("new")),
      old: once(
        (event) =>
          reads("old")(event) ||
          (event.kind === "return" &&
            event.node === "c2" &&
            event.data.outcome === "ok" &&
            event.data.value === null),
      ),
      failed: once(failed),
    }),
  },
];
