import { after, once } from "../../kernel/teaching/condition.ts";
import { noted } from "../../kernel/teaching/happenings.ts";
import { settledBy, settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";

export const predictions: readonly Prediction[] = [
  {
    id: "how-soon",
    opens: ["seed 3"],
    moment: after(4 * SECOND),
    options: () => [{ id: "soon" }, { id: "later" }],
    points: () => [{ is: "node", id: "n6" }],
    action: () => ["crash n6"],
    settles: settledByFirst({ soon: once(noted("suspects")), later: after(SECOND) }),
  },
  {
    id: "blink",
    opens: ["seed 2"],
    moment: after(4 * SECOND),
    options: () => [{ id: "unnoticed" }, { id: "refuted" }, { id: "struck" }],
    points: () => [{ is: "node", id: "n4" }],
    action: () => ["pause n4", "at 4.9s resume n4"],
    settles: settledByFirst({
      struck: once(noted("confirms")),
      refuted: once(noted("refutes")),
      unnoticed: after(8 * SECOND),
    }),
  },
  {
    id: "who-strikes",
    opens: ["seed 5", "rule suspicion off", "rule indirect-probe off"],
    moment: after(4 * SECOND),
    options: () => [{ id: "n1" }, { id: "n2" }],
    points: () => [{ is: "link", from: "n1", to: "n2" }],
    action: () => ["cut n1-n2"],
    settles: settledBy((event) =>
      event.kind === "note" && event.data.note === "confirms"
        ? String(event.data.about!["member"] as string)
        : null,
    ),
  },
];
