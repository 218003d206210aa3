/** Members without a lesson, for tests: so many, everyone linked with everyone. */
import { anyMeter, anyMonitor } from "../../../kernel/monitor.ts";
import type { Scenario } from "../../../kernel/scenario.ts";
import { SECOND } from "../../../kernel/time.ts";
import { everyoneHears, nothingForgotten } from "../invariants.ts";
import { epidemicPresenters, epidemicTimers, members, TOWN, WAYS } from "../lesson.ts";
import { spreading } from "../meters.ts";
import { ANTI_ENTROPY, STABLE_STORAGE, type EpidemicConfig } from "../state.ts";
import { bareKnob, bareRule } from "../../../kernel/testing/bare.ts";

export function town(count: number, config: EpidemicConfig = TOWN): Scenario {
  return {
    id: "town",
    version: 1,
    nodes: members(count, config),
    links: () => WAYS,
    knobs: [
      bareKnob("mode", "push", "pull", "push-pull"),
      bareKnob("fan-out", "1", "2", "3", "4"),
      bareKnob("k", "never", "1", "2", "3", "4", "5"),
      bareKnob("losing", "feedback-counter", "feedback-coin", "blind-counter", "blind-coin"),
    ],
    rules: [bareRule(ANTI_ENTROPY), bareRule(STABLE_STORAGE)],
    monitors: [anyMonitor(everyoneHears), anyMonitor(nothingForgotten)],
    meters: [anyMeter(spreading)],
    faults: {
      crash: true,
      cut: true,
      partition: true,
      pause: true,
      loss: 0.5,
      duplication: 0.3,
      drift: 0,
      down: 3,
    },
    operations: [],
    keys: [],
    timers: epidemicTimers,
    presenters: epidemicPresenters,
    layout: {},
    legend: [],
    presets: [],
    pace: 1,
    recovery: 60 * SECOND,
  };
}
