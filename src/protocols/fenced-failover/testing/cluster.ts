/** Three servers, their disk and two clients that ask by hand, for the tests of this protocol. */
import type { LinkConditions } from "../../../kernel/conditions.ts";
import { anyMeter } from "../../../kernel/monitor.ts";
import type { Scenario } from "../../../kernel/scenario.ts";
import { bareRule, bareScenario } from "../../../kernel/testing/bare.ts";
import { MILLISECOND, SECOND } from "../../../kernel/time.ts";
import { dataOperations, workloadKnob } from "../../workload.ts";
import { failoverClient, type FailoverClientConfig } from "../client.ts";
import { disk, FENCING, type DiskConfig } from "../disk.ts";
import { failoverPromises } from "../invariants.ts";
import { failoverPresenters, failoverTimers } from "../lesson.ts";
import { crowns, refusals } from "../meters.ts";
import { server } from "../server.ts";
import { MAJORITY, type ServerConfig } from "../state.ts";

const serving: ServerConfig = {
  first: "n1",
  heartbeat: 0.3 * SECOND,
  voteTimeout: 0.4 * SECOND,
  resend: 0.4 * SECOND,
  patience: 1.5 * SECOND,
};
const holding: DiskConfig = { access: 10 * MILLISECOND };
const silent: FailoverClientConfig = {
  servers: "server",
  workload: { is: "data", keys: ["x", "y"], reads: 0 },
  thinkLow: 1_000 * SECOND,
  thinkHigh: 2_000 * SECOND,
  attempt: SECOND,
  patience: 4 * SECOND,
  retry: 0.2 * SECOND,
};

/** @param latency of every link; 10 ms where it is left out */
export function failoverCluster(
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
      { id: "disk", kind: "disk", behavior: disk, config: holding },
      { id: "c1", kind: "client", behavior: failoverClient, config: silent },
      { id: "c2", kind: "client", behavior: failoverClient, config: silent },
    ],
    links: () => ({ latency, order: "fifo" }),
    keys: ["x", "y"],
    timers: failoverTimers,
    operations: dataOperations,
    presenters: failoverPresenters,
    knobs: [
      {
        id: "silence",
        label: "silence",
        help: "silence.",
        values: [{ value: "1s", label: "1s" }],
      },
      workloadKnob,
    ],
    rules: [MAJORITY, FENCING].map(bareRule),
    monitors: failoverPromises,
    meters: [anyMeter(crowns), anyMeter(refusals)],
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
