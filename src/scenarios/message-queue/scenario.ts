/** A work queue: two producers who hand jobs over, a broker who keeps them, three workers who do them. */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { brokerNode } from "../../protocols/message-queue/broker.ts";
import { queuePromises } from "../../protocols/message-queue/invariants.ts";
import { queueTally } from "../../protocols/message-queue/meters.ts";
import {
  JOB,
  POISON,
  producerNode,
  type ProducerConfig,
} from "../../protocols/message-queue/producer.ts";
import {
  ACK_AFTER_WORK,
  BACKPRESSURE,
  DEAD_LETTER,
  type BrokerConfig,
} from "../../protocols/message-queue/state.ts";
import {
  brokerPresenter,
  producerPresenter,
  queueLegend,
  workerPresenter,
} from "../../protocols/message-queue/view.ts";
import { workerNode, type WorkerConfig } from "../../protocols/message-queue/worker.ts";
import { BROKER, WORKER } from "../../protocols/message-queue/world.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { ackLost, after, busyWorker, crashInHand, SENDS_POISON } from "./troubles.ts";

const WAIT = 4 * SECOND;

const broker: BrokerConfig = {
  maxReceiveCount: 3,
  memory: 14,
  waitTime: WAIT,
  recovery: 1_500 * MILLISECOND,
};

const worker: WorkerConfig = {
  broker: "broker",
  workLow: 500 * MILLISECOND,
  workHigh: 800 * MILLISECOND,
  timeLimit: 2_400 * MILLISECOND,
  waitTime: WAIT,
};

const producer: ProducerConfig = {
  broker: "broker",
  thinkLow: 700 * MILLISECOND,
  thinkHigh: 1_500 * MILLISECOND,
  rush: 10,
  confirmTimeout: 900 * MILLISECOND,
  backoff: 800 * MILLISECOND,
};

const nodes: NodeSpec[] = [
  { id: "broker", kind: BROKER, behavior: brokerNode, config: broker },
  { id: "p1", kind: "client", behavior: producerNode, config: producer },
  { id: "p2", kind: "client", behavior: producerNode, config: producer },
  { id: "w1", kind: WORKER, behavior: workerNode, config: worker },
  { id: "w2", kind: WORKER, behavior: workerNode, config: worker },
  { id: "w3", kind: WORKER, behavior: workerNode, config: worker },
];

const layout: Readonly<Record<NodeId, Place>> = {
  p1: { x: 0.12, y: 0.22 },
  p2: { x: 0.12, y: 0.6 },
  broker: { x: 0.45, y: 0.4 },
  w1: { x: 0.79, y: 0.1 },
  w2: { x: 0.91, y: 0.4 },
  w3: { x: 0.79, y: 0.69 },
};

/** Whoever is busy loses what it holds; while nobody is, a job is sent to somebody who will be. */
function crashWorker(world: World): readonly string[] {
  const busy = busyWorker(world)?.spec.id;
  return busy === undefined
    ? crashInHand(world)
    : [`crash ${busy}`, after(world, 4_000, `restart ${busy}`)];
}

function loseAck(world: World): readonly string[] {
  const busy = busyWorker(world)?.spec.id;
  return busy === undefined
    ? ackLost(world)
    : [`cut ${busy}>broker`, after(world, 1_100, `heal ${busy}>broker`)];
}

function stopTheWorld(world: World): readonly string[] {
  const up = world.nodes.filter(({ spec, status }) => spec.kind === WORKER && status === "up");
  const worker = (busyWorker(world) ?? up[0])?.spec.id;
  return worker === undefined ? [] : [`pause ${worker}`, after(world, 5_000, `resume ${worker}`)];
}

const presets: Preset[] = [
  {
    id: "crash-worker",
    label: "Worker crashes",
    key: "K",
    help: "A worker crashes with a job in its hands, and comes back some seconds later.",
    script: crashWorker,
  },
  {
    id: "lose-ack",
    label: "Acknowledgement lost",
    key: "L",
    help: "A worker does its job, and its acknowledgement does not reach the broker.",
    script: loseAck,
  },
  {
    id: "long-pause",
    label: "A worker holds its breath",
    key: "W",
    help: "A worker stands still for five seconds, longer than the visibility timeout as the lesson opens, and goes on where it was.",
    script: stopTheWorld,
  },
  {
    id: "poison",
    label: "Poison",
    key: "O",
    help: "Producer p1 hands over a job that nobody can do.",
    script: () => [SENDS_POISON],
  },
  {
    id: "rush",
    label: "Rush",
    key: "R",
    help: "Producers think ten times as fast, which is more than three workers can do; once more, and it is calm again.",
    script: ({ settings }) => [
      settings.knobs["workload"] === "rush" ? "set workload on" : "set workload rush",
    ],
  },
];

