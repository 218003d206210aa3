/** The five stores: their names, their rules, and what every replica of any of them keeps and answers. */
import type { Boot, EffectParams, NodeId, Operation } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import type { ClientReply, ClientRequest } from "../client.ts";
import type { Copies } from "./messages.ts";

/** The knob that chooses the store, and its values from the strongest on. */
export const STORE = "store";
export const STORES = ["strong", "sequential", "causal", "eventual", "weak"] as const;
export type Store = (typeof STORES)[number];

/** Off: what the sequencer has numbered takes effect as it comes. Strong and sequential. */
export const TOTAL_ORDER = "total-order";
/** Off: a read is answered from the copy at hand, as in the sequential store. Strong. */
export const ORDERED_READS = "ordered-reads";
/** Off: a write takes effect as it comes, whether its causes are here or not. Causal. */
export const CAUSAL_DELIVERY = "causal-delivery";
/** Off: a write that was lost on its way is never made up for. Eventual. */
export const ANTI_ENTROPY = "anti-entropy";

/** A replica's parameters. Times are local µs. */
export interface ReplicaConfig {
  readonly store: Store;
  /** Who gives numbers. */
  readonly sequencer: NodeId;
  /** How long it waits for acknowledgements before it sends again. */
  readonly resend: Micros;
  /** Pause between two rounds of anti-entropy. */
  readonly roundLow: Micros;
  readonly roundHigh: Micros;
}

/** A client's last request that has been answered here, and the answer. */
interface Answered {
  readonly op: number;
  readonly reply: ClientReply;
}

/** What a crash leaves in place, in every store. */
export interface StoreDisk {
  readonly copies: Copies;
  readonly answered: Readonly<Record<NodeId, Answered>>;
}

export interface StoreContext extends StoreDisk {
  readonly id: NodeId;
  readonly peers: readonly NodeId[];
  readonly config: ReplicaConfig;
  readonly rules: Readonly<Record<string, boolean>>;
}

export const EMPTY: StoreDisk = { copies: {}, answered: {} };

/** What a replica knows of itself as it wakes up. */
export function selfOf({ id, peers, settings, config }: Boot): Omit<StoreContext, keyof StoreDisk> {
  return { id, peers, config: config as ReplicaConfig, rules: settings.rules };
}

/** The answer to an operation: a read's is the copy at hand. */
export function answer(copies: Copies, op: number, { f, key = "" }: Operation): ClientReply {
  const value = f === "read" ? (copies[key]?.value ?? null) : null;
  return { type: "ClientReply", op, ok: true, value, leader: null };
}

/** Answers a client, and remembers that it has: whoever asks the same again is told the same again. */
export function answering(
  { answered, copies }: StoreDisk,
  client: NodeId,
  { op, operation }: Pick<ClientRequest, "op" | "operation">,
): Pick<StoreDisk, "answered"> {
  return { answered: { ...answered, [client]: { op, reply: answer(copies, op, operation) } } };
}

/** How a request stands to what its client has been answered. */
export function standingOf({ answered }: StoreDisk, client: NodeId, { op }: ClientRequest) {
  const last = answered[client]?.op ?? 0;
  return op < last ? "older" : op === last ? "answered" : "new";
}

/** The answer that a client has been given last. */
export function replyTo({ answered }: StoreDisk, client: NodeId): EffectParams["send"] {
  return { to: client, message: answered[client]!.reply };
}
