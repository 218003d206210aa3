/**
 * Raft's members: three of five servers form the cluster, two are spare; a client reads and writes, an administrator adds
 * and removes servers meanwhile.
 */
import type { Disk, NodeId } from "../../kernel/behavior.ts";
import { anyMonitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario, Variant } from "../../kernel/scenario.ts";
import { MILLISECOND, printDuration, SECOND } from "../../kernel/time.ts";
import { linearizable } from "../../judge/linearizability.ts";
import { raftClient, type RaftClientConfig } from "../../protocols/raft/client.ts";
import { electionSafety } from "../../protocols/raft/invariants/elections.ts";
import {
  leaderCompleteness,
  stateMachineSafety,
} from "../../protocols/raft/invariants/log-safety.ts";
import {
  membershipOperations,
  raftFaults,
  raftPresenters,
  raftTimers,
} from "../../protocols/raft/lesson.ts";
import { raftServer } from "../../protocols/raft/machine.ts";
import type { RaftConfig } from "../../protocols/raft/state.ts";
import { raftLegend } from "../../protocols/raft/view.ts";
import { leaderOf, raftOf, valuesPresent } from "../../protocols/raft/world.ts";
import { dataOperations, serviceLinks, workloadKnob } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import { halfTold, VOTERS_BEFORE } from "./half-told.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";

const SERVERS = ["n1", "n2", "n3", "n4", "n5"];

const config: RaftConfig = {
  electionLow: 1200 * MILLISECOND,
  electionHigh: 2400 * MILLISECOND,
  heartbeat: 400 * MILLISECOND,
  snapshotEvery: 40,
};

const patience = {
  servers: "server",
  attempt: 700 * MILLISECOND,
  patience: 1_500 * MILLISECOND,
  retry: 150 * MILLISECOND,
};

const clientConfig: RaftClientConfig = {
  ...patience,
  workload: { is: "data", keys: ["x"], reads: 0.4 },
  thinkLow: 600 * MILLISECOND,
  thinkHigh: 1400 * MILLISECOND,
};

const adminConfig: RaftClientConfig = {
  ...patience,
  attempt: 300 * MILLISECOND,
  patience: 600 * MILLISECOND,
  workload: { is: "membership", least: 2 },
  thinkLow: 1000 * MILLISECOND,
  thinkHigh: 3000 * MILLISECOND,
};

/** The first so many servers form the cluster. */
function nodesOf(voters: number, disks: Readonly<Record<NodeId, Disk>> = {}): NodeSpec[] {
  const first = SERVERS.slice(0, voters);
  return [
    ...SERVERS.map((id) => ({
      id,
      kind: "server",
      behavior: raftServer,
      config: { ...config, voters: first },
      ...(disks[id] === undefined ? {} : { disk: disks[id] }),
    })),
    { id: "c1", kind: "client", behavior: raftClient, config: clientConfig },
    { id: "a1", kind: "client", behavior: raftClient, config: { ...adminConfig, voters: first } },
  ];
}

function variant(choices: Readonly<Record<string, string>>): Variant {
  if (choices["start"] === "half-told") return { nodes: nodesOf(VOTERS_BEFORE, halfTold) };
  return choices["voters"] === "4" ? { nodes: nodesOf(4) } : {};
}

const layout: Readonly<Record<NodeId, Place>> = {
  n1: { x: 0.3, y: 0.16 },
  n2: { x: 0.66, y: 0.16 },
  n3: { x: 0.14, y: 0.56 },
  n4: { x: 0.82, y: 0.56 },
  n5: { x: 0.48, y: 0.74 },
  c1: { x: 0.1, y: 0.88 },
  a1: { x: 0.9, y: 0.88 },
};

/**
 * Ongaro's example (raft-dev, July 2015). n1 adds n5, and only it and n5 hear of that; n3 leads next and removes n1, which n2
 * hears of. Three of n1's five are then without any of n3's three. The times fit the seed.
 */
const BUG_2015 = [
  "seed 1",
  "set voters 4",
  "set workload off",
  "rule noop-before-change off",
  "at 300ms fire n1 electionTimeout",
  "at 800ms partition n1 n5 a1 | n2 n3 n4 c1",
  "at 850ms client a1 add n5",
  "at 2.23s partition n2 n3 a1 | n1 n4 n5 c1",
  "at 2.4s client a1 remove n1",
];

