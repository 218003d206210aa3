/**
 * What clients saw: their operations as intervals between call and return, read off the trace. Judges look at nothing
 * else of the system, so that no protocol can talk itself out of a broken promise.
 */
import type { NodeId, Outcome } from "../kernel/behavior.ts";
import type { Micros } from "../kernel/time.ts";
import type { EventId, TraceEvent } from "../kernel/trace.ts";

/** An operation begins. Its `call` event's number names it. */
export interface Call {
  readonly id: EventId;
  readonly client: NodeId;
  readonly f: string;
  readonly key: string;
  /** What a write writes; null for a read. */
  readonly value: unknown;
  readonly began: Micros;
}

/** It ends. */
export interface Return extends Call {
  readonly event: EventId;
  readonly ended: Micros;
  readonly outcome: Outcome;
  /** What it answered: the value read, or the value written. */
  readonly answer: unknown;
  readonly about: Readonly<Record<string, unknown>>;
}

/** The call that a trace event is; null when it is none. */
export function callIn(event: TraceEvent): Call | null {
  if (event.kind !== "call" || event.node === null) return null;
  const { f, key = "", value = null } = event.data.operation;
  return { id: event.id, client: event.node, f, key, value, began: event.time };
}

/** The return that a trace event is; null when it is none. */
export function returnIn(event: TraceEvent): Return | null {
  if (event.kind !== "return" || event.node === null) return null;
  const { operation, call, began, outcome, value, about = {} } = event.data;
  const written = operation.value ?? null;
  return {
    id: call,
    client: event.node,
    f: operation.f,
    key: operation.key ?? "",
    value: written,
    began,
    event: event.id,
    ended: event.time,
    outcome,
    answer: operation.f === "write" ? written : (value ?? null),
    about,
  };
}
