/** What onlookers (judges, meters, set-ups) may see of a replica. */
import type { AnyMachineSnapshot } from "xstate";
import type { StepView } from "../../kernel/monitor.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import { valuesOf } from "./objects.ts";
import type { ReplicaConfig, ReplicaContext, ReplicaDisk } from "./state.ts";

/** The kind of a replica's node. */
export const REPLICA = "replica";

/** What a replica has in memory; null while it is down. */
export function replicaOf(state: unknown): ReplicaContext | null {
  return (state as (AnyMachineSnapshot & { context: ReplicaContext }) | undefined)?.context ?? null;
}

export function replicasOf({ nodes }: World): readonly NodeState[] {
  return nodes.filter((node) => node.spec.kind === REPLICA);
}

/** What a replica knows, also while it is down. */
export function knownTo(node: NodeState): Partial<ReplicaDisk> {
  return replicaOf(node.state) ?? (node.disk as Partial<ReplicaDisk>);
}

export function schemaOf(node: NodeState): ReplicaConfig["schema"] {
  return (node.spec.config as ReplicaConfig).schema;
}

/** What a replica answers to a query of each object, also as judged while it is down. */
export function valuesHeld(node: NodeState): Readonly<Record<string, string>> {
  return valuesOf(schemaOf(node), knownTo(node).payloads ?? {});
}

/** The replica that this step has changed what it holds of; null when none. */
export function changedReplica({ node, before }: StepView): NodeState | null {
  if (node?.spec.kind !== REPLICA) return null;
  const [now, then] = [replicaOf(node.state), replicaOf(before)];
  return now !== null && (now.seen !== then?.seen || now.payloads !== then.payloads) ? node : null;
}
