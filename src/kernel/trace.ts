import type { Message, NodeId, Operation, Outcome } from "./behavior.ts";
import type { Intervention, MessageId } from "./intervention.ts";
import type { Finding } from "./monitor.ts";
import type { Micros } from "./time.ts";

/** A trace event's number, from 1 in the order of happening. 0 stands for "no cause: the run's beginning". */
export type EventId = number;

/** Why a message was lost. */
export type DropReason =
  /** The link's loss. */
  | "lost"
  /** The direction was cut, before or while it travelled. */
  | "cut"
  /** The receiver was down. */
  | "crashed"
  /** A hand took it. */
  | "hand";

/** What each kind of trace event carries besides time, place and cause. */
export interface TraceData {
  boot: { readonly disk: boolean };
  send: { readonly message: Message; readonly arrives: Micros };
  /** The network made a second copy, on its own or by a hand; `of` is the message it copies. */
  duplicate: { readonly message: Message; readonly arrives: Micros; readonly of: MessageId };
  deliver: { readonly message: Message };
  /** `at`: how far along the link it got, 0 to 1. */
  drop: { readonly message: Message; readonly reason: DropReason; readonly at: number };
  /** A held message reached the end of its link and waits for a hand. */
  held: { readonly message: Message };
  timer: { readonly label: string };
  mode: { readonly from: string; readonly to: string };
  persist: { readonly keys: readonly string[] };
  crash: null;
  restart: { readonly wiped: boolean };
  pause: null;
  resume: null;
  call: { readonly op: number; readonly operation: Operation };
  return: {
    readonly op: number;
    readonly operation: Operation;
    readonly outcome: Outcome;
    readonly value?: unknown;
    readonly about?: Readonly<Record<string, unknown>>;
    /** The `call` event. */
    readonly call: EventId;
    readonly began: Micros;
  };
  note: { readonly note: string; readonly about?: Readonly<Record<string, unknown>> };
  intervention: { readonly what: Intervention };
  /** `promised`: whether the system promises it under the settings of that moment. */
  verdict: { readonly monitor: string; readonly finding: Finding; readonly promised: boolean };
  /** An onlooker noticed something about the node. */
  remark: { readonly word: string; readonly simple: string; readonly expert: string };
  /** A protocol machine threw. */
  fault: { readonly error: string };
}

export type TraceKind = keyof TraceData;

interface Common<K extends TraceKind> {
  readonly id: EventId;
  readonly time: Micros;
  readonly kind: K;
  /** Where it happened; the sender for what happens to a message on its way; null for network and judges. */
  readonly node: NodeId | null;
  /** The other end: the receiver of what is sent, duplicated, held or dropped, the sender of what is delivered. */
  readonly peer: NodeId | null;
  /** The message's number, or 0. */
  readonly message: MessageId;
  /** What it happened because of. */
  readonly cause: EventId;
  readonly data: TraceData[K];
}

export type TraceEvent = { [K in TraceKind]: Common<K> }[TraceKind];
export type TraceEventOf<K extends TraceKind> = Common<K>;

/** One hidden class for all kinds: the engine writes several of these for every message. */
export class TraceRecord {
  constructor(
    readonly id: EventId,
    readonly time: Micros,
    readonly kind: TraceKind,
    readonly node: NodeId | null,
    readonly peer: NodeId | null,
    readonly message: MessageId,
    readonly cause: EventId,
    readonly data: unknown,
  ) {}
}

/** A number for each kind, for the fingerprint. Only ever append. */
export const KIND_NUMBER: Readonly<Record<TraceKind, number>> = {
  boot: 1,
  send: 2,
  duplicate: 3,
  deliver: 4,
  drop: 5,
  held: 6,
  timer: 7,
  mode: 8,
  persist: 9,
  crash: 10,
  restart: 11,
  pause: 12,
  resume: 13,
  call: 14,
  return: 15,
  note: 16,
  intervention: 17,
  verdict: 18,
  fault: 19,
  remark: 20,
};
