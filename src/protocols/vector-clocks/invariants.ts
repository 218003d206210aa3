/** What vector clocks promise: VC(e) < VC(f) exactly if e happened before f. Each direction is a promise of its own. */
import { HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import { say } from "../../languages/say.ts";
import { added, afterStep, NO_PAST, type Happening, type Past } from "./happened-before.ts";
import { isLess, printVector } from "./vector.ts";

interface Compared {
  readonly past: Past;
  readonly finding: Finding;
}

/** A fold that holds each event against those before it. `wrong`: whether the clocks of an earlier and a later event lie. */
function comparing(
  wrong: (earlier: Happening, later: Happening) => boolean,
  tell: (earlier: Happening, later: Happening) => Pick<Finding, "simple" | "expert">,
): Pick<Monitor<Compared>, "start" | "observe" | "judge"> {
  return {
    start: () => ({ past: NO_PAST, finding: HOLDS }),
    observe(memory, step) {
      if (step.events.length === 0) return memory;
      const past = afterStep(memory.past, step);
      if (past === memory.past) return memory;
      if (memory.finding.verdict === "violated") return { ...memory, past };
      for (const later of added(memory.past, past))
        for (const earlier of past.recent) {
          if (earlier.id >= later.id) break;
          if (!wrong(earlier, later)) continue;
          const finding: Finding = {
            verdict: "violated",
            ...tell(earlier, later),
            nodes: [...new Set([earlier.node, later.node])],
            events: [earlier.id, later.id],
          };
          return { past, finding };
        }
      return { ...memory, past };
    },
    judge: ({ finding }) => finding,
  };
}

/** e → f ⇒ VC(e) < VC(f). */
export const clockCondition: Monitor<Compared> = {
  id: "clock-condition",
  title: "Clock Condition: e → f ⇒ VC(e) < VC(f)",
  simple: "What came before can be seen from the numbers to have come before.",
  source: "Lamport 1978; Fidge 1988; Mattern 1989",
  ...comparing(
    (earlier, later) => later.past.has(earlier.id) && !isLess(earlier.vector, later.vector),
    (earlier, later) => ({
      simple: say`${earlier.name} came before ${later.name}, but the numbers ${printVector(earlier.vector)} and ${printVector(later.vector)} do not show it.`,
      expert: say`${earlier.name} → ${later.name}, and not (${printVector(earlier.vector)}) < (${printVector(later.vector)}).`,
    }),
  ),
};

/** VC(e) < VC(f) ⇒ e → f. */
export const strongClockCondition: Monitor<Compared> = {
  id: "strong-clock-condition",
  title: "Its converse: VC(e) < VC(f) ⇒ e → f",
  simple: "If the numbers say that one came before the other, so it was.",
  source: "Mattern 1989; Schwarz & Mattern 1994",
  ...comparing(
    (earlier, later) =>
      (isLess(earlier.vector, later.vector) && !later.past.has(earlier.id)) ||
      isLess(later.vector, earlier.vector),
    (earlier, later) => ({
      simple: say`The numbers ${printVector(earlier.vector)} of ${earlier.name} and ${printVector(later.vector)} of ${later.name} tell of an order that there never was.`,
      expert: say`${earlier.name} bears (${printVector(earlier.vector)}), and ${later.name}, which happened later by the simulator’s time, (${printVector(later.vector)}): comparable, against happened-before.`,
    }),
  ),
};
