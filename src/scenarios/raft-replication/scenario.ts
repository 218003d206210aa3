/**
 * Raft's log: five servers and two clients that write and read; what a majority holds is committed, applied, and in time
 * replaced by a snapshot. The start may be empty, or one of the paper's figures.
 */
import type { Disk, NodeId } from "../../kernel/behavior.ts";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario, Variant } from "../../kernel/scenario.ts";
import { MILLISECOND, printDuration, SECOND } from "../../kernel/time.ts";
import { linearizable } from "../../judge/linearizability.ts";
import { latencies } from "../../judge/service.ts";
import { raftClient, type RaftClientConfig } from "../../protocols/raft/client.ts";
import { electionSafety } from "../../protocols/raft/invariants/elections.ts";
import {
  leaderAppendOnly,
  leaderCompleteness,
  logMatching,
  stateMachineSafety,
} from "../../protocols/raft/invariants/log-safety.ts";
import { effectOnce } from "../../protocols/raft/invariants/requests.ts";
import { raftFaults, raftPresenters, raftTimers } from "../../protocols/raft/lesson.ts";
import { raftServer } from "../../protocols/raft/machine.ts";
import type { RaftConfig } from "../../protocols/raft/state.ts";
import { raftLegend } from "../../protocols/raft/view.ts";
import { leaderOf, serversUp, valuesPresent } from "../../protocols/raft/world.ts";
import { dataOperations, serviceLinks, workloadKnob } from "../../protocols/workload.ts";
import { figure7, figure8 } from "./figures.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";

const config: RaftConfig = {
  electionLow: 1200 * MILLISECOND,
  electionHigh: 2400 * MILLISECOND,
  heartbeat: 400 * MILLISECOND,
};

const clientConfig: RaftClientConfig = {
  servers: "server",
  workload: { is: "data", keys: ["x", "y"], reads: 0.3 },
  thinkLow: 700 * MILLISECOND,
  thinkHigh: 1600 * MILLISECOND,
  attempt: 900 * MILLISECOND,
  patience: 4 * SECOND,
  retry: 200 * MILLISECOND,
};

const clients: readonly NodeSpec[] = ["c1", "c2"].map((id) => ({
  id,
  kind: "client",
  behavior: raftClient,
  config: clientConfig,
}));

function nodesOf(servers: number, disks: Readonly<Record<NodeId, Disk>>): NodeSpec[] {
  const ids = Array.from({ length: servers }, (_, i) => `n${i + 1}`);
  return [
    ...ids.map((id) => ({
      id,
      kind: "server",
      behavior: raftServer,
      config,
      ...(disks[id] === undefined ? {} : { disk: disks[id] }),
    })),
    ...clients,
  ];
}

const five: Readonly<Record<NodeId, Place>> = {
  n1: { x: 0.5, y: 0.14 },
  n2: { x: 0.16, y: 0.34 },
  n3: { x: 0.82, y: 0.34 },
  n4: { x: 0.3, y: 0.72 },
  n5: { x: 0.68, y: 0.72 },
  c1: { x: 0.08, y: 0.88 },
  c2: { x: 0.92, y: 0.88 },
};

const three: Readonly<Record<NodeId, Place>> = {
  n1: { x: 0.5, y: 0.16 },
  n2: { x: 0.22, y: 0.58 },
  n3: { x: 0.78, y: 0.58 },
  c1: { x: 0.08, y: 0.88 },
  c2: { x: 0.92, y: 0.88 },
};

const seven: Readonly<Record<NodeId, Place>> = {
  n1: { x: 0.5, y: 0.12 },
  n2: { x: 0.16, y: 0.26 },
  n3: { x: 0.84, y: 0.26 },
  n4: { x: 0.14, y: 0.58 },
  n5: { x: 0.84, y: 0.58 },
  n6: { x: 0.32, y: 0.84 },
  n7: { x: 0.66, y: 0.84 },
  c1: { x: 0.06, y: 0.92 },
  c2: { x: 0.94, y: 0.92 },
};

