/** What onlookers (judges, meters, set-ups) may see of a member. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeState, World } from "../../kernel/world.ts";
import type { News } from "./messages.ts";
import type { EpidemicConfig, EpidemicContext, EpidemicDisk } from "./state.ts";

type Snapshot = AnyMachineSnapshot & { readonly context: EpidemicContext };

/** What a node's memory knows; null while it knows nothing or is down. */
export function newsOf(state: unknown): News | null {
  return (state as Snapshot | undefined)?.context.news ?? null;
}

/** Whether a node's memory finds interesting what it knows. */
export function isInfective(state: unknown): boolean {
  return (state as Snapshot | undefined)?.value === "infective";
}

/** What a node's disk keeps. */
export function newsOnDisk({ disk }: NodeState): News | null {
  return (disk as EpidemicDisk).news ?? null;
}

/** The parameters that all members share. */
export function configIn({ nodes }: World): EpidemicConfig {
  return nodes[0]!.spec.config as EpidemicConfig;
}
