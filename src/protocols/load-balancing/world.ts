/** What onlookers (judges, meters, set-ups) may see of the balancer and its servers. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import { lengthOf, type QueueContext } from "../request-queue.ts";
import { BALANCER, SERVER, type BalancerContext } from "./state.ts";

function contextOf<C>({ state }: NodeState): C | null {
  return (state as (AnyMachineSnapshot & { context: C }) | undefined)?.context ?? null;
}

/** The node that balances. */
export function balancerIn({ nodes }: World): NodeState {
  return nodes.find(({ spec }) => spec.kind === BALANCER)!;
}

/** What the balancer has in memory; null while it is down. */
export function balancerOf(world: World): BalancerContext | null {
  return contextOf<BalancerContext>(balancerIn(world));
}

/** The servers, in order. */
export function serversIn({ nodes }: World): readonly NodeState[] {
  return nodes.filter(({ spec }) => spec.kind === SERVER);
}

/** How many requests are at a server now, waiting or in service; none while it is down. */
export function queueAt(node: NodeState): number {
  const context = contextOf<QueueContext>(node);
  return context === null ? 0 : lengthOf(context);
}

/** Whether nothing of this kind is between two nodes. */
export function isOpen({ network, nodes }: World, a: NodeId, b: NodeId): boolean {
  const [from, to] = [a, b].map((id) => nodes.findIndex(({ spec }) => spec.id === id));
  return network.link(from!, to!)?.cut === false && network.link(to!, from!)?.cut === false;
}
