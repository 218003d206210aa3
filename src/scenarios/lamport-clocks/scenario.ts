/** Lamport clocks: three processes that keep one list in the same order by nothing but numbers on their messages. */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { Place, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import {
  causesFirst,
  clockCondition,
  sameOrder,
} from "../../protocols/lamport-clocks/invariants.ts";
import { processNode } from "../../protocols/lamport-clocks/machine.ts";
import { orderingCosts } from "../../protocols/lamport-clocks/meters.ts";
import {
  DURABLE_CLOCK,
  MERGE_ON_RECEIVE,
  WAIT_FOR_ALL,
  type ProcessConfig,
} from "../../protocols/lamport-clocks/state.ts";
import { processLegend, processPresenter } from "../../protocols/lamport-clocks/view.ts";
import { PROCESS } from "../../protocols/lamport-clocks/world.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { troubles } from "./troubles.ts";

const config: ProcessConfig = {
  pauses: {
    on: [2_500 * MILLISECOND, 5 * SECOND],
    busy: [700 * MILLISECOND, 1_400 * MILLISECOND],
    // An hour: nothing happens but what a hand makes happen.
    off: [3_600 * SECOND, 3_600 * SECOND],
  },
  resend: 1_500 * MILLISECOND,
};

/** The processes of the paper's Figure 1. */
const PROCESSES = ["p", "q", "r"];

const layout: Readonly<Record<NodeId, Place>> = {
  p: { x: 0.18, y: 0.26 },
  q: { x: 0.82, y: 0.5 },
  r: { x: 0.36, y: 0.8 },
};

export const scenario: Scenario = {
  id: "lamport-clocks",
  version: 1,
  nodes: PROCESSES.map((id) => ({ id, kind: PROCESS, behavior: processNode, config })),
  // As the paper assumes: messages arrive in the order in which they were sent.
  links: () => ({
    latency: { kind: "uniform", low: 250 * MILLISECOND, high: 450 * MILLISECOND },
    order: "fifo",
  }),
  knobs: [
    {
      id: "workload",
      label: "Workload",
      help: "How often processes think of an update by themselves.",
      values: [
        { value: "on", label: "on", help: "Each about every four seconds." },
        { value: "busy", label: "busy", help: "Each about once a second." },
        { value: "off", label: "off", help: "Only when a hand rings nextUpdate." },
      ],
    },
  ],
  rules: [
    {
      id: MERGE_ON_RECEIVE,
      label: "merge on receive",
      simple:
        "Whoever gets a letter with a higher number than its own goes on from that number. Without it, an answer may bear a lower number than the question.",
      expert:
        "IR2(b): a receipt sets the clock past the message’s stamp. Off: receipts tick like any other event, so an effect may be stamped before its cause. Lists are then ordered against happened-before, and differ: whoever lags behind makes updates that belong before those applied long ago.",
      source: "Lamport 1978, IR2",
      known:
        "BearDrive, 2026: a device never raised its Lamport clock to what it read from others; once behind, each of its edits lost to older ones of its peers, and a sync that had just uploaded a file put the old bytes back (runbear-io/beardrive pull request 214).",
    },
    {
      id: WAIT_FOR_ALL,
      label: "wait for all",
      simple:
        "A bead goes on the string only when nobody can still come with an earlier one. Without it, everybody threads what comes as it comes.",
      expert:
        "The first update in the queue is applied when something later has been heard from every process. Off: it is applied at once, and one with a lesser timestamp may still be on its way.",
      source: "Lamport 1978, rule 5; Schneider 1990, stability",
      known:
        "MySQL’s manual (5.1) of servers that replicate in a circle: updates may take place in a different sequence on each, so they must never update the same rows where the order counts. It had no rule like this one.",
    },
    {
      id: DURABLE_CLOCK,
      label: "durable clock",
      simple:
        "The number is written down, so that a nap does not make one count from the beginning again.",
      expert:
        "The clock is on disk before anything bears it. Off: after a restart it begins at 0, stamps are used twice, and what others take for the past comes from the future.",
      source: "Lamport 1978, C1, for a process that crashes",
      known:
        "git-bug keeps its Lamport clocks in files and not only in memory (pull request 411, 2020). SlateDB had a clock that could go backwards over a restart, and made the last tick part of its manifest (issue 323, 2024).",
    },
  ],
  monitors: [anyMonitor(clockCondition), anyMonitor(sameOrder), anyMonitor(causesFirst)],
  meters: [anyMeter(orderingCosts)],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0.3,
    duplication: 0.3,
    drift: 0.05,
    down: 1,
  },
  operations: [],
  keys: [],
  timers: ["nextUpdate", "resend"],
  presenters: { [PROCESS]: processPresenter },
  layout,
  legend: processLegend,
  presets: troubles,
  pace: 0.4,
  recovery: 15 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
