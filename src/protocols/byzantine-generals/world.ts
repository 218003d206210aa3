/** Generals as an onlooker sees them: for what is checked and measured of them, and for set-ups that begin at a present state. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import type { CommanderContext } from "./commander.ts";
import { depthOf, type LieutenantContext } from "./lieutenant-state.ts";

export const COMMANDER = "commander";
export const LIEUTENANT = "lieutenant";

function contextOf({ state }: NodeState): unknown {
  return state === undefined ? null : (state as AnyMachineSnapshot).context;
}

/** A running commander’s state; null for others and while it is down. */
export function commanderIn(node: NodeState | null): CommanderContext | null {
  return node?.spec.kind === COMMANDER ? (contextOf(node) as CommanderContext | null) : null;
}

/** A running lieutenant’s state; null for others and while it is down. */
export function lieutenantIn(node: NodeState | null): LieutenantContext | null {
  return node?.spec.kind === LIEUTENANT ? (contextOf(node) as LieutenantContext | null) : null;
}

/** Who is a traitor now. */
export function traitorsIn({ nodes }: World): readonly NodeId[] {
  return nodes.filter(({ traitor }) => traitor !== null).map(({ spec }) => spec.id);
}

/** The m of OM(m) under the settings of now, for the next order. */
export function depthNow({ nodes, settings }: World): number {
  return depthOf(settings, nodes.length);
}
