/**
 * Golden transcripts of the queue, reviewed as text: the main paths, what is lost and comes back, and each rule off.
 * `npx vitest run src/protocols/message-queue --update` writes them anew.
 */
import { expect, test } from "vitest";
import type { NodeSpec, Scenario } from "../../kernel/scenario.ts";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { brokerNode } from "./broker.ts";
import { queuePromises } from "./invariants.ts";
import { producerNode, type ProducerConfig } from "./producer.ts";
import { ACK_AFTER_WORK, BACKPRESSURE, DEAD_LETTER, type BrokerConfig } from "./state.ts";
import { brokerPresenter, producerPresenter, workerPresenter } from "./view.ts";
import { workerNode, type WorkerConfig } from "./worker.ts";
import { bareKnob, bareRule } from "../../kernel/testing/bare.ts";

const broker: BrokerConfig = {
  maxReceiveCount: 3,
  memory: 4,
  waitTime: 4 * SECOND,
  recovery: SECOND,
};

const worker: WorkerConfig = {
  broker: "broker",
  workLow: 500 * MILLISECOND,
  workHigh: 500 * MILLISECOND,
  timeLimit: 1_200 * MILLISECOND,
  waitTime: 4 * SECOND,
};

const producer: ProducerConfig = {
  broker: "broker",
  thinkLow: 10 * SECOND,
  thinkHigh: 10 * SECOND,
  rush: 4,
  confirmTimeout: 600 * MILLISECOND,
  backoff: 700 * MILLISECOND,
};

const nodes: NodeSpec[] = [
  { id: "broker", kind: "broker", behavior: brokerNode, config: broker },
  { id: "p1", kind: "client", behavior: producerNode, config: producer },
  { id: "p2", kind: "client", behavior: producerNode, config: producer },
  { id: "w1", kind: "worker", behavior: workerNode, config: worker },
  { id: "w2", kind: "worker", behavior: workerNode, config: worker },
];

/** Every message takes 100 ms. */
const scenario: Scenario = {
  id: "queue",
  version: 1,
  nodes,
  links: (a, b) =>
    a.kind === b.kind || (a.kind !== "broker" && b.kind !== "broker")
      ? null
      : { latency: { kind: "uniform", low: 100 * MILLISECOND, high: 100 * MILLISECOND } },
  knobs: [
    bareKnob("visibility", "2s", "600ms"),
    bareKnob("batch", "1", "3"),
    bareKnob("capacity", "3", "1"),
    bareKnob("poison", "0", "1"),
    bareKnob("workload", "off", "on"),
  ],
  rules: [bareRule(ACK_AFTER_WORK), bareRule(DEAD_LETTER), bareRule(BACKPRESSURE)],
  monitors: queuePromises,
  meters: [],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0,
    duplication: 0,
    drift: 0,
    down: 1,
  },
  operations: [{ f: "send", label: "send", arguments: ["key"] }],
  keys: ["job", "poison"],
  timers: [],
  presenters: { broker: brokerPresenter, client: producerPresenter, worker: workerPresenter },
  layout: {},
  legend: [],
  presets: [],
  pace: 1,
  recovery: 0,
};

const SENDS = "at 1s client p1 send job";

test.each<[string, readonly string[]]>([
  ["a job is handed over and done", [SENDS]],
  ["the confirm is lost and the job is in the queue twice", [SENDS, "at 1.15s drop m4"]],
  ["a worker crashes with a job in hand", [SENDS, "at 1.4s crash w1"]],
  ["an acknowledgement is lost", [SENDS, "at 1.3s cut w1>broker"]],
  [
    "the visibility timeout is shorter than the work",
    ["set visibility 600ms", SENDS, "at 1.1s cut broker>w2"],
  ],
  ["an acknowledgement that comes too late", ["set visibility 600ms", SENDS]],
  ["poison is dead-lettered", ["set visibility 600ms", "at 1s client p1 send poison"]],
  [
    "a batch behind poison outlives its visibility timeout",
    [
      "set batch 3",
      "at 0.05s drop m1",
      "at 0.05s drop m2",
      "at 1s client p1 send poison",
      "at 1s client p1 send job",
      "at 1s client p1 send job",
    ],
  ],
  [
    "a full queue refuses",
    [
      "set capacity 1",
      "at 0.5s crash w1",
      "at 0.5s crash w2",
      SENDS,
      "at 1s client p2 send job",
      "at 3s restart w1",
    ],
  ],
  [
    "the broker crashes and forgets nothing it has accepted",
    [
      "at 0.5s crash w1",
      "at 0.5s crash w2",
      SENDS,
      "at 1.5s crash broker",
      "at 1.7s restart broker",
      "at 2s restart w1",
    ],
  ],
  [
    "the broker crashes while a job is in flight",
    [SENDS, "at 1.3s crash broker", "at 2s restart broker"],
  ],
  [
    "ack after work off: a crash loses the job",
    ["rule ack-after-work off", SENDS, "at 1.5s crash w1"],
  ],
  [
    "ack after work off: poison is lost without a trace",
    ["rule ack-after-work off", "at 1s client p1 send poison"],
  ],
  [
    "dead letter off: poison goes round",
    ["rule dead-letter off", "set visibility 600ms", "at 1s client p1 send poison"],
  ],
  [
    "backpressure off: past the bound and out of memory",
    [
      "rule backpressure off",
      "at 0.5s crash w1",
      "at 0.5s crash w2",
      ...["1s", "1.3s", "1.6s", "1.9s", "2.2s"].map((at) => `at ${at} client p1 send job`),
    ],
  ],
])("%s", async (name, lines) => {
  await expect(transcriptOf(scenario, lines, 9)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(/[:,]/g, "").replaceAll(" ", "-")}.golden.txt`,
  );
});
