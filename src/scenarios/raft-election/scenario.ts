/**
 * Raft's elections: five servers as far apart as continents (so that every message can be followed by eye), one client
 * that keeps them honest about their logs.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { readClock } from "../../kernel/clock.ts";
import { anyMonitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, printDuration, SECOND, type Micros } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { raftClient, type RaftClientConfig } from "../../protocols/raft/client.ts";
import {
  electionSafety,
  healthyLeaderStays,
  leaderHasQuorum,
} from "../../protocols/raft/invariants/elections.ts";
import { raftServer } from "../../protocols/raft/machine.ts";
import { raftFaults, raftPresenters, raftTimers } from "../../protocols/raft/lesson.ts";
import type { RaftConfig } from "../../protocols/raft/state.ts";
import { raftLegend } from "../../protocols/raft/view.ts";
import { leaderOf, logIn, raftOf, serversUp } from "../../protocols/raft/world.ts";
import { dataOperations, serviceLinks, workloadKnob } from "../../protocols/workload.ts";
import { lastIndex } from "../../structures/log.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { partialPartition, strandedLeader } from "./partial-partitions.ts";
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";

const times: RaftConfig = {
  electionLow: 1200 * MILLISECOND,
  electionHigh: 2400 * MILLISECOND,
  heartbeat: 400 * MILLISECOND,
  snapshotEvery: 64,
};

const clientConfig: RaftClientConfig = {
  servers: "server",
  workload: { is: "data", keys: ["x", "y"], reads: 0.25 },
  thinkLow: 900 * MILLISECOND,
  thinkHigh: 1800 * MILLISECOND,
  attempt: 1_500 * MILLISECOND,
  patience: 5 * SECOND,
  retry: 200 * MILLISECOND,
};

const SERVERS = ["n1", "n2", "n3", "n4", "n5"];

const nodes: NodeSpec[] = [
  ...SERVERS.map((id) => ({ id, kind: "server", behavior: raftServer, config: times })),
  { id: "c1", kind: "client", behavior: raftClient, config: clientConfig },
];

const layout: Readonly<Record<NodeId, Place>> = {
  n1: { x: 0.3, y: 0.16 },
  n2: { x: 0.14, y: 0.6 },
  n3: { x: 0.62, y: 0.12 },
  n4: { x: 0.8, y: 0.5 },
  n5: { x: 0.48, y: 0.78 },
  c1: { x: 0.92, y: 0.86 },
};

function lengthOf(world: World, id: NodeId): number {
  return lastIndex(logIn(world.node(id)));
}

/** When the last that a server hears of its present leader, should it crash now, is an election timeout old. */
function leaseEnd(world: World, id: NodeId): Micros {
  const node = world.node(id);
  const lastHeard = raftOf(node)?.lastHeard ?? null;
  const last =
    lastHeard === null ? 0 : world.time - (readClock(node.clock, world.time) - lastHeard);
  const coming = [...world.flights.values()]
    .filter(
      (flight) =>
        flight.to === node.index &&
        flight.message.type === "AppendEntries" &&
        flight.fate === "arrives",
    )
    .map((flight) => flight.arrives);
  return Math.max(last, ...coming) + times.electionLow;
}

