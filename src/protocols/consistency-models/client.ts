/**
 * Somebody who uses the replica at hand, and no other. What it thinks of depends on the seed and on how much it has asked before, and on nothing
 * that a store does: so the same seed asks the same of every store. An unanswered request is sent again, under its number.
 */
import { anyBehavior, type NodeId } from "../../kernel/behavior.ts";
import { drawAgain, type Luck } from "../../kernel/chance.ts";
import { clientMachine, type ClientConfig } from "../client.ts";
import { defineNode } from "../machine.ts";
import { nextDataOperation } from "../workload.ts";

export interface StoreClientConfig extends ClientConfig {
  /** The replica at hand. */
  readonly home: NodeId;
  readonly keys: readonly string[];
  /** Share of reads in the workload, 0 to 1. */
  readonly reads: number;
}

interface Memory {
  /** The chance of its start, from which all that it thinks of is drawn. */
  readonly start: Luck;
}

const storeClientMachine = clientMachine<StoreClientConfig, Memory>({
  remembers: ({ luck }) => ({ start: luck }),
  servers: ({ home }) => [home],
  thinks: ({ id, op, start, config: { keys, reads } }) =>
    nextDataOperation({ is: "data", keys, reads }, drawAgain(start, op + 1), op + 1, id),
});

/** A client of one replica. `config` of its node is {@link StoreClientConfig}. */
export const storeClient = anyBehavior(defineNode(storeClientMachine));
