/** A bare group for tests of the protocol: members, knobs and promises, nothing that a lesson adds. */
import { anyMonitor } from "../../../kernel/monitor.ts";
import type { Scenario } from "../../../kernel/scenario.ts";
import { bareScenario } from "../../../kernel/testing/bare.ts";
import { accuracy, noFalseSuspicion, strongCompleteness } from "../invariants.ts";
import { groupOf, swimKnobs, swimLatency, swimTimers } from "../lesson.ts";
import { INCARNATION, INDIRECT_PROBE, SUSPICION } from "../parameters.ts";
import { memberPresenter } from "../view.ts";
import { MEMBER } from "../world.ts";

export function group(members: number, more: Partial<Scenario> = {}): Scenario {
  return bareScenario({
    id: "group",
    nodes: groupOf(members),
    links: () => ({ latency: swimLatency }),
    knobs: swimKnobs.map((knob) =>
      knob.id === "members" ? { ...knob, values: [{ value: String(members), label: "" }] } : knob,
    ),
    rules: [SUSPICION, INDIRECT_PROBE, INCARNATION].map((id) => {
      return { id, label: id, simple: "", expert: "", source: "" };
    }),
    monitors: [anyMonitor(strongCompleteness), anyMonitor(accuracy), anyMonitor(noFalseSuspicion)],
    timers: swimTimers,
    presenters: { [MEMBER]: memberPresenter },
    ...more,
  });
}
