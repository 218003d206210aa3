/** Raft servers as an onlooker sees them: for what is checked of them, and for set-ups that begin at a present state. */
import type { AnyMachineSnapshot } from "xstate";
import type { NodeId } from "../../kernel/behavior.ts";
import type { StepView } from "../../kernel/monitor.ts";
import type { EventId } from "../../kernel/trace.ts";
import type { NodeState, World } from "../../kernel/world.ts";
import { EMPTY_LOG, type Log } from "../../structures/log.ts";
import type { Command, Snapshot } from "./messages.ts";
import type { RaftContext } from "./state.ts";

export const SERVER = "server";

/** A running server's state; null for clients and for servers that are down. */
export function raftOf(node: NodeState | null): RaftContext | null {
  return node?.spec.kind === SERVER ? contextOf(node.state) : null;
}

export function contextOf(state: unknown): RaftContext | null {
  return state === undefined ? null : ((state as AnyMachineSnapshot).context as RaftContext);
}

/** A server's log: in memory while it runs, on disk while it is down. */
export function logIn(node: NodeState): Log<Command> {
  return raftOf(node)?.log ?? (node.disk["log"] as Log<Command> | undefined) ?? EMPTY_LOG;
}

/** The trace event of this step by which the node's mode became `mode`; 0 when it did not. */
export function became(step: StepView, mode: string): EventId {
  for (const event of step.events) {
    if (event.kind === "mode" && event.data.to === mode && event.node === step.node?.spec.id)
      return event.id;
  }
  return 0;
}

/** The servers that run. */
export function serversUp(world: World): NodeId[] {
  return world.nodes
    .filter((node) => node.spec.kind === SERVER && node.status === "up")
    .map((node) => node.spec.id);
}

/** The leader of the latest term among the servers that run; null when there is none. */
export function leaderOf(world: World): NodeId | null {
  let found: RaftContext | null = null;
  for (const node of world.nodes) {
    const raft = node.mode === "leader" && node.status === "up" ? raftOf(node) : null;
    if (raft && (found === null || raft.currentTerm > found.currentTerm)) found = raft;
  }
  return found?.id ?? null;
}

/**
 * Every value of each key that is anywhere in the cluster, in a state machine or in a log; null among them, since a server
 * that has nothing yet may answer, too.
 */
export function valuesPresent(world: World): ReadonlyMap<string, readonly unknown[]> {
  const found = new Map<string, Set<unknown>>();
  const add = (key: string, value: unknown) => {
    const values = found.get(key) ?? new Set<unknown>([null]);
    found.set(key, values.add(value ?? null));
  };
  for (const node of world.nodes) {
    if (node.spec.kind !== SERVER) continue;
    const snapshot = (node.disk["snapshot"] ?? null) as Snapshot | null;
    const store = raftOf(node)?.machine.store ?? snapshot?.machine.store ?? {};
    for (const [key, value] of Object.entries(store)) add(key, value);
    for (const { command } of logIn(node).entries)
      if (command.is === "operation" && command.operation.f === "write")
        add(command.operation.key ?? "", command.operation.value);
  }
  return new Map([...found].map(([key, values]) => [key, [...values]]));
}