function variant(choices: Readonly<Record<string, string>>): Variant {
  switch (choices["start"]) {
    case "figure-7":
      return { nodes: nodesOf(7, figure7), layout: seven };
    case "figure-8":
      return { nodes: nodesOf(5, figure8), layout: five };
    default:
      return choices["servers"] === "3"
        ? { nodes: nodesOf(3, {}), layout: three, faults: { ...raftFaults, down: 1 } }
        : {};
  }
}

/** Figure 8 (c) and (d): n1 is elected again, its old entry comes to a majority, and n5 follows. The times fit the seed. */
const FIGURE_8 = [
  "seed 1",
  "set start figure-8",
  "set workload off",
  "set snapshots off",
  "rule commit-own-term-only off",
  "at 0s crash n5",
  "at 0s cut n1-n4",
  "at 300ms fire n1 electionTimeout",
  "at 1.36s cut n1>n3",
  "at 1.5s crash n1",
  "at 1.5s restart n5",
  // The first time it learns of the newer term, the second time nobody has heard a leader lately.
  "at 1.6s fire n5 electionTimeout",
  "at 2.45s fire n5 electionTimeout",
];

const presets: Preset[] = [
  {
    id: "figure-7",
    label: "Figure 7",
    key: "7",
    help: "Opens the paper's Figure 7: seven servers with the logs of a leader and of followers (a) to (f), and the leader is elected.",
    opens: [
      "set start figure-7",
      "set workload off",
      "set snapshots off",
      "at 300ms fire n1 electionTimeout",
      "at 5s client c1 write x 8",
    ],
  },
  {
    id: "figure-8",
    label: "Figure 8",
    key: "8",
    help: "Opens the paper's Figure 8 with its rule switched off: an old entry stands on a majority, counts as committed, and is overwritten.",
    opens: FIGURE_8,
  },
  {
    id: "crash-leader",
    label: "Crash the leader",
    key: "L",
    help: "The leader crashes with whatever it had not replicated, and comes back after five seconds.",
    script(world) {
      const leader = leaderOf(world);
      if (leader === null) return [];
      return [`crash ${leader}`, `at ${printDuration(world.time + 5 * SECOND)} restart ${leader}`];
    },
  },
  {
    id: "lagging-follower",
    label: "Lagging follower",
    key: "Z",
    help: "A follower sleeps for fifteen seconds. When it wakes, the entries that it misses are in a snapshot.",
    script(world) {
      const leader = leaderOf(world);
      const sleeper = serversUp(world).findLast((id) => id !== leader);
      if (sleeper === undefined) return [];
      return [
        `pause ${sleeper}`,
        `at ${printDuration(world.time + 15 * SECOND)} resume ${sleeper}`,
      ];
    },
  },
  {
    id: "divergent-logs",
    label: "Logs that part",
    key: "D",
    help: "The leader is cut off with client c1 and appends what it cannot commit, while the others elect another. Healed after six seconds.",
    script(world) {
      const leader = leaderOf(world);
      if (leader === null) return [];
      const others = world.nodes
        .map((node) => node.spec.id)
        .filter((id) => id !== leader && id !== "c1");
      return [
        `partition ${leader} c1 | ${others.join(" ")}`,
        `at ${printDuration(world.time + 6 * SECOND)} heal`,
      ];
    },
  },
];

