/** What lessons on primary–backup replication share: their nodes' looks, the names of their timers, what clients may be asked by hand. */
import type { OperationSpec } from "../../kernel/scenario.ts";
import type { Presenter } from "../../kernel/view.ts";
import { clientPresenter } from "../client-view.ts";
import { clientTimers, dataOperations } from "../workload.ts";
import { viewMessage } from "./message-view.ts";
import { operatorPresenter, serverPresenter } from "./view.ts";
import { OPERATOR, SERVER } from "./world.ts";

export const replicationTimers: readonly string[] = [
  "shipInterval",
  "fallback",
  "pingInterval",
  "suspicion",
  ...clientTimers,
];

export const replicationPresenters: Readonly<Record<string, Presenter>> = {
  [SERVER]: serverPresenter,
  [OPERATOR]: operatorPresenter,
  client: clientPresenter(viewMessage),
};

export const replicationOperations: readonly OperationSpec[] = [
  ...dataOperations,
  { f: "failover", label: "call the operator: fail over", arguments: [] },
];
