/** Three replicas that share an object of each type, and two clients, for tests. */
import { anyMonitor } from "../../../kernel/monitor.ts";
import type { Scenario } from "../../../kernel/scenario.ts";
import { bareScenario } from "../../../kernel/testing/bare.ts";
import { MILLISECOND, SECOND } from "../../../kernel/time.ts";
import { workloadKnob } from "../../workload.ts";
import { clientConfig, crdtClient } from "../client.ts";
import { addWins, causalDelivery, countedOnce, strongConvergence } from "../invariants.ts";
import { crdtOperations, crdtRules, crdtTimers, spreadKnob } from "../lesson.ts";
import { replicaNode } from "../machine.ts";
import type { Schema } from "../objects.ts";
import type { ReplicaConfig } from "../state.ts";
import { crdtLegend, crdtPresenters } from "../view.ts";
import { REPLICA } from "../world.ts";

const schema: Schema = {
  likes: "g-counter",
  stock: "pn-counter",
  title: "lww-register",
  cart: "or-set",
  note: "rga",
};

const REPLICAS = ["n1", "n2", "n3"];

const config: ReplicaConfig = {
  schema,
  gossipLow: 300 * MILLISECOND,
  gossipHigh: 500 * MILLISECOND,
  resend: 400 * MILLISECOND,
};

const client = (home: string, keys: readonly string[]) =>
  clientConfig({
    schema,
    home,
    keys,
    reads: 0.1,
    thinkLow: 200 * MILLISECOND,
    thinkHigh: 900 * MILLISECOND,
    patience: SECOND,
  });

/** @param keys what the clients' workload is about */
export function replicasOn(keys: readonly string[]): Scenario {
  return bareScenario({
    id: "replicas",
    nodes: [
      ...REPLICAS.map((id) => ({ id, kind: REPLICA, behavior: replicaNode, config })),
      { id: "c1", kind: "client", behavior: crdtClient, config: client("n1", keys) },
      { id: "c2", kind: "client", behavior: crdtClient, config: client("n2", keys) },
    ],
    links: () => ({ latency: { kind: "fixed", value: 10 * MILLISECOND } }),
    knobs: [spreadKnob, workloadKnob],
    rules: crdtRules,
    monitors: [
      anyMonitor(strongConvergence),
      anyMonitor(addWins),
      anyMonitor(countedOnce),
      anyMonitor(causalDelivery),
    ],
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
    legend: crdtLegend,
    recovery: 10 * SECOND,
  });
}

export const replicas: Scenario = replicasOn(Object.keys(schema));
