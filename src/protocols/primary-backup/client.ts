/** A client of a primary and its backups: reads and writes at the primary, and calls the operator when a hand has it ask for a failover. */
import { anyBehavior } from "../../kernel/behavior.ts";
import { clientMachine, type ClientConfig } from "../client.ts";
import { defineNode } from "../machine.ts";
import { nextDataOperation, type DataWorkload } from "../workload.ts";

export interface CallerConfig extends ClientConfig {
  readonly workload: DataWorkload;
}

interface Memory {
  /** Whom to call for a failover. */
  readonly operator: string;
}

const callerMachine = clientMachine<CallerConfig, Memory>({
  remembers: ({ members }) => ({ operator: members["operator"]?.[0] ?? "" }),
  thinks: ({ config: { workload }, op, id }, luck) => nextDataOperation(workload, luck, op + 1, id),
  // Whoever had called the operator last asks a server again, which knows who is primary.
  asks: ({ operator, servers, target }, { f }) =>
    f === "failover" ? operator : target === operator ? (servers[0] ?? target) : target,
});

/** A client. `config` of its node is {@link CallerConfig}. */
export const caller = anyBehavior(defineNode(callerMachine));
