/** Three servers, their operator and two clients that ask by hand, for the tests of this protocol. */
import type { LinkConditions } from "../../../kernel/conditions.ts";
import { anyMeter } from "../../../kernel/monitor.ts";
import type { Scenario } from "../../../kernel/scenario.ts";
import { bareRule, bareScenario } from "../../../kernel/testing/bare.ts";
import { MILLISECOND, SECOND } from "../../../kernel/time.ts";
import { workloadKnob } from "../../workload.ts";
import { caller, type CallerConfig } from "../client.ts";
import { replicationPromises } from "../invariants.ts";
import { replicationOperations, replicationPresenters, replicationTimers } from "../lesson.ts";
import { recovery, writeLatency } from "../meters.ts";
import { operator, type OperatorConfig } from "../operator.ts";
import { server } from "../server.ts";
import { LONGEST_LOG, WAIT_FOR_BACKUP, type ServerConfig } from "../state.ts";

const serving: ServerConfig = { first: "n1", ship: 0.3 * SECOND, fallback: SECOND };
const operating: OperatorConfig = { first: "n1", ping: 0.4 * SECOND, suspicion: SECOND };
const silent: CallerConfig = {
  servers: "server",
  workload: { is: "data", keys: ["x", "y"], reads: 0 },
  thinkLow: 1_000 * SECOND,
  thinkHigh: 2_000 * SECOND,
  attempt: SECOND,
  patience: 5 * SECOND,
  retry: 0.2 * SECOND,
};

const choice = (id: string, values: readonly string[]) => ({
  id,
  label: id,
  help: `${id}.`,
  values: values.map((value) => ({ value, label: value })),
});

/** @param latency of every link; 10 ms where it is left out */
export function replicationCluster(
  latency: LinkConditions["latency"] = { kind: "fixed", value: 10 * MILLISECOND },
): Scenario {
  return bareScenario({
    id: "cluster",
    nodes: [
      ...["n1", "n2", "n3"].map((id) => ({
        id,
        kind: "server",
        behavior: server,
        config: serving,
      })),
      { id: "op", kind: "operator", behavior: operator, config: operating },
      { id: "c1", kind: "client", behavior: caller, config: silent },
      { id: "c2", kind: "client", behavior: caller, config: silent },
    ],
    links: () => ({ latency, order: "fifo" }),
    keys: ["x", "y"],
    timers: replicationTimers,
    operations: replicationOperations,
    presenters: replicationPresenters,
    knobs: [
      choice("replication", ["semi-synchronous", "asynchronous", "synchronous"]),
      choice("failover", ["automatic", "by-hand"]),
      choice("silence", ["wait", "carry-on"]),
      workloadKnob,
    ],
    rules: [WAIT_FOR_BACKUP, LONGEST_LOG].map(bareRule),
    monitors: replicationPromises,
    meters: [anyMeter(recovery), anyMeter(writeLatency)],
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
  });
}
