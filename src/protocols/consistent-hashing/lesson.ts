/** A service of consistent hashing as lessons and tests put it together. */
import type { LinkConditions } from "../../kernel/conditions.ts";
import type { NodeSpec, OperationSpec } from "../../kernel/scenario.ts";
import type { Micros } from "../../kernel/time.ts";
import type { Presenter } from "../../kernel/view.ts";
import { dataOperations } from "../workload.ts";
import { hashClient, type ClientConfig } from "./client.ts";
import { MEMBERSHIP, membershipNode, type MembershipConfig } from "./membership.ts";
import { hashNode } from "./node.ts";
import { NODE, UNLOADED, type NodeConfig } from "./node-state.ts";
import { hashClientPresenter, membershipPresenter, nodePresenter } from "./view.ts";
import type { ServiceConfig } from "./views.ts";

/** Times in local µs. */
export interface HashingService {
  /** How many nodes belong at the start, and how many stand by. */
  readonly members: number;
  readonly spares: number;
  readonly keys: number;
  /** How long one waits before it sends or asks again: a node, a client, the membership service. */
  readonly resend: Micros;
  /** How long everything stays as it is before somebody comes or goes unasked. */
  readonly churn: readonly [low: Micros, high: Micros];
  readonly client: Pick<ClientConfig, "thinkLow" | "thinkHigh" | "attempt" | "retry" | "patience">;
}

export const MEMBERSHIP_ID = "m1";

/** The nodes `s1`, `s2`, …, the last of which stand by, the membership service `m1` and the clients `c1` and `c2`. */
export function hashingNodes({
  members,
  spares,
  keys,
  resend,
  churn: [churnLow, churnHigh],
  client,
}: HashingService): NodeSpec[] {
  const ids = Array.from({ length: members + spares }, (_, i) => `s${i + 1}`);
  const service: ServiceConfig = { members: ids.slice(0, members), keys };
  const node: NodeConfig = { ...service, membership: MEMBERSHIP_ID, resend };
  const membership: MembershipConfig = { ...service, announce: resend, churnLow, churnHigh };
  const config: ClientConfig = { ...service, ...client, membership: MEMBERSHIP_ID };
  return [
    { id: MEMBERSHIP_ID, kind: MEMBERSHIP, behavior: membershipNode, config: membership },
    ...ids.map((id): NodeSpec => {
      return { id, kind: NODE, behavior: hashNode, config: node, disk: UNLOADED };
    }),
    ...["c1", "c2"].map((id): NodeSpec => ({ id, kind: "client", behavior: hashClient, config })),
  ];
}

/** Everybody hears everybody, but for clients among themselves. */
export function hashingLinks(
  low: Micros,
  high: Micros,
): (from: NodeSpec, to: NodeSpec) => Partial<LinkConditions> | null {
  return (from, to) =>
    from.kind === "client" && to.kind === "client"
      ? null
      : { latency: { kind: "uniform", low, high } };
}

export const hashingPresenters: Readonly<Record<string, Presenter>> = {
  [MEMBERSHIP]: membershipPresenter,
  [NODE]: nodePresenter,
  client: hashClientPresenter,
};

export const hashingOperations: readonly OperationSpec[] = [
  ...dataOperations,
  { f: "join", label: "a node joins", arguments: ["value"] },
  { f: "leave", label: "a node leaves", arguments: ["value"] },
];

export const hashingTimers: readonly string[] = [
  "resendInterval",
  "announceInterval",
  "churnTime",
  "thinkTime",
  "attempt",
  "patience",
  "retryDelay",
];
