/** Vector clocks: three processes that do things and write letters, and numbers that tell which event knew of which. */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { Place, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { clockCondition, strongClockCondition } from "../../protocols/vector-clocks/invariants.ts";
import { processNode } from "../../protocols/vector-clocks/machine.ts";
import { concurrency } from "../../protocols/vector-clocks/meters.ts";
import {
  DURABLE_CLOCK,
  MERGE_ON_RECEIVE,
  type Pause,
  type ProcessConfig,
} from "../../protocols/vector-clocks/state.ts";
import { processLegend, processPresenter } from "../../protocols/vector-clocks/view.ts";
import { PROCESS } from "../../protocols/vector-clocks/world.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { troubles } from "./troubles.ts";

// An hour: nothing happens but what a hand makes happen.
const NEVER: Pause = [3_600 * SECOND, 3_600 * SECOND];

const config: ProcessConfig = {
  pauses: {
    on: { nextEvent: [3 * SECOND, 7 * SECOND], nextLetter: [SECOND, 2.5 * SECOND] },
    busy: {
      nextEvent: [800 * MILLISECOND, 2 * SECOND],
      nextLetter: [400 * MILLISECOND, SECOND],
    },
    off: { nextEvent: NEVER, nextLetter: NEVER },
  },
};

const PROCESSES = ["p", "q", "r"];

const layout: Readonly<Record<NodeId, Place>> = {
  p: { x: 0.18, y: 0.26 },
  q: { x: 0.82, y: 0.5 },
  r: { x: 0.36, y: 0.8 },
};

export const scenario: Scenario = {
  id: "vector-clocks",
  version: 1,
  nodes: PROCESSES.map((id) => ({ id, kind: PROCESS, behavior: processNode, config })),
  links: () => ({
    latency: { kind: "uniform", low: 300 * MILLISECOND, high: 600 * MILLISECOND },
  }),
  knobs: [
    {
      id: "workload",
      label: "Workload",
      help: "How often processes do something, and write, by themselves.",
      values: [
        {
          value: "on",
          label: "on",
          help: "Each writes every two seconds or so, and does something every five.",
        },
        { value: "busy", label: "busy", help: "About three times as often." },
        { value: "off", label: "off", help: "Only when a hand rings nextEvent or nextLetter." },
      ],
    },
  ],
  rules: [
    {
      id: MERGE_ON_RECEIVE,
      label: "merge on receive",
      simple:
        "Whoever reads a letter copies every higher number from it onto its own sheet. Without it, the sheet does not know what the letter told.",
      expert:
        "A receipt takes the componentwise maximum of its own clock and the message’s before it ticks. Off: it only ticks, and the sending looks concurrent with its own receipt.",
      source: "Fidge 1988; Mattern 1989",
      known:
        "Riak CS wrote a file’s manifest without first reading the clock of the one before it: versions that came one after the other looked concurrent and piled up as siblings under load. Since 2014 it can read first (basho/riak_cs pull request 1011).",
    },
    {
      id: DURABLE_CLOCK,
      label: "durable clock",
      simple:
        "The sheet is kept in a drawer, so that a nap does not make one count from nothing again.",
      expert:
        "The clock is on disk before anything bears it. Off: after a restart a process counts from zero, names its events a second time, and its newer ones look older.",
      source: "Fidge 1988: a component never decreases",
      known:
        "Riak, 2013 to 2015: a node that had lost its entry for a key began to count anew; its new write looked older than the others’ copies and was repaired out of existence. Each such beginning got a name of its own, a per-key epoch (basho/riak_kv issue 679, pull request 1094).",
    },
  ],
  monitors: [anyMonitor(clockCondition), anyMonitor(strongClockCondition)],
  meters: [anyMeter(concurrency)],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0.3,
    duplication: 0.3,
    drift: 0.05,
    down: 2,
  },
  operations: [],
  keys: [],
  timers: ["nextEvent", "nextLetter"],
  presenters: { [PROCESS]: processPresenter },
  layout,
  legend: processLegend,
  presets: troubles,
  pace: 0.4,
  recovery: 20 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
