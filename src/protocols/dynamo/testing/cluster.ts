/** Five nodes and three clients that ask by hand, for the tests of this protocol. x belongs to n1, n2, n3; y to n3, n4, n5. */
import type { LinkConditions } from "../../../kernel/conditions.ts";
import { anyMeter } from "../../../kernel/monitor.ts";
import type { Scenario } from "../../../kernel/scenario.ts";
import { bareRule, bareScenario } from "../../../kernel/testing/bare.ts";
import { MILLISECOND, SECOND } from "../../../kernel/time.ts";
import { dataOperations } from "../../workload.ts";
import { dynamoClient, type DynamoClientConfig } from "../client.ts";
import { dynamoPromises } from "../invariants.ts";
import { dynamoPresenters, dynamoTimers, unworkableQuorums } from "../lesson.ts";
import { dynamoNode } from "../machine.ts";
import { staleness } from "../meters.ts";
import { HINTED_HANDOFF, READ_REPAIR, STRICT_QUORUM, type DynamoConfig } from "../state.ts";
import { REPLICA } from "../world.ts";

const RING = ["n2", "n3", "n4", "n5", "n1"];

const config: DynamoConfig = {
  ring: RING,
  failover: 200 * MILLISECOND,
  patience: 700 * MILLISECOND,
  handoff: 500 * MILLISECOND,
};

const silent: DynamoClientConfig = {
  servers: REPLICA,
  ring: RING,
  keys: ["x", "y"],
  reads: 0.5,
  thinkLow: 1_000 * SECOND,
  thinkHigh: 2_000 * SECOND,
  attempt: 5 * SECOND,
  patience: SECOND,
  retry: SECOND,
};

const choice = (id: string, values: readonly string[]) => ({
  id,
  label: id,
  help: `${id}.`,
  values: values.map((value) => ({ value, label: value })),
});

/** @param latency of every link; 10 ms where it is left out */
export function dynamoCluster(
  clientConfig: Partial<DynamoClientConfig> = {},
  latency: LinkConditions["latency"] = { kind: "fixed", value: 10 * MILLISECOND },
): Scenario {
  const asking = { ...silent, ...clientConfig };
  return bareScenario({
    id: "cluster",
    nodes: [
      ...["n1", "n2", "n3", "n4", "n5"].map((id) => ({
        id,
        kind: REPLICA,
        behavior: dynamoNode,
        config,
      })),
      ...["c1", "c2", "c3"].map((id) => ({
        id,
        kind: "client",
        behavior: dynamoClient,
        config: asking,
      })),
    ],
    links: (from, to) => (from.kind === "client" && to.kind === "client" ? null : { latency }),
    keys: ["x", "y"],
    timers: dynamoTimers,
    operations: dataOperations,
    presenters: dynamoPresenters,
    knobs: [
      choice("n", ["3", "1", "2", "4", "5"]),
      choice("r", ["2", "1", "3", "4", "5"]),
      choice("w", ["2", "1", "3", "4", "5"]),
      choice("asks", ["all", "few"]),
      choice("workload", ["on", "off"]),
    ],
    rules: [READ_REPAIR, HINTED_HANDOFF, STRICT_QUORUM].map(bareRule),
    unworkable: unworkableQuorums,
    monitors: dynamoPromises,
    meters: [anyMeter(staleness)],
  });
}
