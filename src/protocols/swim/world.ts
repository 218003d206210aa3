/** What onlookers (judges, meters, set-ups) may see of the members. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import type { MemberContext } from "./state.ts";

/** The kind of node that is a member of the group. */
export const MEMBER = "member";

/** What a member has in memory; null while it is down. */
export function memberOf({ state }: NodeState): MemberContext | null {
  return (state as (AnyMachineSnapshot & { context: MemberContext }) | undefined)?.context ?? null;
}

/** What one member holds of another; null while it is down. */
export function regardOf(world: World, who: NodeId, whom: NodeId): string | null {
  return memberOf(world.node(who))?.members[whom]?.status ?? null;
}
