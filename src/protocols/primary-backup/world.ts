/** Servers and their operator as an onlooker sees them: for what is checked and measured, and for set-ups that begin at a present state. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import type { Entry, Epoch } from "./messages.ts";
import { backupsAsked, isPrimary, type ServerContext, type ServerDisk } from "./state.ts";

export const SERVER = "server";
export const OPERATOR = "operator";

/** A running server's state; null for others and while it is down. */
export function serverIn(node: NodeState | null): ServerContext | null {
  return node?.spec.kind === SERVER && node.state !== undefined
    ? (node.state as AnyMachineSnapshot & { context: ServerContext }).context
    : null;
}

/** A server's log, also while it is down. */
export function logOf(node: NodeState): readonly Entry[] {
  return serverIn(node)?.log ?? (node.disk as ServerDisk).log ?? [];
}

/** The primary of the highest epoch that any server has had one in, up or down. */
export interface Present {
  readonly id: NodeId;
  readonly epoch: Epoch;
}

/** A step's server, if it has become a primary by it, or has started as one. */
export function newPrimary(node: NodeState | null, before: unknown): Present | null {
  const server = serverIn(node);
  if (!server || !isPrimary(server)) return null;
  const was = (before as (AnyMachineSnapshot & { context: ServerContext }) | undefined)?.context;
  return was && isPrimary(was) && was.epoch === server.epoch
    ? null
    : { id: server.id, epoch: server.epoch };
}

/** Who is primary of the newest epoch, as far as servers that are up know of themselves; null when nobody is. */
export function presentPrimary(world: World): Present | null {
  return world.nodes.reduce<Present | null>((best, node) => {
    const server = serverIn(node);
    return server && isPrimary(server) && server.epoch > (best?.epoch ?? 0)
      ? { id: server.id, epoch: server.epoch }
      : best;
  }, null);
}

/** Whether a write that is acknowledged under such settings is meant to survive the loss of its primary. */
export function isKept({ knobs }: Settings): boolean {
  return backupsAsked(knobs, 2) > 0 && knobs["silence"] !== "carry-on";
}
