/** Callers and their server without a lesson, for tests. */
import { anyMeter, anyMonitor } from "../../../kernel/monitor.ts";
import type { Scenario } from "../../../kernel/scenario.ts";
import { MILLISECOND } from "../../../kernel/time.ts";
import { workloadKnob } from "../../workload.ts";
import { goodputReturns, retriesBounded, retriesSpread } from "../invariants.ts";
import { callingNodes, callingOperations, callingPresenters, callingTimers } from "../lesson.ts";
import { loadAndGoodput } from "../meters.ts";
import { BREAKER, JITTER, RETRY_BUDGET } from "../state.ts";
import { bareKnob, bareRule } from "../../../kernel/testing/bare.ts";

export const calling: Scenario = {
  id: "calling",
  version: 1,
  nodes: callingNodes,
  links: (from, to) =>
    from.kind === to.kind
      ? null
      : { latency: { kind: "fixed", value: 100 * MILLISECOND }, order: "fifo" },
  knobs: [
    bareKnob("load", "60%", "50%", "70%", "150%"),
    bareKnob("speed", "100%", "50%", "25%", "10%"),
    bareKnob("retries", "3", "1", "0"),
    workloadKnob,
  ],
  rules: [bareRule(BREAKER), bareRule(JITTER), bareRule(RETRY_BUDGET)],
  monitors: [anyMonitor(goodputReturns), anyMonitor(retriesBounded), anyMonitor(retriesSpread)],
  meters: [anyMeter(loadAndGoodput)],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0,
    duplication: 0,
    drift: 0.05,
    down: 1,
  },
  operations: callingOperations,
  keys: [],
  timers: callingTimers,
  presenters: callingPresenters,
  layout: {},
  legend: [],
  presets: [],
  pace: 1,
  recovery: 0,
};