const presets: Preset[] = [
  {
    id: "grow",
    label: "Grow to five",
    key: "N",
    help: "The administrator adds the spare servers, one after the other.",
    script(world) {
      const leader = leaderOf(world);
      const voters = (leader && raftOf(world.node(leader))?.members.configuration.voters) || [];
      const spare = SERVERS.filter((id) => !voters.includes(id));
      return spare.map(
        (id, i) => `at ${printDuration(world.time + 1_500 * i * MILLISECOND)} client a1 add ${id}`,
      );
    },
  },
  {
    id: "replace-all",
    label: "Replace at once",
    key: "J",
    help: "By joint consensus the cluster goes over to n3, n4 and n5 in one change.",
    script: () => ["set method joint", "client a1 members n3+n4+n5"],
  },
  {
    id: "remove-leader",
    label: "Remove the leader",
    key: "R",
    help: "The administrator removes the server that leads: it manages its own removal and steps down.",
    script(world) {
      const leader = leaderOf(world);
      return leader === null ? [] : [`client a1 remove ${leader}`];
    },
  },
  {
    id: "bug-2015",
    label: "The bug of 2015",
    key: "U",
    help: "Opens a run in which two leaders in succession change the same configuration, with the rule off that the bug made necessary.",
    opens: BUG_2015,
  },
];

export const scenario: Scenario = {
  id: "raft-membership",
  version: 1,
  nodes: nodesOf(3),
  variant,
  links: serviceLinks([50_000, 80_000], [30_000, 50_000]),
  knobs: [
    {
      id: "method",
      label: "Changes",
      help: "How members change: one server at a time, or any number at once by joint consensus.",
      values: [
        { value: "single", label: "one at a time" },
        { value: "joint", label: "joint consensus" },
      ],
    },
    workloadKnob,
    {
      id: "voters",
      label: "Voters at the start",
      help: "How many of the five servers form the cluster at first, when the logs are empty; the others are spare.",
      atStart: true,
      values: [
        { value: "3", label: "3" },
        { value: "4", label: "4" },
      ],
    },
    {
      id: "start",
      label: "Logs at the start",
      help: "Whether the servers start with empty logs, or where the bug of 2015 begins.",
      atStart: true,
      values: [
        { value: "empty", label: "empty" },
        {
          value: "half-told",
          label: "a change half told",
          help: "Of four voters n1 led term 1 and took in n5. Only these two know of that.",
        },
      ],
    },
  ],
  rules: [
    {
      id: "commit-before-next-change",
      label: "commit before the next change",
      simple:
        "The next change of the crew waits until the last one is agreed. Without it two small changes make one big one, and two groups may each think they are more than half.",
      expert:
        "A leader appends no configuration while the latest in its log is uncommitted. Off: servers may be two changes apart, and majorities two changes apart may be disjoint.",
      source: "Ongaro 2014 §4.1",
      known:
        "HashiCorp’s and etcd’s libraries hold a second change back for this reason. Valkey’s cluster on Raft, still in the making, let several joins be in flight, and its developers showed how committed entries could then be lost (issue 3926, 2026).",
    },
    {
      id: "noop-before-change",
      label: "an own entry before a change",
      simple:
        "A new captain first has a page of its own agreed, and only then changes the crew. Without it two captains may change the same crew side by side.",
      expert:
        "A leader appends no configuration before it has committed an entry of its own term. Off: a leader and its predecessor may each append a successor of the same configuration, and majorities of the two may be disjoint.",
      source: "Ongaro, raft-dev, 10 July 2015",
      known:
        "The single-server membership bug: Ongaro announced it in July 2015, a year after his dissertation. HashiCorp’s library cites the post in its source; Copycat mended its leaders that October (atomix/copycat issue 23).",
    },
    {
      id: "joint-consensus",
      label: "joint consensus",
      simple:
        "When many names change at once, there is a time when both crews must agree. Without it the old crew and the new one may each choose a captain.",
      expert:
        "An arbitrary change goes through a configuration that needs a majority of the old and one of the new voters. Off: servers switch directly, at different times, and two disjoint majorities may decide.",
      source: "Raft §6, Figures 10 and 11; Ongaro 2014 §4.3",
      known:
        "Before 3.5 ZooKeeper’s members were changed by restarting servers with edited files, which by its own documentation “caused data loss and inconsistency in production” (Shraer et al. 2012).",
    },
  ],
  monitors: [
    anyMonitor(electionSafety),
    anyMonitor(leaderCompleteness),
    anyMonitor(stateMachineSafety),
    anyMonitor(linearizable({ period: () => "", promised: () => true, present: valuesPresent })),
  ],
  meters: [],
  faults: raftFaults,
  operations: [...dataOperations, ...membershipOperations],
  keys: ["x"],
  timers: raftTimers,
  presenters: raftPresenters,
  layout,
  legend: raftLegend,
  presets,
  pace: 0.5,
  recovery: 20 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
