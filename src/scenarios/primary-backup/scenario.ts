/** Primary and backups: three servers with a copy of the log each, an operator who decides which one is primary, two clients. */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { availability } from "../../judge/service.ts";
import { caller, type CallerConfig } from "../../protocols/primary-backup/client.ts";
import { replicationPromises } from "../../protocols/primary-backup/invariants.ts";
import {
  replicationOperations,
  replicationPresenters,
  replicationTimers,
} from "../../protocols/primary-backup/lesson.ts";
import { recovery, writeLatency } from "../../protocols/primary-backup/meters.ts";
import { operator, type OperatorConfig } from "../../protocols/primary-backup/operator.ts";
import { server } from "../../protocols/primary-backup/server.ts";
import {
  LONGEST_LOG,
  WAIT_FOR_BACKUP,
  type ServerConfig,
} from "../../protocols/primary-backup/state.ts";
import { replicationLegend } from "../../protocols/primary-backup/view.ts";
import { OPERATOR, SERVER } from "../../protocols/primary-backup/world.ts";
import { workloadKnob } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { backupsIn, crashAfterTheAnswer, primaryIn } from "./troubles.ts";

const serving: ServerConfig = {
  first: "n1",
  ship: 600 * MILLISECOND,
  fallback: 2 * SECOND,
};

const operating: OperatorConfig = {
  first: "n1",
  ping: 600 * MILLISECOND,
  suspicion: 1_600 * MILLISECOND,
};

const client: CallerConfig = {
  servers: SERVER,
  workload: { is: "data", keys: ["x", "y"], reads: 0.3 },
  thinkLow: 500 * MILLISECOND,
  thinkHigh: 1_100 * MILLISECOND,
  attempt: 1_200 * MILLISECOND,
  patience: 5 * SECOND,
  retry: 250 * MILLISECOND,
};

const nodes: NodeSpec[] = [
  ...["n1", "n2", "n3"].map((id) => ({ id, kind: SERVER, behavior: server, config: serving })),
  { id: "op", kind: OPERATOR, behavior: operator, config: operating },
  { id: "c1", kind: "client", behavior: caller, config: client },
  { id: "c2", kind: "client", behavior: caller, config: client },
];

const layout: Readonly<Record<NodeId, Place>> = {
  n1: { x: 0.5, y: 0.16 },
  n2: { x: 0.2, y: 0.56 },
  n3: { x: 0.8, y: 0.56 },
  op: { x: 0.5, y: 0.84 },
  c1: { x: 0.1, y: 0.16 },
  c2: { x: 0.9, y: 0.16 },
};

const presets: Preset[] = [
  {
    id: "crash-primary",
    label: "Crash the primary",
    key: "K",
    help: "Whoever is primary now crashes.",
    script(world) {
      const primary = primaryIn(world);
      return primary === null ? [] : [`crash ${primary}`];
    },
  },
  {
    id: "crash-after-answer",
    label: "Crash after the answer",
    key: "A",
    help: "c1 writes. The primary crashes when an asynchronous answer is there and the update has not left yet.",
    script: (world) => [
      ...(world.settings.knobs["workload"] === "off" ? [] : ["set workload off"]),
      ...crashAfterTheAnswer(world),
    ],
  },
  {
    id: "backup-down",
    label: "A backup down",
    key: "D",
    help: "One of the backups crashes. Who waits for all of them waits now.",
    script(world) {
      const backup = backupsIn(world).at(-1);
      return backup === undefined ? [] : [`crash ${backup}`];
    },
  },
  {
    id: "lagging-backup",
    label: "A backup lags",
    key: "L",
    help: "The primary's updates reach one of its backups no more. Both are up.",
    script(world) {
      const [primary, backup] = [primaryIn(world), backupsIn(world)[0]];
      return primary === null || backup === undefined ? [] : [`cut ${primary}>${backup}`];
    },
  },
  {
    id: "isolate-primary",
    label: "Cut the primary off",
    key: "I",
    help: "The primary keeps c1 and loses everybody else. It is alive and does not know.",
    script(world) {
      const primary = primaryIn(world);
      if (primary === null) return [];
      const others = ["n1", "n2", "n3"].filter((id) => id !== primary);
      return [`partition ${primary} c1 | ${others.join(" ")} op c2`];
    },
  },
];

