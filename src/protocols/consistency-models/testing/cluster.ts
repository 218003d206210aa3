/** Three replicas of a store and a client at each, who ask by hand, for the tests of this protocol. n1 is the sequencer. */
import type { Scenario } from "../../../kernel/scenario.ts";
import { bareScenario } from "../../../kernel/testing/bare.ts";
import { anyMonitor } from "../../../kernel/monitor.ts";
import { MILLISECOND, SECOND } from "../../../kernel/time.ts";
import { dataOperations } from "../../workload.ts";
import { storeClient, type StoreClientConfig } from "../client.ts";
import { causal, sequential } from "../invariants.ts";
import { REPLICAS, storeRules, timersOf } from "../lesson.ts";
import type { ReplicaConfig, Store } from "../store.ts";
import { presentersOf } from "../view.ts";
import { REPLICA } from "../world.ts";

/** Messages take 10 ms. */
export function clusterOf(store: Store): Scenario {
  const config: ReplicaConfig = {
    store,
    sequencer: "n1",
    resend: 200 * MILLISECOND,
    roundLow: 300 * MILLISECOND,
    roundHigh: 300 * MILLISECOND,
  };
  const clientAt = (home: string): StoreClientConfig => ({
    home,
    servers: REPLICA,
    keys: ["x", "y"],
    reads: 0.5,
    thinkLow: 1_000 * SECOND,
    thinkHigh: 2_000 * SECOND,
    attempt: 300 * MILLISECOND,
    patience: SECOND,
    retry: SECOND,
  });
  return bareScenario({
    id: "cluster",
    nodes: [
      ...["n1", "n2", "n3"].map((id) => ({
        id,
        kind: REPLICA,
        behavior: REPLICAS[store],
        config,
      })),
      ...["1", "2", "3"].map((i) => ({
        id: `c${i}`,
        kind: "client",
        behavior: storeClient,
        config: clientAt(`n${i}`),
      })),
    ],
    links: (from, to) =>
      from.kind === "client" && to.kind === "client"
        ? null
        : { latency: { kind: "fixed", value: 10 * MILLISECOND } },
    keys: ["x", "y"],
    timers: timersOf(store),
    operations: dataOperations,
    presenters: presentersOf(store),
    rules: storeRules,
    monitors: [anyMonitor(sequential(() => true)), anyMonitor(causal(() => true))],
  });
}
