/** What onlookers (judges, meters, set-ups) may see of a process. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeState, World } from "../../kernel/world.ts";
import type { ProcessContext } from "./state.ts";

/** The kind of a process's node. */
export const PROCESS = "process";

/** What a process has in memory; null while it is down. */
export function processOf({ state }: NodeState): ProcessContext | null {
  return (state as (AnyMachineSnapshot & { context: ProcessContext }) | undefined)?.context ?? null;
}

/** The processes that run, in the scenario's order. */
export function runningIn({ nodes }: World): readonly ProcessContext[] {
  return nodes.flatMap((node) => {
    const context = node.status === "up" ? processOf(node) : null;
    return context ? [context] : [];
  });
}