const presets: Preset[] = [
  {
    id: "split-vote",
    label: "Split vote",
    key: "V",
    help: "The leader crashes, and the timers of all others ring at the same moment: nobody gets a majority.",
    script(world) {
      const leader = leaderOf(world);
      const others = serversUp(world).filter((id) => id !== leader);
      if (others.length < 3) return [];
      // With pre-vote nobody is promised a vote while anybody has heard the crashed leader within an election timeout.
      const silent = Math.max(...others.map((id) => leaseEnd(world, id))) + MILLISECOND;
      const when = world.settings.rules["pre-vote"] === false ? "" : `at ${printDuration(silent)} `;
      return [
        ...(leader ? [`crash ${leader}`] : []),
        ...others.map((id) => `${when}fire ${id} electionTimeout`),
      ];
    },
  },
  {
    id: "nap-after-voting",
    label: "Nap after voting",
    key: "N",
    help: "Two candidates stand in one term. A voter says yes to the first, crashes, wakes, and is asked by the second.",
    script(world) {
      const leader = leaderOf(world);
      const followers = serversUp(world).filter((id) => id !== leader);
      if (leader === null || followers.length < 4) return [];
      // The candidates are those with the longest logs, so that nobody refuses them for another reason.
      const [first, second, voter, other] = followers.sort(
        (a, b) => lengthOf(world, b) - lengthOf(world, a),
      ) as [NodeId, NodeId, NodeId, NodeId];
      const later = (ms: number) => `at ${printDuration(world.time + ms * MILLISECOND)}`;
      return [
        "rule pre-vote off",
        `cut ${first}-${second}`,
        `cut ${first}-${leader}`,
        `cut ${second}-${other}`,
        `fire ${first} electionTimeout`,
        `${later(100)} fire ${second} electionTimeout`,
        `${later(205)} crash ${voter}`,
        `${later(210)} restart ${voter}`,
      ];
    },
  },
  {
    id: "isolate-leader",
    label: "Isolate the leader",
    key: "I",
    help: "Cuts the leader off from everybody else, client and all.",
    script(world) {
      const leader = leaderOf(world);
      return leader
        ? [
            `partition ${leader} | ${world.nodes
              .map((node) => node.spec.id)
              .filter((id) => id !== leader)
              .join(" ")}`,
          ]
        : [];
    },
  },
  {
    id: "minority-leader",
    label: "Leader in the minority",
    key: "M",
    help: "A partition leaves the leader with one follower and the client; the other three can elect another.",
    script(world) {
      const leader = leaderOf(world);
      if (!leader) return [];
      const rest = SERVERS.filter((id) => id !== leader);
      return [`partition ${leader} ${rest[0]} c1 | ${rest.slice(1).join(" ")}`];
    },
  },
  {
    id: "deaf-leader",
    label: "Deaf leader",
    key: "D",
    help: "One-way cuts: the leader's heartbeats still arrive, but no answer reaches it.",
    script(world) {
      const leader = leaderOf(world);
      return leader ? SERVERS.filter((id) => id !== leader).map((id) => `cut ${id}>${leader}`) : [];
    },
  },
  partialPartition,
  strandedLeader,
];

export const scenario: Scenario = {
  id: "raft-election",
  version: 1,
  nodes,
  links: serviceLinks([120_000, 200_000], [60_000, 90_000]),
  knobs: [workloadKnob],
  rules: [
    {
      id: "one-vote-per-term",
      label: "one vote per term",
      simple:
        "Everybody may say yes only once in each election. Without it two friends can both win.",
      expert:
        "A server grants at most one vote in a term, so that two candidates cannot both hold a majority. Off: two leaders in one term.",
      source: "Raft §5.2",
      known:
        "Zeebe, 2020: a follower forgot its vote as soon as it heard of a leader and then voted again; two leaders shared a term (camunda/camunda issue 5356).",
    },
    {
      id: "durable-vote",
      label: "durable vote",
      simple:
        "Whom you voted for is written down before you say it, so that a nap does not make you vote twice.",
      expert:
        "currentTerm and votedFor reach disk before the reply. Off: a restarted server votes again in the same term.",
      source: "Raft Figure 2, persistent state",
      known:
        "Lamport’s legislators wrote in indelible ink for the same reason (The Part-Time Parliament, 1998). raft-java was found in 2025 to vote for itself without writing that down (issue 57).",
    },
    {
      id: "pre-vote",
      label: "pre-vote",
      simple:
        "Before you start an election, ask whether anybody would vote for you. Without it one who was away overthrows a good captain.",
      expert:
        "A server enters a new term only when a majority would vote for it and hears no leader. Off: a rejoining server deposes a healthy leader.",
      source: "Ongaro 2014 §9.6",
      known:
        "Cloudflare, 2 November 2020: a switch failed by half, and one etcd server that no longer heard the leader stood for election again and again; the API suffered for 6 h 33 min. etcd has had pre-vote on by default since 3.5 (2021).",
    },
    {
      id: "check-quorum",
      label: "check quorum",
      simple:
        "A captain who hears from too few friends steps down. Without it a captain nobody can answer stays for ever.",
      expert:
        "A leader that hears no majority for an election timeout steps down. Off: with a one-way link, no progress and no election.",
      source: "Ongaro 2014 §6.2",
      known:
        "Howard and Abraham, 2020: with pre-vote alone a leader that has lost its majority can stay for ever. CockroachDB, which had left it off, turned it on in 2023 because partial partitions could make ranges unavailable for good (pull request 104042).",
    },
  ],
  monitors: [
    anyMonitor(electionSafety),
    anyMonitor(healthyLeaderStays),
    anyMonitor(leaderHasQuorum),
  ],
  meters: [],
  faults: raftFaults,
  operations: dataOperations,
  keys: ["x", "y"],
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
