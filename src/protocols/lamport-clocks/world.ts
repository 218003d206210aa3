/** What onlookers (judges, meters, set-ups) may see of a process. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeState, World } from "../../kernel/world.ts";
import type { ProcessContext, ProcessDisk } from "./state.ts";

/** The kind of a process's node. */
export const PROCESS = "process";

/** What a process has in memory; null while it is down. */
export function processOf({ state }: NodeState): ProcessContext | null {
  return (state as (AnyMachineSnapshot & { context: ProcessContext }) | undefined)?.context ?? null;
}

/** What a process knows, also while it is down. */
export function knownTo(node: NodeState): Partial<ProcessDisk> {
  return processOf(node) ?? (node.disk as Partial<ProcessDisk>);
}

export function processesOf({ nodes }: World): readonly NodeState[] {
  return nodes.filter((node) => node.spec.kind === PROCESS);
}
