/** Servers and their disk as an onlooker sees them: for what is checked and measured, and for set-ups that begin at a present state. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import type { DiskContext } from "./disk.ts";
import type { Blocks, Epoch } from "./messages.ts";
import type { ServerContext } from "./state.ts";

export const SERVER = "server";
export const DISK = "disk";

/** A running server's state; null for others and while it is down. */
export function serverIn(node: NodeState | null): ServerContext | null {
  return node?.spec.kind === SERVER && node.state !== undefined
    ? (node.state as AnyMachineSnapshot & { context: ServerContext }).context
    : null;
}

/** What the disk holds, also while it is down. */
export function blocksOf(world: World): Blocks {
  const node = world.nodes.find(({ spec }) => spec.kind === DISK);
  return (node?.disk as Partial<DiskContext> | undefined)?.blocks ?? [];
}

/** Whoever believes to be primary, with the epoch of each; the newest first. */
export interface Believer {
  readonly id: NodeId;
  readonly epoch: Epoch;
}

export function believers(world: World): readonly Believer[] {
  return world.nodes
    .flatMap((node) => {
      const server = serverIn(node);
      return server && node.mode.startsWith("primary")
        ? [{ id: server.id, epoch: server.epoch }]
        : [];
    })
    .toSorted((a, b) => b.epoch - a.epoch);
}
