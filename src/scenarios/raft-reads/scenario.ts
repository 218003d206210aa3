/**
 * Reads of a Raft cluster: three servers, whose clocks may drift, and two clients that mostly read. How reads are served
 * is a knob.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, printDuration, SECOND } from "../../kernel/time.ts";
import { linearizable } from "../../judge/linearizability.ts";
import { latencies } from "../../judge/service.ts";
import { staleReads } from "../../judge/staleness.ts";
import { raftClient, type RaftClientConfig } from "../../protocols/raft/client.ts";
import { electionSafety } from "../../protocols/raft/invariants/elections.ts";
import { raftFaults, raftPresenters, raftTimers } from "../../protocols/raft/lesson.ts";
import { raftServer } from "../../protocols/raft/machine.ts";
import type { RaftConfig } from "../../protocols/raft/state.ts";
import { raftLegend } from "../../protocols/raft/view.ts";
import { leaderOf, serversUp, valuesPresent } from "../../protocols/raft/world.ts";
import { dataOperations, serviceLinks, workloadKnob } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";

/** Clocks run up to so much fast or slow. */
const DRIFT = 0.3;

const config: RaftConfig = {
  electionLow: 3000 * MILLISECOND,
  electionHigh: 4500 * MILLISECOND,
  heartbeat: 300 * MILLISECOND,
  snapshotEvery: 40,
  driftBound: (1 + DRIFT) / (1 - DRIFT),
};

const patience = {
  servers: "server",
  thinkLow: 200 * MILLISECOND,
  thinkHigh: 500 * MILLISECOND,
  attempt: 250 * MILLISECOND,
  patience: 700 * MILLISECOND,
  retry: 100 * MILLISECOND,
};

/** c1 mostly looks, c2 also has things written down. */
function clientConfig(reads: number): RaftClientConfig {
  return { ...patience, workload: { is: "data", keys: ["x"], reads } };
}

const nodes: NodeSpec[] = [
  ...["n1", "n2", "n3"].map((id) => ({ id, kind: "server", behavior: raftServer, config })),
  { id: "c1", kind: "client", behavior: raftClient, config: clientConfig(0.9) },
  { id: "c2", kind: "client", behavior: raftClient, config: clientConfig(0.5) },
];

const layout: Readonly<Record<NodeId, Place>> = {
  n1: { x: 0.5, y: 0.18 },
  n2: { x: 0.24, y: 0.54 },
  n3: { x: 0.76, y: 0.54 },
  c1: { x: 0.12, y: 0.84 },
  c2: { x: 0.88, y: 0.84 },
};

/** Everybody but these. */
function without(ids: readonly NodeId[]): string {
  return nodes
    .map((node) => node.id)
    .filter((id) => !ids.includes(id))
    .join(" ");
}

const presets: Preset[] = [
  {
    id: "stale-leader",
    label: "Leader cut off",
    key: "S",
    help: "The leader and client c1 are cut off from the others, which elect another leader and write on.",
    script(world) {
      const leader = leaderOf(world);
      return leader === null ? [] : [`partition ${leader} c1 | ${without([leader, "c1"])}`];
    },
  },
  {
    id: "slow-clock",
    label: "Slow leader, fast followers",
    key: "K",
    help: "The leader's clock runs slow and the others' fast, as far as was reckoned with; a second later the leader is cut off with c1.",
    script(world) {
      const leader = leaderOf(world);
      if (leader === null) return [];
      const others = serversUp(world).filter((id) => id !== leader);
      return [
        `drift ${leader} ${1 - DRIFT}`,
        ...others.map((id) => `drift ${id} ${1 + DRIFT}`),
        `at ${printDuration(world.time + SECOND)} partition ${leader} c1 | ${without([leader, "c1"])}`,
      ];
    },
  },
  {
    id: "lagging-follower",
    label: "Lagging follower",
    key: "Z",
    help: "A follower no longer hears the leader for six seconds, but clients still reach it.",
    script(world) {
      const leader = leaderOf(world);
      const follower = serversUp(world).findLast((id) => id !== leader);
      if (leader === null || follower === undefined) return [];
      return [
        `cut ${leader}>${follower}`,
        `at ${printDuration(world.time + 6 * SECOND)} heal ${leader}>${follower}`,
      ];
    },
  },
];

export const scenario: Scenario = {
  id: "raft-reads",
  version: 1,
  nodes,
  links: serviceLinks([30_000, 45_000], [20_000, 35_000]),
  knobs: [
    {
      id: "reads",
      label: "Reads",
      help: "How a read is answered.",
      values: [
        {
          value: "read-index",
          label: "ReadIndex",
          help: "The leader asks a majority whether it still leads, and answers from its state.",
        },
        {
          value: "lease",
          label: "lease",
          help: "A majority's last answers are a promise for a while: the leader answers at once.",
        },
        {
          value: "log",
          label: "through the log",
          help: "A read is an entry of the log like a write.",
        },
        {
          value: "follower",
          label: "any server",
          help: "Whoever is asked answers from its own state, be it old or new.",
        },
      ],
    },
    workloadKnob,
  ],
  rules: [
    {
      id: "read-index",
      label: "read index",
      simple:
        "Before a captain answers, it asks around whether it is still captain. Without it a captain who was replaced, and does not know it, tells what is no longer true.",
      expert:
        "A leader answers a read only after a majority has acknowledged a round of heartbeats that began after the read came. Off: a deposed leader serves stale reads.",
      source: "Ongaro 2014 §6.4",
      known:
        "etcd, April 2014: “consistent” reads were answered by leaders that had been deposed (etcd-io/etcd issue 741, found with Jepsen). Ongaro’s dissertation warns of it, citing etcd and Consul.",
    },
    {
      id: "lease-bounds-drift",
      label: "lease bounds drift",
      simple:
        "A captain trusts its own timer less than the others’, for timers may run fast or slow. Without it a slow timer lets it answer when there is a new captain already.",
      expert:
        "A lease lasts the least election timeout divided by the bound on how much faster one clock may run than another. Off: it lasts the whole timeout by the leader’s clock, and a slow leader outlives its followers’ promises.",
      source: "Ongaro 2014 §6.4.1",
      known:
        "Gray and Cheriton named clock drift as what leases stand or fall with (1989). Berkeley DB wants the fastest and slowest clock stated before it grants master leases (rep_set_clockskew); etcd’s Raft library warns that lease reads are unsafe under unbounded drift.",
    },
  ],
  monitors: [
    anyMonitor(
      linearizable({
        period: ({ knobs }) => (knobs["reads"] === "follower" ? "any server" : "leader"),
        promised: ({ knobs }) => knobs["reads"] !== "follower",
        present: valuesPresent,
      }),
    ),
    anyMonitor(electionSafety),
  ],
  meters: [
    anyMeter(
      latencies("latency", [
        { id: "read", label: "read", counts: (op) => op.f === "read" },
        { id: "write", label: "write", counts: (op) => op.f === "write" },
      ]),
    ),
    anyMeter(staleReads),
  ],
  faults: { ...raftFaults, drift: DRIFT, down: 1 },
  operations: dataOperations,
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
