/** What onlookers (judges, meters, set-ups) may see of the bank. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import type { Accounts, BankContext, BankDisk } from "./state.ts";

/** The kind of the node that keeps the accounts. */
export const BANK = "bank";

function bankNodeOf({ nodes }: World): NodeState {
  return nodes.find((node) => node.spec.kind === BANK)!;
}

/** What the bank has in memory; null while it is down. */
export function bankOf(world: World): BankContext | null {
  const { state } = bankNodeOf(world);
  return (state as (AnyMachineSnapshot & { context: BankContext }) | undefined)?.context ?? null;
}

/** The accounts as on disk, also while the bank is down. */
export function accountsOf(world: World): Accounts {
  return (bankNodeOf(world).disk as BankDisk).accounts ?? {};
}

/** The accounts as they were before anything happened. */
export function openingOf(world: World): Accounts {
  return (bankNodeOf(world).spec.disk as BankDisk | undefined)?.accounts ?? {};
}

/** The bank's name. */
export function bankIn(world: World): NodeId {
  return bankNodeOf(world).spec.id;
}
