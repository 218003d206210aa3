/**
 * Somebody who uses the replica at hand, and no other. A request is sent once: repeated, an increment would be two, and at another replica
 * anything would. When nobody answers in time, it may have been done or not.
 */
import { anyBehavior, type NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import { clientMachine, type ClientConfig } from "../client.ts";
import { defineNode } from "../machine.ts";
import { thinkOf, type Schema } from "./objects.ts";
import { OBJECT } from "./state.ts";
import { REPLICA } from "./world.ts";

export interface CrdtClientConfig extends ClientConfig {
  readonly schema: Schema;
  /** The replica at hand. */
  readonly home: NodeId;
  /** The objects that its workload is about, where the knob `object` chooses none. */
  readonly keys: readonly string[];
  /** Share of reads in the workload, 0 to 1. */
  readonly reads: number;
}

/** What a client is to be told: its replica, its objects, and its times in local µs. */
export function clientConfig({
  patience,
  ...rest
}: Pick<CrdtClientConfig, "schema" | "home" | "keys" | "reads" | "thinkLow" | "thinkHigh"> & {
  readonly patience: Micros;
}): CrdtClientConfig {
  // An attempt that lasts longer than patience is the only one; replicas never send elsewhere.
  return { ...rest, servers: REPLICA, patience, attempt: 2 * patience, retry: patience };
}

const crdtClientMachine = clientMachine<CrdtClientConfig, object>({
  remembers: () => ({}),
  servers: ({ home }) => [home],
  thinks({ config: { schema, keys, reads }, knobs }, luck) {
    const chosen = knobs[OBJECT];
    return thinkOf(schema, chosen === undefined ? keys : [chosen], reads, luck);
  },
});

/** A client of replicas. `config` of its node is {@link CrdtClientConfig}. */
export const crdtClient = anyBehavior(defineNode(crdtClientMachine));
