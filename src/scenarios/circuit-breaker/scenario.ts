/**
 * Circuit breaker: three callers with users of their own and one server that they all need. Retries keep an overload alive when its
 * cause is long gone; breakers, a retry budget and jitter are what callers can do about it.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { Place, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import {
  goodputReturns,
  retriesBounded,
  retriesSpread,
} from "../../protocols/circuit-breaker/invariants.ts";
import {
  callingNodes,
  callingOperations,
  callingPresenters,
  callingTimers,
} from "../../protocols/circuit-breaker/lesson.ts";
import { loadAndGoodput } from "../../protocols/circuit-breaker/meters.ts";
import { BREAKER, JITTER, RETRY_BUDGET } from "../../protocols/circuit-breaker/state.ts";
import { callingLegend } from "../../protocols/circuit-breaker/view.ts";
import { workloadKnob } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { troubles } from "./troubles.ts";

const layout: Readonly<Record<NodeId, Place>> = {
  c1: { x: 0.14, y: 0.18 },
  c2: { x: 0.5, y: 0.14 },
  c3: { x: 0.86, y: 0.18 },
  s1: { x: 0.5, y: 0.74 },
};

export const scenario: Scenario = {
  id: "circuit-breaker",
  version: 1,
  nodes: callingNodes,
  layout,
  // In order, as TCP has it.
  links: (from, to) =>
    from.kind === to.kind
      ? null
      : {
          latency: { kind: "uniform", low: 80 * MILLISECOND, high: 120 * MILLISECOND },
          order: "fifo",
        },
  knobs: [
    {
      id: "load",
      label: "Load",
      help: "How much the users ask, as a share of what the server can do at full speed: 30 % to 150 %. It is made for 70 %.",
      values: [
        { value: "60%", label: "60 %" },
        { value: "30%", label: "30 %" },
        { value: "50%", label: "50 %" },
        { value: "70%", label: "70 %" },
        { value: "150%", label: "150 %: a rush" },
      ],
    },
    {
      id: "speed",
      label: "Speed of the server",
      help: "How fast its workers serve, from a tenth of full speed to full.",
      values: [
        { value: "100%", label: "full" },
        { value: "50%", label: "half" },
        { value: "25%", label: "a quarter" },
        { value: "10%", label: "a tenth" },
      ],
    },
    {
      id: "retries",
      label: "Retries",
      help: "How often a request is tried again at most, none to three times, as far as the budget allows.",
      values: [
        { value: "3", label: "up to 3" },
        { value: "1", label: "1" },
        { value: "0", label: "none" },
      ],
    },
    workloadKnob,
  ],
  rules: [
    {
      id: BREAKER,
      label: "breaker",
      simple:
        "When half of the last ten calls came to nothing, a house leaves the telephone alone for two seconds, and then lets one person try. Without it, everybody keeps calling a baker who cannot keep up.",
      expert:
        "Opens when half of the last ten attempts have failed, refuses at once for a sleep window of 2 s, then lets one trial through. Off: callers keep the queue full of requests that nobody waits for, and the server needs ρ/(1 − ρ) times as long to get over it, or never does.",
      source: "Nygard 2007, Release It!, Circuit Breaker",
      known:
        "Netflix’s Hystrix made it common: by default a circuit opens when half of at least 20 calls in 10 s have failed, and lets a single one try after 5 s. DynamoDB, 20 September 2015: after a short network disruption storage servers kept asking an overloaded metadata service for their membership; it recovered only when the requests to it were paused, nearly three hours later.",
    },
    {
      id: JITTER,
      label: "jitter",
      simple:
        "Before calling again everybody rolls dice for how long to wait. Without it, those who hung up together call again together.",
      expert:
        "Full jitter: the wait before a retry is uniform between zero and the exponential bound. Off: it is the bound itself, so what has failed in one instant comes back in one instant.",
      source: "Brooker 2015, Exponential backoff and jitter",
      known:
        "gRPC drew its waits between zero and the bound, as here, and since 2024 within 20 % around it (proposal A6). AWS found in 2015 that backoff without jitter leaves the calls in clusters, and made jitter part of its SDKs’ retries.",
    },
    {
      id: RETRY_BUDGET,
      label: "retry budget",
      simple:
        "Every order puts a tenth of a coin into a box; calling again costs a whole coin. Without it, one order can become four calls, just when the baker has most to do.",
      expert:
        "A token bucket for each caller: a request adds 0.1, a retry takes 1, five can be saved. So retries add a tenth to the load at most. Off: with up to three retries a failing server gets four times its load.",
      source: "Beyer et al. 2016, Site Reliability Engineering, ch. 21",
      known:
        "Google’s clients try a request three times at most, and retry only while retries are less than a tenth of their requests. gRPC’s retry throttling counts down by one for each failure and up by a fraction for each success, and retries only above half of the count.",
    },
  ],
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
  legend: callingLegend,
  presets: troubles,
  pace: 0.5,
  recovery: 40 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
