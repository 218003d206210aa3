import { after, once, times } from "../../kernel/teaching/condition.ts";
import { noted, returned } from "../../kernel/teaching/happenings.ts";
import { settledBy, settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";

const writers = () => [
  { is: "node", id: "alice" } as const,
  { is: "node", id: "storage" } as const,
];

export const predictions: readonly Prediction[] = [
  {
    id: "race",
    opens: [
      "seed 4",
      "set workload off",
      "at 1s fire alice nextTurn",
      "at 1.4s fire bob nextTurn",
      "at 2.7s pause alice",
    ],
    // His first request to the storage sets out at this very moment.
    moment: once(noted("holds", { token: 34 })),
    options: () => [{ id: "taken" }, { id: "refused" }],
    points: writers,
    action: () => ["resume alice"],
    settles: settledByFirst({
      taken: once(noted("wrote", { client: "alice" })),
      refused: once(noted("refused", { client: "alice" })),
    }),
  },
  {
    id: "half-lost",
    opens: ["seed 6", "set workload off", "at 0s loss all 50%"],
    moment: after(SECOND),
    options: () => [{ id: "ok" }, { id: "fail" }, { id: "unknown" }],
    points: writers,
    action: () => ["fire alice nextTurn"],
    settles: settledBy((event) =>
      event.kind === "return" && event.node === "alice" ? event.data.outcome : null,
    ),
  },
  {
    id: "three-lambs",
    opens: [
      "seed 2",
      "rule fencing-token off",
      "set workload off",
      "at 1s fire alice nextTurn",
      "at 1.4s fire bob nextTurn",
      "at 1.6s fire carol nextTurn",
      "at 2.7s pause alice",
    ],
    moment: times(2, returned("ok")),
    options: () => [{ id: "6" }, { id: "7" }, { id: "8" }],
    points: writers,
    action: () => ["resume alice"],
    settles: settledBy((event) => {
      if (event.kind !== "note" || event.data.note !== "wrote") return null;
      const about = event.data.about!;
      return about["client"] === "alice" ? String(about["value"]) : null;
    }),
  },
];
