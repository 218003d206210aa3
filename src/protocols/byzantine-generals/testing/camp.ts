/** As many generals as a test wants, for the tests of this protocol. */
import type { LinkConditions } from "../../../kernel/conditions.ts";
import { anyMeter } from "../../../kernel/monitor.ts";
import type { Scenario } from "../../../kernel/scenario.ts";
import { bareScenario } from "../../../kernel/testing/bare.ts";
import { MILLISECOND, SECOND } from "../../../kernel/time.ts";
import { commander } from "../commander.ts";
import { interactiveConsistency } from "../invariants.ts";
import { generalsPresenters, generalsTimers } from "../lesson.ts";
import { ENOUGH_LOYAL } from "../lieutenant-state.ts";
import { lieutenant } from "../lieutenant.ts";
import { messagesPerOrder } from "../meters.ts";
import type { Schedule } from "../schedule.ts";
import { treacheries } from "../treacheries.ts";

/** Orders at 1 s, 2 s, …; rounds of 100 ms. */
const schedule: Schedule = { first: SECOND, period: SECOND, round: 100 * MILLISECOND };

const choice = (id: string, values: readonly string[]) => ({
  id,
  label: id,
  help: `${id}.`,
  values: values.map((value) => ({ value, label: value })),
});

/** @param latency of every link; 10 ms where it is left out */
export function camp(
  generals: number,
  latency: LinkConditions["latency"] = { kind: "fixed", value: 10 * MILLISECOND },
): Scenario {
  const lieutenants = Array.from({ length: generals - 1 }, (_, i) => `g${i + 1}`);
  return bareScenario({
    id: "camp",
    nodes: [
      { id: "g0", kind: "commander", behavior: commander, config: schedule },
      ...lieutenants.map((id) => ({
        id,
        kind: "lieutenant",
        behavior: lieutenant,
        config: schedule,
      })),
    ],
    links: () => ({ latency }),
    timers: generalsTimers,
    presenters: generalsPresenters,
    knobs: [choice("m", ["1", "0", "2", "3", "4"]), choice("order", ["coin", "attack", "retreat"])],
    rules: [
      {
        id: ENOUGH_LOYAL,
        label: ENOUGH_LOYAL,
        simple: "",
        expert: "",
        source: "Lamport, Shostak & Pease 1982",
      },
    ],
    monitors: interactiveConsistency,
    meters: [anyMeter(messagesPerOrder)],
    treacheries,
  });
}
