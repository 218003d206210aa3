import type { Scenario } from "../scenario.ts";
import type { Knob, Rule } from "../settings.ts";

/** A scenario for tests: what is given, neutral links, and nothing else. */
export function bareScenario(
  given: Pick<Scenario, "id" | "nodes" | "presenters"> & Partial<Scenario>,
): Scenario {
  return {
    version: 1,
    links: () => ({}),
    knobs: [],
    rules: [],
    monitors: [],
    meters: [],
    faults: {
      crash: false,
      cut: false,
      partition: false,
      pause: false,
      loss: 0,
      duplication: 0,
      drift: 0,
      down: 0,
    },
    operations: [],
    keys: [],
    timers: [],
    layout: {},
    legend: [],
    presets: [],
    pace: 1,
    recovery: 0,
    ...given,
  };
}

/** A knob without words. */
export function bareKnob(id: string, ...values: readonly string[]): Knob {
  return { id, label: id, help: "", values: values.map((value) => ({ value, label: value })) };
}

/** A rule without words. */
export function bareRule(id: string): Rule {
  return { id, label: id, simple: "", expert: "", source: "" };
}
