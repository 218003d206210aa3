/** What a Raft log is replicated for: a deterministic state machine, here a key-value store with client sessions (§8). */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Command, StateMachine } from "./messages.ts";

export const EMPTY_MACHINE: StateMachine = { store: {}, sessions: {} };

/** What applying one entry came to. */
export interface Applied {
  readonly index: number;
  readonly term: number;
  readonly command: Command;
  /** The answer to who asked. */
  readonly value: unknown;
  /**
   * `done`: it had its effect. `duplicate`: it had been done before, and the answer is the old one. `late`: its client
   * has gone on since, so that nobody waits for it.
   */
  readonly how: "done" | "duplicate" | "late";
}

/** A request that was done before, with its answer; `late` when its client has gone on; null when it is new. */
export function doneBefore(
  machine: StateMachine,
  client: NodeId,
  op: number,
): { readonly how: "duplicate" | "late"; readonly value: unknown } | null {
  const session = machine.sessions[client];
  if (session === undefined || op > session.op) return null;
  return op === session.op
    ? { how: "duplicate", value: session.value }
    : { how: "late", value: null };
}

/**
 * The state machine after one entry more, and what that came to. A request that was done before is not done again
 * (§8; Ongaro 2014 §6.3), unless `sessions` are off.
 */
export function applyCommand(
  machine: StateMachine,
  index: number,
  term: number,
  command: Command,
  sessions: boolean,
): { readonly machine: StateMachine; readonly applied: Applied } {
  const done = (value: unknown): Applied => ({ index, term, command, value, how: "done" });
  if (command.is === "noop") return { machine, applied: done(null) };
  const request = command.is === "operation" ? command : command.request;
  if (request === null) return { machine, applied: done(null) };
  const before = sessions ? doneBefore(machine, request.client, request.op) : null;
  if (before) return { machine, applied: { index, term, command, ...before } };
  let { store } = machine;
  let value: unknown = null;
  if (command.is === "operation") {
    const { f, key = "" } = command.operation;
    if (f === "write") {
      value = command.operation.value ?? null;
      store = { ...store, [key]: value };
    } else value = store[key] ?? null;
  } else value = command.configuration.voters.join(" ");
  const { client, op } = request;
  return {
    machine: { store, sessions: { ...machine.sessions, [client]: { op, value } } },
    applied: done(value),
  };
}
