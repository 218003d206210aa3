import type { NodeId } from "../../kernel/behavior.ts";
import { after } from "../../kernel/teaching/condition.ts";
import type { Outcome, Prediction, Settling } from "../../kernel/teaching/lesson.ts";
import { MILLISECOND } from "../../kernel/time.ts";
import type { EventId, TraceEvent } from "../../kernel/trace.ts";

/** What was ordered and what each lieutenant has obeyed since. */
interface Deeds {
  readonly ordered: string | null;
  readonly obeyed: Readonly<Record<NodeId, string>>;
  readonly events: readonly EventId[];
}

/** @param outcome an option’s id, once it is clear */
function settledByDeeds(outcome: (deeds: Deeds) => string | null): Settling {
  return {
    start: (): Deeds => ({ ordered: null, obeyed: {}, events: [] }),
    observe(memory, event: TraceEvent): Deeds {
      const deeds = memory as Deeds;
      if (outcome(deeds) !== null || event.kind !== "note" || event.node === null) return deeds;
      const events = [...deeds.events, event.id];
      const plan = String(event.data.about?.["plan"]);
      if (event.data.note === "ordered") return { ordered: plan, obeyed: {}, events };
      if (event.data.note !== "obeys") return deeds;
      return { ...deeds, obeyed: { ...deeds.obeyed, [event.node]: plan }, events };
    },
    settled(memory): Outcome | null {
      const deeds = memory as Deeds;
      const option = outcome(deeds);
      return option === null ? null : { option, events: deeds.events };
    },
  };
}

export const predictions: readonly Prediction[] = [
  {
    id: "three",
    opens: ["seed 2", "set generals 3", "rule enough-loyal off"],
    // Before the coin has fallen.
    moment: after(500 * MILLISECOND),
    options: () => [{ id: "obeys" }, { id: "disobeys" }],
    points: () => [
      { is: "node", id: "g1" },
      { is: "node", id: "g2" },
    ],
    action: () => ["traitor g2 inverts"],
    settles: settledByDeeds(({ ordered, obeyed }) =>
      obeyed["g1"] === undefined || ordered === null
        ? null
        : obeyed["g1"] === ordered
          ? "obeys"
          : "disobeys",
    ),
  },
  {
    id: "two-tongues",
    opens: ["seed 4"],
    moment: after(500 * MILLISECOND),
    options: () => [{ id: "attack" }, { id: "retreat" }, { id: "split" }],
    points: () => [{ is: "node", id: "g0" }],
    action: () => ["traitor g0 lies-to-odd"],
    settles: settledByDeeds(({ obeyed }) => {
      const plans = Object.values(obeyed);
      if (plans.length < 3) return null;
      return new Set(plans).size > 1 ? "split" : plans[0]!;
    }),
  },
];
