import { after, inOrder, once, times } from "../../kernel/teaching/condition.ts";
import { noted, returned } from "../../kernel/teaching/happenings.ts";
import { settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";

const paid = noted("moved", { client: "alice" });

const told = once(returned("ok", "transfer", "alice"));
const untold = once(returned("unknown", "transfer", "alice"));

/** She is told something: also “no”, when copies have emptied her account. */
const answered = once((event) => event.kind === "return" && event.node === "alice");

const PAYS = "client alice transfer bob 20";
const aliceAndBank = () => [
  { is: "node", id: "alice" } as const,
  { is: "node", id: "bank" } as const,
];

export const predictions: readonly Prediction[] = [
  {
    id: "asked-once",
    opens: ["seed 3", "set workload off", "set mode at-most-once", "at 0s loss all 50%"],
    moment: after(SECOND),
    options: () => [{ id: "told" }, { id: "paid" }, { id: "lost" }],
    points: aliceAndBank,
    action: () => [PAYS],
    // Of two that come true at once the first counts.
    settles: settledByFirst({ told, paid: inOrder(once(paid), untold), lost: untold }),
  },
  {
    id: "asked-often",
    opens: ["seed 9", "set workload off", "set mode at-least-once", "at 0s loss all 50%"],
    moment: after(SECOND),
    options: () => [{ id: "once" }, { id: "twice" }, { id: "more" }],
    points: aliceAndBank,
    action: () => [PAYS],
    settles: settledByFirst({
      more: inOrder(times(3, paid), answered),
      twice: inOrder(times(2, paid), answered),
      once: inOrder(once(paid), answered),
    }),
  },
  {
    id: "three-copies",
    opens: ["seed 1", "set workload off", "at 900ms pause bank", `at 1s ${PAYS}`],
    moment: times(2, noted("asks-again")),
    options: () => [{ id: "twenty" }, { id: "sixty" }, { id: "none" }],
    points: aliceAndBank,
    action: () => ["resume bank"],
    settles: settledByFirst({
      sixty: times(3, paid),
      twenty: inOrder(once(paid), times(2, noted("answered-again"))),
      none: once(noted("refused")),
    }),
  },
];
