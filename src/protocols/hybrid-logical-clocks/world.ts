/** What onlookers (judges, meters, set-ups) may see of replicas. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import { readClock } from "../../kernel/clock.ts";
import type { Micros } from "../../kernel/time.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import { roamingTarget, type ClientConfig } from "./client.ts";
import type { ReplicaContext, ReplicaDisk } from "./state.ts";

/** The kind of a replica’s node. */
export const REPLICA = "replica";

/** What a replica knows, also while it is down. */
export function knownTo({ state, disk }: NodeState): Partial<ReplicaDisk> {
  const up = state as (AnyMachineSnapshot & { context: ReplicaContext }) | undefined;
  return up?.context ?? (disk as Partial<ReplicaDisk>);
}

export function replicasOf({ nodes }: World): readonly NodeState[] {
  return nodes.filter(({ spec }) => spec.kind === REPLICA);
}

/** What each replica’s own clock shows now, in µs. */
export function readingsOf(world: World): readonly Micros[] {
  return replicasOf(world).map(({ clock }) => readClock(clock, world.time));
}

/** Whom a client would ask next if it roamed. */
export function nextOnItsRound({ spec, disk }: NodeState): NodeId {
  return roamingTarget(spec.config as ClientConfig, Number(disk["op"] ?? 0) + 1);
}
