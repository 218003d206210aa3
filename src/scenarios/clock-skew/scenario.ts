/** Wall clocks that do not agree, and a register in which the last writer wins: first by physical clocks, then by hybrid logical clocks. */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { convergence } from "../../judge/convergence.ts";
import { clientNode, type ClientConfig } from "../../protocols/hybrid-logical-clocks/client.ts";
import {
  boundedC,
  boundedL,
  clockCondition,
  noLostUpdate,
} from "../../protocols/hybrid-logical-clocks/invariants.ts";
import { replicaNode } from "../../protocols/hybrid-logical-clocks/machine.ts";
import { writeOf } from "../../protocols/hybrid-logical-clocks/messages.ts";
import {
  clocksOff,
  clockSpread,
  lostWrites,
} from "../../protocols/hybrid-logical-clocks/meters.ts";
import {
  CLIENT_STAMP,
  HYBRID_CLOCK,
  type ReplicaConfig,
} from "../../protocols/hybrid-logical-clocks/state.ts";
import {
  clientPresenter,
  replicaPresenter,
  storeLegend,
} from "../../protocols/hybrid-logical-clocks/view.ts";
import { knownTo, REPLICA } from "../../protocols/hybrid-logical-clocks/world.ts";
import { dataOperations, serviceLinks } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { HOMES, troubles } from "./troubles.ts";

const REPLICAS = ["n1", "n2", "n3"];
const KEYS = ["x"];

const replicaConfig: ReplicaConfig = { resend: 1_200 * MILLISECOND };

function clientAt(home: NodeId): ClientConfig {
  return {
    home,
    servers: REPLICAS,
    keys: KEYS,
    reads: 0.5,
    thinkLow: 500 * MILLISECOND,
    thinkHigh: 1_500 * MILLISECOND,
    resend: 700 * MILLISECOND,
    patience: 2 * SECOND,
  };
}

const nodes: readonly NodeSpec[] = [
  ...REPLICAS.map((id) => ({ id, kind: REPLICA, behavior: replicaNode, config: replicaConfig })),
  ...Object.entries(HOMES).map(([id, home]) => ({
    ...{ id, kind: "client", behavior: clientNode, config: clientAt(home) },
  })),
];

const layout: Readonly<Record<NodeId, Place>> = {
  n1: { x: 0.3, y: 0.36 },
  n2: { x: 0.7, y: 0.36 },
  n3: { x: 0.5, y: 0.74 },
  c1: { x: 0.1, y: 0.14 },
  c2: { x: 0.9, y: 0.14 },
  c3: { x: 0.78, y: 0.84 },
};

export const scenario: Scenario = {
  id: "clock-skew",
  version: 1,
  nodes,
  links: serviceLinks(
    [300 * MILLISECOND, 450 * MILLISECOND],
    [80 * MILLISECOND, 140 * MILLISECOND],
  ),
  knobs: [
    {
      id: "workload",
      label: "Workload",
      help: "Whether the clients think of reads and writes by themselves: on or off.",
      values: [
        { value: "on", label: "on", help: "Each client asks for something about once a second." },
        { value: "off", label: "off", help: "Only what a hand asks for." },
      ],
    },
    {
      id: "clients",
      label: "Clients",
      help: "Which replica a client asks: its own every time, or another one each time.",
      values: [
        { value: "home", label: "stay at home", help: "c1 asks n1, c2 asks n2, c3 asks n3." },
        { value: "roam", label: "roam", help: "Each operation goes to the next replica." },
      ],
    },
  ],
  rules: [
    {
      id: HYBRID_CLOCK,
      label: "hybrid clock",
      simple:
        "Whoever reads a later time on a note than on the clock goes on from the note. Without it, everybody writes down what the clock on the wall shows.",
      expert:
        "Timestamps are hybrid logical clocks: l, the highest physical time heard of, and c, which counts within it. Off: a write is stamped with its replica’s physical clock alone. Where that clock is behind, an acknowledged write loses to one that its client had read.",
      source: "Kulkarni et al. 2014, Figure 5",
      known:
        "Cassandra, and Riak where the last write wins, stamp with wall clocks; Kingsbury described in 2013 what is lost that way (“The trouble with timestamps”). CockroachDB and MongoDB stamp with hybrid time.",
    },
    {
      id: CLIENT_STAMP,
      label: "client stamp",
      simple:
        "Children remember the latest time that they have been told, and say it wherever they go. Without it, a child that walks faster than the messengers takes the kiosk by surprise.",
      expert:
        "A request bears the latest timestamp that its client has met, and is received as a message of that timestamp. Off: a client that changes replicas carries what it knows past the clocks, as a hidden channel.",
      source: "Tyulenev et al. 2019, gossiping the cluster time; Lamport 1978, anomalous behavior",
      known:
        "MongoDB’s specification for drivers (from server 3.6, 2017): a driver must pass on the highest $clusterTime that it has seen with each command.",
    },
  ],
  monitors: [
    anyMonitor(noLostUpdate),
    anyMonitor(clockCondition),
    anyMonitor(boundedL),
    anyMonitor(boundedC),
    anyMonitor(
      convergence({
        kind: REPLICA,
        promised: () => true,
        within: 8 * SECOND,
        copies: (node) =>
          Object.fromEntries(
            Object.entries(knownTo(node).registers ?? {}).map(([key, version]) => [
              key,
              `${version.value} (${writeOf(version)})`,
            ]),
          ),
      }),
    ),
  ],
  meters: [anyMeter(clocksOff), anyMeter(clockSpread), anyMeter(lostWrites)],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0.3,
    duplication: 0.3,
    drift: 0.1,
    down: 1,
  },
  operations: dataOperations,
  keys: KEYS,
  timers: ["thinkTime", "resendInterval", "patience", "resend"],
  presenters: { [REPLICA]: replicaPresenter, client: clientPresenter },
  layout,
  legend: storeLegend,
  presets: troubles,
  pace: 0.4,
  recovery: 10 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
