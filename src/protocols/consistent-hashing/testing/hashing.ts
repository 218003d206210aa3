/** A service of consistent hashing without a lesson, for tests: so many nodes and keys, a fixed delay. */
import { anyMeter, anyMonitor } from "../../../kernel/monitor.ts";
import type { Scenario } from "../../../kernel/scenario.ts";
import { MILLISECOND } from "../../../kernel/time.ts";
import { workloadKnob } from "../../workload.ts";
import { loadBound, lookupsFind, monotone, noKeyLost } from "../invariants.ts";
import {
  hashingLinks,
  hashingNodes,
  hashingOperations,
  hashingPresenters,
  hashingTimers,
  type HashingService,
} from "../lesson.ts";
import { keysMoved, loadSpread } from "../meters.ts";
import { HANDOFF, KEEP_UNTIL_RECEIVED, SAME_VIEW } from "../node-state.ts";
import { keysUpTo, PLACEMENTS } from "../placement.ts";
import { bareKnob, bareRule } from "../../../kernel/testing/bare.ts";

export const SMALL: HashingService = {
  members: 3,
  spares: 1,
  keys: 12,
  resend: 900 * MILLISECOND,
  churn: [5_000 * MILLISECOND, 9_000 * MILLISECOND],
  client: {
    thinkLow: 400 * MILLISECOND,
    thinkHigh: 800 * MILLISECOND,
    attempt: 900 * MILLISECOND,
    retry: 250 * MILLISECOND,
    patience: 6_000 * MILLISECOND,
  },
};

export function hashing(service: HashingService): Scenario {
  return {
    id: "hashing",
    version: 1,
    nodes: hashingNodes(service),
    links: hashingLinks(100 * MILLISECOND, 100 * MILLISECOND),
    knobs: [
      bareKnob("placement", ...PLACEMENTS),
      bareKnob("virtual", "20", "1", "200"),
      bareKnob("bound", "1.25", "1"),
      workloadKnob,
    ],
    rules: [bareRule(HANDOFF), bareRule(SAME_VIEW), bareRule(KEEP_UNTIL_RECEIVED)],
    monitors: [
      anyMonitor(noKeyLost),
      anyMonitor(lookupsFind),
      anyMonitor(monotone),
      anyMonitor(loadBound),
    ],
    meters: [anyMeter(keysMoved), anyMeter(loadSpread)],
    faults: {
      crash: true,
      cut: true,
      partition: true,
      pause: true,
      loss: 0.2,
      duplication: 0.2,
      drift: 0.05,
      down: 1,
    },
    operations: hashingOperations,
    keys: keysUpTo(service.keys),
    timers: hashingTimers,
    presenters: hashingPresenters,
    layout: {},
    legend: [],
    presets: [],
    pace: 1,
    recovery: 0,
  };
}
