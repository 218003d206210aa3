/** Split brain and fencing: three servers, one disk that all of them are wired to, two clients. Who is primary is a belief; what the disk takes is a fact. */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { availability } from "../../judge/service.ts";
import {
  failoverClient,
  type FailoverClientConfig,
} from "../../protocols/fenced-failover/client.ts";
import { disk, FENCING, type DiskConfig } from "../../protocols/fenced-failover/disk.ts";
import { failoverPromises } from "../../protocols/fenced-failover/invariants.ts";
import { failoverPresenters, failoverTimers } from "../../protocols/fenced-failover/lesson.ts";
import { crowns, refusals } from "../../protocols/fenced-failover/meters.ts";
import { server } from "../../protocols/fenced-failover/server.ts";
import { MAJORITY, type ServerConfig } from "../../protocols/fenced-failover/state.ts";
import { failoverLegend } from "../../protocols/fenced-failover/view.ts";
import { DISK, SERVER } from "../../protocols/fenced-failover/world.ts";
import { dataOperations, workloadKnob } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { cutOff, eachAlone, nap, primaryIn, SERVERS } from "./troubles.ts";

const serving: ServerConfig = {
  first: "n1",
  heartbeat: 400 * MILLISECOND,
  voteTimeout: 500 * MILLISECOND,
  resend: 500 * MILLISECOND,
  patience: 2 * SECOND,
};

const holding: DiskConfig = { access: 30 * MILLISECOND };

const client: FailoverClientConfig = {
  servers: SERVER,
  workload: { is: "data", keys: ["x", "y"], reads: 0.25 },
  thinkLow: 400 * MILLISECOND,
  thinkHigh: 900 * MILLISECOND,
  attempt: 1_000 * MILLISECOND,
  patience: 5 * SECOND,
  retry: 250 * MILLISECOND,
};

const nodes: NodeSpec[] = [
  ...SERVERS.map((id) => ({ id, kind: SERVER, behavior: server, config: serving })),
  { id: "disk", kind: DISK, behavior: disk, config: holding },
  { id: "c1", kind: "client", behavior: failoverClient, config: client },
  { id: "c2", kind: "client", behavior: failoverClient, config: client },
];

const layout: Readonly<Record<NodeId, Place>> = {
  n1: { x: 0.5, y: 0.14 },
  n2: { x: 0.2, y: 0.5 },
  n3: { x: 0.8, y: 0.5 },
  disk: { x: 0.5, y: 0.76 },
  c1: { x: 0.1, y: 0.16 },
  c2: { x: 0.9, y: 0.16 },
};

const presets: Preset[] = [
  {
    id: "crash-primary",
    label: "Crash the primary",
    key: "K",
    help: "Whoever is primary crashes. Nobody can tell that from the next three.",
    script(world) {
      const primary = primaryIn(world);
      return primary === null ? [] : [`crash ${primary}`];
    },
  },
  {
    id: "nap",
    label: "The primary naps",
    key: "N",
    help: "The primary stands still for four seconds, with a request of c1 on its desk. When it wakes it goes on where it was.",
    script: nap,
  },
  {
    id: "cut-off",
    label: "Cut the primary off",
    key: "O",
    help: "The primary keeps c1 and the disk, and loses the other servers and c2.",
    script: cutOff,
  },
  {
    id: "one-cut",
    label: "One cut",
    key: "U",
    help: "One link between the primary and one other server is cut. The third hears both.",
    script(world) {
      const primary = primaryIn(world);
      const other = SERVERS.find((id) => id !== primary)!;
      return primary === null ? [] : [`cut ${primary}-${other}`];
    },
  },
  {
    id: "each-alone",
    label: "Each alone",
    key: "A",
    help: "The three servers no longer hear each other; c1 and c2 stay with one standby each. All reach the disk.",
    script: eachAlone,
  },
  {
    id: "disk-away",
    label: "The disk out of reach",
    key: "D",
    help: "The primary loses the disk. The others hear it very well.",
    script(world) {
      const primary = primaryIn(world);
      return primary === null ? [] : [`cut ${primary}-disk`];
    },
  },
];

export const scenario: Scenario = {
  id: "split-brain",
  version: 1,
  nodes,
  links: (from, to) => {
    const kinds = [from.kind, to.kind];
    const clients = kinds.filter((kind) => kind === "client").length;
    if (clients === 2 || (clients === 1 && kinds.includes(DISK))) return null;
    const [low, high] = clients === 1 ? [50, 90] : kinds.includes(DISK) ? [60, 100] : [80, 140];
    return {
      latency: { kind: "uniform", low: low * MILLISECOND, high: high * MILLISECOND },
      // What goes to a disk and comes back keeps its order.
      order: kinds.includes(DISK) ? "fifo" : "any",
    };
  },
  knobs: [
    {
      id: "silence",
      label: "Silence",
      help: "How long a standby hears no heartbeat before it wants to take over, 0.6 s to 3 s, and by chance up to twice that. Heartbeats come every 0.4 s.",
      values: [
        { value: "1200ms", label: "1.2 s" },
        {
          value: "600ms",
          label: "0.6 s, hasty",
          help: "Back in service sooner, and deceived more often.",
        },
        {
          value: "3s",
          label: "3 s, patient",
          help: "Rarely deceived, and longer without a primary.",
        },
      ],
    },
    workloadKnob,
  ],
  rules: [
    {
      id: MAJORITY,
      label: "majority",
      simple:
        "Before an officer takes the next hat, more than half must say “I hear no drum either, take it”. Who asks nobody may take the same number as another.",
      expert:
        "A server claims the disk only with the votes of a majority, each of which is given once in an epoch and not while a primary is heard. Off: a server that hears no heartbeat takes the next epoch by itself; two may take the same, and the disk cannot tell them apart.",
      source: "Davidson, Garcia-Molina & Skeen 1985; Gifford 1979",
      known:
        "Elasticsearch left it to its administrators up to version 6: discovery.zen.minimum_master_nodes had to be set to more than half by hand, and did not help where partitions overlapped (issue 2488, 2012). Redis Sentinel needs a majority of its sentinels for a failover, however few have to agree that the primary is down.",
    },
    {
      id: FENCING,
      label: "fencing",
      simple:
        "The helmsman looks at the number on the hat and does nothing for a lower one than he has seen. Otherwise a captain who has slept writes over what the new one has written.",
      expert:
        "Each request to the disk bears its primary’s epoch as a token; the disk refuses tokens lower than the highest that has claimed it. Off: a deposed primary that was paused or cut off still changes the disk, with block numbers from before.",
      source: "Burrows 2006 §2.4, sequencers; Kleppmann 2016, fencing tokens",
      known:
        "GitHub, 2 February 2010: the standby of a pair of file servers was to kill the primary before it took over, and did not kill it quickly enough: a split-brain pair, slow to clean up. Pacemaker has fencing on and stops what has no quorum unless told otherwise (stonith-enabled, no-quorum-policy); GFS mounts nothing without it.",
    },
  ],
  monitors: failoverPromises,
  meters: [anyMeter(crowns), anyMeter(refusals), anyMeter(availability("client", layout))],
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
  operations: dataOperations,
  keys: ["x", "y"],
  timers: failoverTimers,
  presenters: failoverPresenters,
  layout,
  legend: failoverLegend,
  presets,
  pace: 0.4,
  recovery: 8 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