export const scenario: Scenario = {
  id: "message-queue",
  version: 1,
  nodes,
  links: (from, to) =>
    from.kind === BROKER || to.kind === BROKER
      ? { latency: { kind: "uniform", low: 150 * MILLISECOND, high: 200 * MILLISECOND } }
      : null,
  knobs: [
    {
      id: "visibility",
      label: "Visibility timeout",
      help: "How long a job that was handed out is kept from others, 1 to 6 s; it counts from the next receive on.",
      values: [
        {
          value: "3s",
          label: "3 s",
          help: "Longer than a job and its two messages take, and than a worker tries at most.",
        },
        {
          value: "1s",
          label: "1 s",
          help: "About as long as a job and its two messages take: some acknowledgements come too late.",
        },
        {
          value: "6s",
          label: "6 s",
          help: "Room for a batch of four. What a dead worker held waits twice as long.",
        },
      ],
    },
    {
      id: "batch",
      label: "Batch size",
      help: "How many jobs a worker takes at once, 1 to 4. It does them one after the other; their timeout began when it got them.",
      values: [
        { value: "1", label: "1 job" },
        { value: "2", label: "up to 2 jobs" },
        { value: "4", label: "up to 4 jobs" },
      ],
    },
    {
      id: "capacity",
      label: "Capacity",
      help: "How many jobs the queue may hold, ready and in flight, 4 to 12. The broker’s memory holds 14.",
      values: [
        { value: "8", label: "8 jobs" },
        { value: "4", label: "4 jobs" },
        { value: "12", label: "12 jobs" },
      ],
    },
    {
      id: "poison",
      label: "Poison",
      help: "How many of the jobs that producers think of cannot be done by anybody, none to one in three.",
      values: [
        { value: "0", label: "none" },
        { value: "0.1", label: "one job in ten" },
        { value: "0.33", label: "one job in three" },
      ],
    },
    {
      id: "workload",
      label: "Workload",
      help: "How often producers think of a job by themselves: about 1.3 a second together, as often as the broker lets them, or never.",
      values: [
        { value: "on", label: "on" },
        { value: "rush", label: "rush", help: "More than three workers can do." },
        { value: "off", label: "off" },
      ],
    },
  ],
  rules: [
    {
      id: ACK_AFTER_WORK,
      label: "ack after work",
      simple:
        "A cook rings the bell when the pizza is baked. Who rings when they take the slip, and then leaves the kitchen, has made an order vanish.",
      expert:
        "A worker acknowledges a job when it has been done. Off: it acknowledges on receipt, the broker deletes the job, and a crash of the worker, or a failure, loses it.",
      source: "AMQP 0-9-1, basic.ack and no-ack; RabbitMQ, acknowledgement modes",
      known:
        "Sidekiq’s basic fetch takes a job off Redis with BRPOP: if the process crashes while it works, the job is lost for ever (its wiki, 2018); super_fetch of Sidekiq Pro keeps it there. Celery acknowledges early unless task_acks_late is set.",
    },
    {
      id: DEAD_LETTER,
      label: "dead letter",
      simple:
        "A slip that has been tried three times goes into the chef’s box. Without the box, a slip that nobody can read comes round for ever and keeps the cooks busy.",
      expert:
        "A message that has been received maxReceiveCount times and not acknowledged is moved to a dead-letter queue. Off: it is redelivered without end, ahead of younger ones, and holds a worker each time.",
      source: "Amazon SQS, redrive policy; RabbitMQ, quorum queues: delivery limit",
      known:
        "RabbitMQ’s quorum queues have a default limit of 20 deliveries since 4.0 (2024); before, one had to set it. Lambda by default hands a whole batch of SQS messages out again when one of them fails, so that good ones are counted down with the bad one.",
    },
    {
      id: BACKPRESSURE,
      label: "backpressure",
      simple:
        "When all clips are full, Rosa says “not now”, and the waiter waits. Without it she squeezes on whatever comes, until the rail falls off the wall.",
      expert:
        "At its bound the broker refuses with basic.nack, and the producer keeps the job and backs off. Off: it accepts everything, its memory grows with the difference of the two rates, and it falls over, again and again.",
      source: "RabbitMQ, queue length limit: reject-publish; memory alarms",
      known:
        "RabbitMQ blocks connections that publish when memory passes a watermark, in order not to be killed by the system. A RabbitMQ queue with a length limit and no overflow setting drops its oldest messages instead of refusing the newest.",
    },
  ],
  monitors: queuePromises,
  meters: [anyMeter(queueTally)],
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
  operations: [{ f: "send", label: "send", arguments: ["key"] }],
  keys: [JOB, POISON],
  timers: [
    "visibilityTimeout",
    "recovery",
    "workTime",
    "timeLimit",
    "waitTime",
    "thinkTime",
    "confirmTimeout",
    "backoff",
  ],
  presenters: {
    [BROKER]: brokerPresenter,
    client: producerPresenter,
    [WORKER]: workerPresenter,
  },
  layout,
  legend: queueLegend,
  presets,
  pace: 0.5,
  recovery: 25 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
