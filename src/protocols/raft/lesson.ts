/** What every lesson on Raft shares: its nodes' looks, the names of its timers, what clients may be asked by hand. */
import type { LinkConditions } from "../../kernel/conditions.ts";
import type { FaultModel, NodeSpec, OperationSpec } from "../../kernel/scenario.ts";
import type { Knob } from "../../kernel/settings.ts";
import type { Presenter } from "../../kernel/view.ts";
import type { Micros } from "../../kernel/time.ts";
import { clientPresenter } from "./client-view.ts";
import { serverPresenter } from "./view.ts";

export const raftTimers: readonly string[] = [
  "electionTimeout",
  "heartbeatInterval",
  "quorumCheck",
  "retryInterval",
  "thinkTime",
  "attempt",
  "patience",
  "retryDelay",
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
  client: clientPresenter,
};

export const dataOperations: readonly OperationSpec[] = [
  { f: "write", label: "write", arguments: ["key", "value"] },
  { f: "read", label: "read", arguments: ["key"] },
];

/** What an administrator may be asked by hand. Several servers are written `n1+n4`. */
export const membershipOperations: readonly OperationSpec[] = [
  { f: "add", label: "add a server", arguments: ["value"] },
  { f: "remove", label: "remove a server", arguments: ["value"] },
  { f: "members", label: "set the members", arguments: ["value"] },
];

export const workloadKnob: Knob = {
  id: "workload",
  label: "Workload",
  help: "Whether the clients think of operations by themselves.",
  values: [
    { value: "on", label: "on" },
    { value: "off", label: "off" },
  ],
};

/** Even latencies, in simulated µs: from and to servers, and from and to clients. Clients do not talk to each other. */
export function raftLinks(
  servers: readonly [low: Micros, high: Micros],
  clients: readonly [low: Micros, high: Micros],
): (from: NodeSpec, to: NodeSpec) => Partial<LinkConditions> | null {
  return (from, to) => {
    if (from.kind === "client" && to.kind === "client") return null;
    const [low, high] = from.kind === "client" || to.kind === "client" ? clients : servers;
    return { latency: { kind: "uniform", low, high } };
  };
}
