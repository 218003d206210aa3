/**
 * A client of the store: asks one of the nodes that a key belongs to, drawn at random, as behind a load balancer (DeCandia 2007 §4.5). It avoids
 * for a few operations whoever has not answered it; when nobody of a key's home is left, it asks any other node. It never repeats a
 * request: another coordinator would do a write a second time, as something newer.
 */
import { anyBehavior, type NodeId, type Operation } from "../../kernel/behavior.ts";
import { drawAgain, pick, type Luck } from "../../kernel/chance.ts";
import { clientMachine, type ClientConfig, type ClientContext } from "../client.ts";
import { defineNode } from "../machine.ts";
import { nextDataOperation } from "../workload.ts";
import { homeOf } from "./ring.ts";

export interface DynamoClientConfig extends ClientConfig {
  readonly ring: readonly NodeId[];
  readonly keys: readonly string[];
  /** Share of reads in the workload, 0 to 1. */
  readonly reads: number;
}

interface Memory {
  /** Nodes that have not answered, with the operation of which they heard last. */
  readonly silent: Readonly<Record<NodeId, number>>;
}

/** For so many operations a silent node is not asked. */
const AVOIDED = 5;

function choose(
  { op, silent, config, knobs }: ClientContext<DynamoClientConfig> & Memory,
  { key = "" }: Operation,
  luck: Luck,
): NodeId {
  const home = homeOf(key, config.ring, Number(knobs["n"]));
  const fit = (nodes: readonly NodeId[]) =>
    nodes.filter((node) => op - (silent[node] ?? -AVOIDED) >= AVOIDED);
  const nodes = [fit(home), fit(config.ring), home].find((each) => each.length > 0)!;
  return pick(drawAgain(luck, 5), nodes);
}

const dynamoClientMachine = clientMachine<DynamoClientConfig, Memory>({
  remembers: () => ({ silent: {} }),
  thinks: ({ id, op, config: { keys, reads } }, luck) =>
    nextDataOperation({ is: "data", keys, reads }, luck, op + 1, id),
  asks: choose,
  misses: ({ silent, target, op }) => ({ silent: { ...silent, [target]: op } }),
});

/** A client of the store. `config` of its node is {@link DynamoClientConfig}. */
export const dynamoClient = anyBehavior(defineNode(dynamoClientMachine));
