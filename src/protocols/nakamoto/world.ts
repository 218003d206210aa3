/** What onlookers (judges, meters, set-ups) may see of peers. Nobody among them sees all chains at once. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import type { Chain } from "./chain.ts";
import type { PeerContext } from "./peer.ts";
import type { ShopContext } from "./shop.ts";

export const MINER = "miner";
export const SHOP = "shop";
export const ATTACKER = "attacker";

function contextOf<C>(state: unknown): C | null {
  return (state as (AnyMachineSnapshot & { context: C }) | undefined)?.context ?? null;
}

/** What a peer follows, from a state of it; null when it has none. */
export function chainIn(state: unknown): Chain | null {
  return contextOf<PeerContext>(state)?.chain ?? null;
}

/** Whether what the node does is Nakamoto's protocol: all but the attacker. */
export function isHonest({ spec }: NodeState): boolean {
  return spec.kind !== ATTACKER;
}

/** Honest peers that are not down, each with the chain that it follows. */
export function honestChains(
  world: World,
): readonly { readonly id: NodeId; readonly chain: Chain }[] {
  return world.nodes.flatMap((node) => {
    const chain = isHonest(node) ? chainIn(node.state) : null;
    return chain ? [{ id: node.spec.id, chain }] : [];
  });
}

/** The shop's memory; null while it is down. */
export function shopIn(world: World): ShopContext | null {
  return contextOf(world.nodes.find(({ spec }) => spec.kind === SHOP)?.state);
}
