/**
 * Load balancing: clients that ask at random moments, a balancer, and servers with a queue each. Requests and services are real queues
 * (Poisson arrivals, exponential times of service), so that what is measured can be laid beside what is published.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Scenario, Variant } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import {
  everyRequestAnswered,
  noTrafficToTheDead,
} from "../../protocols/load-balancing/invariants.ts";
import {
  balancedNodes,
  balancedOperations,
  balancedPresenters,
  balancedTimers,
} from "../../protocols/load-balancing/lesson.ts";
import { latencyPercentiles, queueLengths } from "../../protocols/load-balancing/meters.ts";
import { HEALTH_CHECK, REDISPATCH } from "../../protocols/load-balancing/state.ts";
import { balancingLegend } from "../../protocols/load-balancing/view.ts";
import { workloadKnob } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { troubles } from "./troubles.ts";

/** How many stand side by side. */
const ROW: Readonly<Record<string, number>> = { "5": 5, "10": 5, "20": 10, "50": 10 };

function nodesFor(servers: number): NodeSpec[] {
  return balancedNodes({
    servers,
    service: 500 * MILLISECOND,
    interval: 500 * MILLISECOND,
    patience: 15 * SECOND,
  });
}

/** Clients and balancer above, the servers in rows under them. */
function layoutFor(servers: number): Readonly<Record<NodeId, Place>> {
  const row = ROW[servers] ?? 10;
  const rows = Math.ceil(servers / row);
  const place = (i: number): Place => ({
    x: 0.1 + (0.8 * (i % row)) / (row - 1),
    // A few stand in a zigzag: long queues hang under them.
    y:
      rows === 1
        ? 0.62 + (i % 2 === 0 ? 0.2 : 0)
        : 0.44 + ((rows === 2 ? 0.36 : 0.46) * Math.floor(i / row)) / (rows - 1),
  });
  return {
    c1: { x: 0.1, y: rows === 1 ? 0.18 : 0.12 },
    lb: { x: 0.5, y: rows === 1 ? 0.18 : 0.16 },
    ...Object.fromEntries(Array.from({ length: servers }, (_, i) => [`s${i + 1}`, place(i)])),
  };
}

function variantFor(servers: number): Variant {
  return { nodes: nodesFor(servers), layout: layoutFor(servers) };
}

export const scenario: Scenario = {
  id: "load-balancing",
  version: 1,
  nodes: nodesFor(5),
  layout: layoutFor(5),
  variant: ({ servers }) => variantFor(Number(servers)),
  // In order, as TCP has it: whoever answers a probe has had all that was sent before.
  links: (from, to) =>
    [from, to].some(({ kind }) => kind === "balancer")
      ? {
          latency: { kind: "uniform", low: 80 * MILLISECOND, high: 120 * MILLISECOND },
          order: "fifo",
        }
      : null,
  knobs: [
    {
      id: "algorithm",
      label: "Algorithm",
      help: "Which server gets the next request.",
      values: [
        { value: "round-robin", label: "round robin", help: "Each in turn." },
        { value: "random", label: "random", help: "One drawn at random." },
        {
          value: "two-choices",
          label: "two choices",
          help: "Of two drawn at random, the one with fewer requests.",
        },
        {
          value: "least-connections",
          label: "least connections",
          help: "The one of all with the fewest requests.",
        },
        {
          value: "weighted",
          label: "weighted",
          help: "In turn, but s1 as often as its weight says.",
        },
      ],
    },
    {
      id: "load",
      label: "Load ρ",
      help: "How much the clients ask, as a share of what all servers can do at full speed: 30 % to 95 %.",
      values: [
        { value: "70%", label: "70 %" },
        { value: "30%", label: "30 %" },
        { value: "50%", label: "50 %" },
        { value: "80%", label: "80 %" },
        { value: "90%", label: "90 %" },
        { value: "95%", label: "95 %" },
      ],
    },
    {
      id: "speed",
      label: "Speed of s1",
      help: "How fast server s1 works, from a quarter of full speed to full; the others work at full speed.",
      values: [
        { value: "100%", label: "full" },
        { value: "50%", label: "half" },
        { value: "25%", label: "a quarter" },
      ],
    },
    {
      id: "weight",
      label: "Weight of s1",
      help: "How much of a full share s1 gets under “weighted”, from a quarter to a whole one. Nothing else looks at it.",
      values: [
        { value: "100%", label: "a whole share" },
        { value: "50%", label: "half a share" },
        { value: "25%", label: "a quarter" },
      ],
    },
    {
      id: "servers",
      label: "Servers",
      help: "How many servers stand behind the balancer, 5 to 50; the load grows with them. Chosen before a run starts.",
      values: ["5", "10", "20", "50"].map((value) => ({ value, label: value })),
      atStart: true,
    },
    workloadKnob,
  ],
  rules: [
    {
      id: HEALTH_CHECK,
      label: "health check",
      simple:
        "Every half second the assistant calls “Are you there?” to each till. Who does not answer twice in a row gets no more shoppers. Without it, shoppers are sent to a till where nobody sits.",
      expert:
        "Active health checks: a probe to each server at a fixed interval, out after `fall` failures in a row, back after `rise` successes. Off: requests go to servers that are down or cut off, as often as the algorithm says.",
      source: "HAProxy Configuration Manual, check, inter, fall, rise",
      known:
        "Open-source nginx has no active checks: a server is left out for 10 s (fail_timeout) after one request has failed at it (max_fails), so users’ requests are the probes; active ones are part of NGINX Plus. HAProxy has checked every 2 s, out after 3 failures and back after 2 successes, since its early versions (defaults in 1.1.27).",
    },
    {
      id: REDISPATCH,
      label: "redispatch",
      simple:
        "Whoever stood at a till when its cashier went is shown to another till. Without it, they stand there until they go home.",
      expert:
        "When a server is taken out, or tells that it has started anew, requests that it has not answered are dispatched to others. Off: they are forgotten. The price is at-least-once: a server that only paused may have served them, too.",
      source: "HAProxy Configuration Manual, option redispatch",
      known:
        "nginx passes a request on to the next server after an error or a timeout; since 1.9.13 (2016) no longer a POST, LOCK or PATCH that was sent already, because it might take effect twice. HAProxy retries elsewhere only with “option redispatch”.",
    },
  ],
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
    down: 2,
  },
  operations: balancedOperations,
  keys: [],
  timers: balancedTimers,
  presenters: balancedPresenters,
  legend: balancingLegend,
  presets: troubles,
  pace: 0.5,
  recovery: 20 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
