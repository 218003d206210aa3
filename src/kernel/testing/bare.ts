import type { Scenario } from "../scenario.ts";

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
