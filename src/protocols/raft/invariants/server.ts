/** Reading Raft servers off a world, for what is checked of them. */
import type { AnyMachineSnapshot } from "xstate";
import type { StepView } from "../../../kernel/monitor.ts";
import type { EventId } from "../../../kernel/trace.ts";
import type { NodeState } from "../../../kernel/world.ts";
import { EMPTY_LOG, type Log } from "../../../structures/log.ts";
import type { Command } from "../messages.ts";
import type { RaftContext } from "../state.ts";

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
