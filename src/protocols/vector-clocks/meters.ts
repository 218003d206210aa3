/** How much of what happens is ordered at all. */
import type { Meter, Reading } from "../../kernel/monitor.ts";
import { say } from "../../languages/say.ts";
import { added, afterStep, NO_PAST, type Past } from "./happened-before.ts";

interface Tally {
  readonly past: Past;
  readonly events: number;
  /** Pairs of events of two processes that were compared, and those of them that are concurrent. */
  readonly pairs: number;
  readonly concurrent: number;
}

/** Events, and the share of concurrent ones among recent pairs on two processes. */
export const concurrency: Meter<Tally> = {
  id: "concurrency",
  start: () => ({ past: NO_PAST, events: 0, pairs: 0, concurrent: 0 }),
  observe(memory, step) {
    if (step.events.length === 0) return memory;
    const past = afterStep(memory.past, step);
    if (past === memory.past) return memory;
    let { events, pairs, concurrent } = memory;
    for (const later of added(memory.past, past)) {
      events++;
      for (const earlier of past.recent) {
        if (earlier.id >= later.id || earlier.node === later.node) continue;
        pairs++;
        if (!later.past.has(earlier.id)) concurrent++;
      }
    }
    return { past, events, pairs, concurrent };
  },
  read: ({ events, pairs, concurrent }): readonly Reading[] => [
    { id: "events", label: say`events`, value: events, unit: "", tone: "plain" },
    {
      id: "concurrent",
      label: say`pairs concurrent`,
      value: pairs === 0 ? null : Math.round((100 * concurrent) / pairs),
      unit: "%",
      tone: "plain",
    },
  ],
};
