/** Conflict-free replicated data types: three replicas with a client beside each, and a set, a text, two counters and a register that they share. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Latency } from "../../kernel/conditions.ts";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { convergence } from "../../judge/convergence.ts";
import { clientConfig, crdtClient, type CrdtClientConfig } from "../../protocols/crdt/client.ts";
import {
  addWins,
  causalDelivery,
  countedOnce,
  strongConvergence,
} from "../../protocols/crdt/invariants.ts";
import {
  crdtOperations,
  crdtRules,
  crdtTimers,
  objectKnob,
  spreadKnob,
} from "../../protocols/crdt/lesson.ts";
import { replicaNode } from "../../protocols/crdt/machine.ts";
import { agreement, load } from "../../protocols/crdt/meters.ts";
import type { Schema } from "../../protocols/crdt/objects.ts";
import type { ReplicaConfig } from "../../protocols/crdt/state.ts";
import { crdtLegend, crdtPresenters } from "../../protocols/crdt/view.ts";
import { REPLICA, valuesHeld } from "../../protocols/crdt/world.ts";
import { workloadKnob } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { troubles } from "./troubles.ts";

const schema: Schema = {
  cart: "or-set",
  story: "rga",
  likes: "g-counter",
  stock: "pn-counter",
  title: "lww-register",
};

const config: ReplicaConfig = {
  schema,
  gossipLow: 600 * MILLISECOND,
  gossipHigh: 1_000 * MILLISECOND,
  resend: 900 * MILLISECOND,
};

const REPLICAS = ["n1", "n2", "n3"];

const nodes: NodeSpec[] = [
  ...REPLICAS.map((id) => ({ id, kind: REPLICA, behavior: replicaNode, config })),
  ...REPLICAS.map((home, i) => ({
    id: `c${i + 1}`,
    kind: "client",
    behavior: crdtClient,
    config: clientConfig({
      schema,
      home,
      keys: Object.keys(schema),
      reads: 0.1,
      thinkLow: 800 * MILLISECOND,
      thinkHigh: 1_800 * MILLISECOND,
      patience: SECOND,
    }),
  })),
];

const uniform = (low: number, high: number): Latency => ({
  kind: "uniform",
  low: low * MILLISECOND,
  high: high * MILLISECOND,
});
const [athome, between] = [uniform(15, 30), uniform(200, 400)];

/** Whether the replica is the one at the client’s hand. */
function isHome(client: NodeSpec, replica: NodeSpec): boolean {
  return (client.config as Partial<CrdtClientConfig>).home === replica.id;
}

const layout: Readonly<Record<NodeId, Place>> = {
  n1: { x: 0.27, y: 0.24 },
  n2: { x: 0.73, y: 0.24 },
  n3: { x: 0.5, y: 0.72 },
  c1: { x: 0.12, y: 0.56 },
  c2: { x: 0.88, y: 0.56 },
  c3: { x: 0.74, y: 0.82 },
};

export const scenario: Scenario = {
  id: "crdt",
  version: 1,
  nodes,
  links(from, to) {
    if (from.kind === to.kind) return from.kind === "client" ? null : { latency: between };
    return isHome(from, to) || isHome(to, from) ? { latency: athome } : null;
  },
  // Operations first: each message is one that can be followed, and both rules matter.
  knobs: [
    objectKnob(schema),
    { ...spreadKnob, values: spreadKnob.values.toReversed() },
    workloadKnob,
  ],
  rules: crdtRules,
  monitors: [
    anyMonitor(strongConvergence),
    anyMonitor(addWins),
    anyMonitor(countedOnce),
    anyMonitor(causalDelivery),
    anyMonitor(
      convergence({
        kind: REPLICA,
        promised: () => true,
        within: 8 * SECOND,
        copies: valuesHeld,
      }),
    ),
  ],
  meters: [anyMeter(agreement), anyMeter(load)],
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
  operations: crdtOperations,
  keys: Object.keys(schema),
  timers: crdtTimers,
  presenters: crdtPresenters({ schema, replicas: REPLICAS }),
  layout,
  legend: crdtLegend,
  presets: troubles,
  pace: 0.5,
  recovery: 10 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