export const scenario: Scenario = {
  id: "raft-replication",
  version: 1,
  nodes: nodesOf(5, {}),
  variant,
  links: serviceLinks([100_000, 160_000], [50_000, 80_000]),
  knobs: [
    workloadKnob,
    {
      id: "batch",
      label: "Entries per message",
      help: "How many entries of the log travel in one AppendEntries.",
      values: [
        { value: "1", label: "1" },
        { value: "16", label: "16" },
      ],
    },
    {
      id: "snapshots",
      label: "Snapshots",
      help: "After how many applied entries a server takes a snapshot in their place.",
      values: [
        { value: "8", label: "after 8 entries" },
        { value: "off", label: "never" },
      ],
    },
    {
      id: "servers",
      label: "Servers",
      help: "How many servers the cluster has, when it starts empty.",
      atStart: true,
      values: [
        { value: "5", label: "5" },
        { value: "3", label: "3" },
      ],
    },
    {
      id: "start",
      label: "Logs at the start",
      help: "Whether the servers start with empty logs or with those of one of the paper's figures.",
      atStart: true,
      values: [
        { value: "empty", label: "empty" },
        { value: "figure-7", label: "Figure 7", help: "A leader and six followers, (a) to (f)." },
        { value: "figure-8", label: "Figure 8", help: "Between (b) and (c)." },
      ],
    },
  ],
  rules: [
    {
      id: "log-up-to-date-vote",
      label: "up-to-date vote",
      simple:
        "Nobody votes for a friend whose notebook lags behind its own. Without it a captain who missed agreed pages tears them out of all the others.",
      expert:
        "A voter refuses a candidate whose log ends earlier than its own: in a lower last term, or in the same at a lower index. Off: a leader may lack committed entries and have them deleted everywhere.",
      source: "Raft §5.4.1",
      known:
        "Kafka’s unclean leader election: until 0.11 (2017) a replica that had missed acknowledged messages could by default become leader, and they were lost (KIP-106). Valkey’s cluster on Raft, still in the making, got this check only when restarts were tested (pull request 3887, 2026).",
    },
    {
      id: "commit-own-term-only",
      label: "commit in the own term only",
      simple:
        "A captain counts only copies of its own pages; older ones are agreed along with them. Without it a page that already counted as agreed may be torn out.",
      expert:
        "A leader commits an entry by counting copies only when it is of its own term; earlier entries are committed with it. Off: an old entry on a majority counts as committed and may still be overwritten (Figure 8).",
      source: "Raft §5.4.2, Figure 8",
      known:
        "It is the trap of the paper’s Figure 8; the Raft lab of MIT’s course 6.824 has tests named after it (“Figure 8”).",
    },
    {
      id: "log-matching-check",
      label: "log matching check",
      simple:
        "Before a friend copies a page it looks whether the page before is the right one. Without it pages get into wrong places, and notebooks tell different stories.",
      expert:
        "A follower refuses AppendEntries when it holds no entry of prevLogTerm at prevLogIndex. Off: logs that share an entry may differ before it, and servers apply different commands at one index.",
      source: "Raft §5.3",
      known:
        "Kafka’s followers once cut their logs back to the high watermark instead of comparing leader epochs; after quick changes of leader, messages were lost or replicas diverged (KIP-101, 2016; KIP-279, 2018).",
    },
    {
      id: "client-sessions",
      label: "client sessions",
      simple:
        "Orders have numbers, and one that was done is not done again. Without it a repeated order is done twice, and may bring back an old value.",
      expert:
        "The state machine keeps each client’s last request number and its answer, and skips what was done. Off: at-least-once execution, which is not linearizable.",
      source: "Raft §8; Ongaro 2014 §6.3",
      known:
        "etcd keeps no client sessions, and jetcd, its Java client, repeated requests that might have succeeded: transactions ran twice, or succeeded after an error (Jepsen, jetcd 0.8.2, 2024).",
    },
  ],
  monitors: [
    anyMonitor(electionSafety),
    anyMonitor(leaderAppendOnly),
    anyMonitor(logMatching),
    anyMonitor(leaderCompleteness),
    anyMonitor(stateMachineSafety),
    anyMonitor(effectOnce),
    anyMonitor(linearizable({ period: () => "", promised: () => true, present: valuesPresent })),
  ],
  meters: [
    anyMeter(
      latencies("latency", [
        { id: "read", label: "read", counts: (op) => op.f === "read" },
        { id: "write", label: "write", counts: (op) => op.f === "write" },
      ]),
    ),
  ],
  faults: raftFaults,
  operations: dataOperations,
  keys: ["x", "y"],
  timers: raftTimers,
  presenters: raftPresenters,
  layout: five,
  legend: raftLegend,
  presets,
  pace: 0.5,
  recovery: 20 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