export const scenario: Scenario = {
  id: "primary-backup",
  version: 1,
  nodes,
  links: (from, to) => {
    const kinds = [from.kind, to.kind];
    if (kinds.every((kind) => kind === "client")) return null;
    const [low, high] = kinds.includes("client")
      ? [60, 100]
      : kinds.includes(OPERATOR)
        ? [80, 120]
        : [120, 200];
    // A log is copied over a connection that keeps order.
    return {
      latency: { kind: "uniform", low: low * MILLISECOND, high: high * MILLISECOND },
      order: kinds.includes("client") ? "any" : "fifo",
    };
  },
  knobs: [
    {
      id: "replication",
      label: "Replication",
      help: "When the primary says “done”: how many of its two backups must have the write by then.",
      values: [
        {
          value: "semi-synchronous",
          label: "semi-synchronous: 1 backup",
          help: "One backup has the write on disk, whichever is first.",
        },
        {
          value: "asynchronous",
          label: "asynchronous: none",
          help: "At once. Updates leave in batches, every 0.6 s.",
        },
        {
          value: "synchronous",
          label: "synchronous: both backups",
          help: "Both backups have it. While one is down nothing can be written.",
        },
      ],
    },
    {
      id: "failover",
      label: "Failover",
      help: "What the operator does when the primary has been silent for 1.6 s.",
      values: [
        {
          value: "automatic",
          label: "automatic",
          help: "It promotes a backup by itself.",
        },
        {
          value: "by-hand",
          label: "by hand",
          help: "It rings the bell and waits until a client calls: “client c1 failover”.",
        },
      ],
    },
    {
      id: "silence",
      label: "When backups are silent",
      help: "What the primary does when the backups that it waits for have been silent for 2 s.",
      values: [
        {
          value: "wait",
          label: "wait",
          help: "It waits as long as it takes, and its clients with it.",
        },
        {
          value: "carry-on",
          label: "carry on alone after 2 s",
          help: "It answers by itself, as if it were asynchronous, until a backup has caught up. Then nothing is promised.",
        },
      ],
    },
    workloadKnob,
  ],
  rules: [
    {
      id: WAIT_FOR_BACKUP,
      label: "wait for backup",
      simple:
        "Say “done” when a copyist has the line, too. Who says it before and then falls ill takes the line along.",
      expert:
        "The primary acknowledges a write when as many backups have it on disk as the knob says. Off: it acknowledges at once and ships later, whatever the knob says; what has not been shipped when it crashes is lost.",
      source: "Alsberg & Day 1976; Polyzois 1992 (1-safe, 2-safe)",
      known:
        "GitHub, 21 October 2018: 43 seconds without a link, and replicas at the other coast were promoted that lacked the last seconds of writes; putting the two together took 24 hours and 11 minutes. MySQL’s semi-synchronous source stops waiting after 10 seconds unless told otherwise (rpl_semi_sync_source_timeout).",
    },
    {
      id: LONGEST_LOG,
      label: "longest log",
      simple:
        "Before somebody gets the pen, compare the books: who has most writes on. Who gives it to the quickest loses lines that another has.",
      expert:
        "Of the servers that have promised the new epoch the operator promotes the one that has followed the newest epoch, and of these the longest log. Off: the first that answers. Semi-synchronous replication promises that some backup has the write, not which.",
      source: "Oki & Liskov 1988, view change",
      known:
        "Viewstamped Replication takes the log of the latest view, and there the longest (Liskov & Cowling 2012 §4.2). Redis Sentinel prefers a replica by its configured priority and looks at the replication offset only among equals.",
    },
  ],
  monitors: replicationPromises,
  meters: [anyMeter(recovery), anyMeter(availability("client", layout)), anyMeter(writeLatency)],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0.1,
    duplication: 0.1,
    drift: 0.05,
    down: 2,
  },
  operations: replicationOperations,
  keys: ["x", "y"],
  timers: replicationTimers,
  presenters: replicationPresenters,
  layout,
  legend: replicationLegend,
  presets,
  pace: 0.5,
  recovery: 8 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
