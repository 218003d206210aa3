/** What onlookers (judges, meters, set-ups) may see of the service. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import { MEMBERSHIP } from "./membership.ts";
import type { Change, Stored, Transfer } from "./messages.ts";
import { NODE, type NodeConfig } from "./node-state.ts";

/** The nodes that could keep keys. */
export function nodesIn({ nodes }: World): readonly NodeState[] {
  return nodes.filter(({ spec }) => spec.kind === NODE);
}

export function membershipIn({ nodes }: World): NodeState {
  return nodes.find(({ spec }) => spec.kind === MEMBERSHIP)!;
}

/** What the membership service has on disk: the newest change that there is. */
export function changeIn(world: World): Change {
  return membershipIn(world).disk["change"] as Change;
}

/** Who has not settled under the newest change. */
export function unsettledIn(world: World): readonly NodeId[] {
  return (membershipIn(world).disk["unsettled"] as readonly NodeId[] | undefined) ?? [];
}

/** How many keys there are. */
export function keysIn(world: World): number {
  return (nodesIn(world)[0]!.spec.config as NodeConfig).keys;
}

/** The keys on a node's disk. */
export function storeOf({ disk }: NodeState): Readonly<Record<string, Stored>> {
  return (disk["keys"] as Readonly<Record<string, Stored>> | undefined) ?? {};
}

/** The keys that are on their way. */
export function* travelling(world: World): Generator<string> {
  for (const { message } of world.flights.values()) {
    if (message.type !== "Transfer") continue;
    for (const { key } of (message as unknown as Transfer).keys) yield key;
  }
}
