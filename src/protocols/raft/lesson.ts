/** What every lesson on Raft shares: its nodes' looks, the names of its timers, what clients may be asked by hand. */
import type { FaultModel, OperationSpec } from "../../kernel/scenario.ts";
import type { Presenter } from "../../kernel/view.ts";
import { clientPresenter } from "../client-view.ts";
import { clientTimers } from "../workload.ts";
import { viewMessage } from "./message-view.ts";
import { serverPresenter } from "./view.ts";

export const raftTimers: readonly string[] = [
  "electionTimeout",
  "heartbeatInterval",
  "quorumCheck",
  "retryInterval",
  ...clientTimers,
];

/** What five servers of a Raft cluster must bear: two of them down, anything lost or doubled, clocks that are nearly right. */
export const raftFaults: FaultModel = {
  crash: true,
  cut: true,
  partition: true,
  pause: true,
  loss: 0.1,
  duplication: 0.1,
  drift: 0.05,
  down: 2,
};

export const raftPresenters: Readonly<Record<string, Presenter>> = {
  server: serverPresenter,
  client: clientPresenter(viewMessage),
};

/** What an administrator may be asked by hand. Several servers are written `n1+n4`. */
export const membershipOperations: readonly OperationSpec[] = [
  { f: "add", label: "add a server", arguments: ["value"] },
  { f: "remove", label: "remove a server", arguments: ["value"] },
  { f: "members", label: "set the members", arguments: ["value"] },
];
