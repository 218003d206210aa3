/** A client of whoever is primary. */
import { anyBehavior } from "../../kernel/behavior.ts";
import { clientMachine, type ClientConfig } from "../client.ts";
import { defineNode } from "../machine.ts";
import { nextDataOperation, type DataWorkload } from "../workload.ts";

export interface FailoverClientConfig extends ClientConfig {
  readonly workload: DataWorkload;
}

const failoverClientMachine = clientMachine<FailoverClientConfig, Record<never, never>>({
  remembers: () => ({}),
  thinks: ({ config: { workload }, op, id }, luck) => nextDataOperation(workload, luck, op + 1, id),
});

/** A client. `config` of its node is {@link FailoverClientConfig}. */
export const failoverClient = anyBehavior(defineNode(failoverClientMachine));
