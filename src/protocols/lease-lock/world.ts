/** What onlookers (judges, meters, set-ups) may see of the lock, its clients and the storage. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import type { ServiceContext } from "./service-state.ts";

/** The kinds of node. */
export const LOCK = "lock";
export const STORAGE = "storage";
export const HOLDER = "holder";

/** The node of the lock service. */
export function lockNode({ nodes }: World): NodeState {
  return nodes.find((node) => node.spec.kind === LOCK)!;
}

/** What the lock service has in memory; null while it is down. */
export function serviceOf(world: World): ServiceContext | null {
  const { state } = lockNode(world);
  return (state as (AnyMachineSnapshot & { context: ServiceContext }) | undefined)?.context ?? null;
}

/** The names of all clients of the lock. */
export function holdersIn({ nodes }: World): readonly NodeId[] {
  return nodes.filter(({ spec }) => spec.kind === HOLDER).map(({ spec }) => spec.id);
}

/** Whether a client is in a mode in which it believes that it holds the lock. */
export function believes(mode: string): boolean {
  return mode.startsWith("holding");
}
