/** A balanced service without a lesson, for tests: so many servers, links as wished. */
import { anyMeter, anyMonitor } from "../../../kernel/monitor.ts";
import type { Latency } from "../../../kernel/conditions.ts";
import type { Scenario } from "../../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../../kernel/time.ts";
import { workloadKnob } from "../../workload.ts";
import { ALGORITHMS } from "../algorithms.ts";
import { everyRequestAnswered, noTrafficToTheDead } from "../invariants.ts";
import {
  balancedNodes,
  balancedOperations,
  balancedPresenters,
  balancedTimers,
  type BalancedService,
} from "../lesson.ts";
import { latencyPercentiles, queueLengths } from "../meters.ts";
import { HEALTH_CHECK, REDISPATCH } from "../state.ts";
import { bareKnob, bareRule } from "../../../kernel/testing/bare.ts";

export const SMALL: BalancedService = {
  servers: 3,
  service: 400 * MILLISECOND,
  interval: 500 * MILLISECOND,
  patience: 15 * SECOND,
};

export function balanced(service: BalancedService, latency: Latency): Scenario {
  const nodes = balancedNodes(service);
  return {
    id: "balanced",
    version: 1,
    nodes,
    links: (from, to) =>
      from.kind === to.kind || [from, to].every(({ kind }) => kind !== "balancer")
        ? null
        : { latency, order: "fifo" },
    knobs: [
      bareKnob("algorithm", ...ALGORITHMS),
      bareKnob("load", "70%", "50%", "80%", "90%"),
      bareKnob("speed", "100%", "50%", "25%"),
      bareKnob("weight", "100%", "50%", "25%"),
      workloadKnob,
    ],
    rules: [bareRule(HEALTH_CHECK), bareRule(REDISPATCH)],
    monitors: [anyMonitor(noTrafficToTheDead), anyMonitor(everyRequestAnswered)],
    meters: [anyMeter(latencyPercentiles), anyMeter(queueLengths)],
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
    operations: balancedOperations,
    keys: [],
    timers: balancedTimers,
    presenters: balancedPresenters,
    layout: {},
    legend: [],
    presets: [],
    pace: 1,
    recovery: 0,
  };
}
