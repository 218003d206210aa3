/**
 * Total order broadcast by a fixed sequencer, as pure functions: it gives each operation a number, and every replica delivers them in the
 * order of numbers. Attiya & Welch (1994) build both stores on such a broadcast: ordering reads too makes it linearizable, answering
 * them at once makes it sequentially consistent.
 */
import type { Boot, Disk, EffectParams, NodeId } from "../../kernel/behavior.ts";
import type { ClientRequest } from "../client.ts";
import type { Copies, Entry, Submit } from "./messages.ts";
import {
  answering,
  EMPTY,
  ORDERED_READS,
  replyTo,
  selfOf,
  TOTAL_ORDER,
  type StoreContext,
  type StoreDisk,
} from "./store.ts";

/** An entry that came before its turn. */
interface Early {
  readonly entry: Entry;
  /** It has taken effect all the same. */
  readonly applied: boolean;
}

export interface OrderDisk extends StoreDisk {
  /** All entries up to this number have been delivered here. */
  readonly delivered: number;
  /** The sequencer's: the last number that it has given. */
  readonly last: number;
  /** The sequencer's: by client, the last operation that has a number. */
  readonly ordered: Readonly<Record<NodeId, number>>;
  /** The sequencer's: entries that not everybody has delivered, the oldest first. */
  readonly log: readonly Entry[];
}

export interface OrderContext extends OrderDisk, StoreContext {
  /** By number. A crash forgets them; they come again. */
  readonly early: readonly Early[];
  /** The sequencer's: up to where each other replica is known to have delivered. */
  readonly known: Readonly<Record<NodeId, number>>;
  /** The client whose operation is to be ordered and has not been delivered here; null when none. */
  readonly pending: NodeId | null;
  /** The sequencer's: the last number given when it looked for what to send again. Later entries may be on their way still. */
  readonly looked: number;
  /** What the last step delivered. */
  readonly latest: readonly Entry[];
}

/** So many entries at most go again to one replica at a time. */
const BATCH = 200;

export function wakeOrder(boot: Boot): OrderContext {
  return {
    ...EMPTY,
    ...{ delivered: 0, last: 0, ordered: {}, log: [] },
    ...(boot.disk as Partial<OrderDisk>),
    ...selfOf(boot),
    ...{ early: [], known: {}, pending: null, looked: 0, latest: [] },
  };
}

export function orderOnDisk(context: OrderContext): Disk {
  const { copies, answered, delivered, last, ordered, log } = context;
  return { copies, answered, delivered, last, ordered, log } satisfies OrderDisk;
}

export function isSequencer({ id, config }: OrderContext): boolean {
  return id === config.sequencer;
}

/** Whether a read is answered from the copy at hand. */
export function readsAtOnce({ config, rules }: OrderContext): boolean {
  return config.store === "sequential" || rules[ORDERED_READS] === false;
}

/** Whether the sequencer has given it, or something later of its client, a number. */
export function hasNumber({ ordered }: OrderContext, { client, op }: Submit): boolean {
  return op <= (ordered[client] ?? 0);
}

/** The sequencer gives a number. It delivers what it orders at once, being in order with itself. */
export function order(
  context: OrderContext,
  origin: NodeId,
  { client, op, operation }: Pick<Submit, "client" | "op" | "operation">,
): Partial<OrderContext> {
  const entry: Entry = { index: context.last + 1, origin, client, op, operation };
  return {
    last: entry.index,
    ordered: { ...context.ordered, [client]: op },
    log: [...context.log, entry],
    delivered: entry.index,
    ...effectsOf(context, [entry]),
  };
}

/** What some entries come to, one after the other, and whom they answer. */
function effectsOf(context: OrderContext, entries: readonly Entry[]): Partial<OrderContext> {
  let { copies, answered, pending } = context;
  for (const { index, origin, client, op, operation } of entries) {
    if (operation.f === "write") copies = written(copies, operation, index, origin);
    if (origin !== context.id) continue;
    ({ answered } = answering({ copies, answered }, client, { op, operation }));
    if (pending === client) pending = null;
  }
  return { copies, answered, pending, latest: entries };
}

function written(
  copies: Copies,
  { key = "", value = null }: Entry["operation"],
  index: number,
  origin: NodeId,
): Copies {
  return { ...copies, [key]: { value, stamp: { counter: index, by: origin } } };
}

/** Takes entries in, and delivers what is due: all that follow without a gap; or, without the order, those that are new at once. */
export function receive(context: OrderContext, entries: readonly Entry[]): Partial<OrderContext> {
  let { early, delivered } = context;
  const due: Entry[] = [];
  const isHere = ({ index }: Entry) =>
    index <= delivered || early.some((each) => each.entry.index === index);
  for (const entry of entries) {
    if (isHere(entry)) continue;
    const applied = context.rules[TOTAL_ORDER] === false;
    if (applied) due.push(entry);
    early = [...early, { entry, applied }];
  }
  for (;;) {
    const next = early.find((each) => each.entry.index === delivered + 1);
    if (!next) break;
    delivered = next.entry.index;
    early = early.filter((each) => each !== next);
    if (!next.applied) due.push(next.entry);
  }
  return { early, delivered, ...effectsOf(context, due) };
}

/** Whether all of it has been delivered here. */
export function isOld({ delivered }: OrderContext, entries: readonly Entry[]): boolean {
  return entries.every(({ index }) => index <= delivered);
}

/** Whether none of it can be delivered yet. */
export function isEarly({ delivered }: OrderContext, entries: readonly Entry[]): boolean {
  return entries[0]!.index > delivered + 1;
}

/** Numbers that are missing before an entry can be delivered. */
export function missingBefore({ delivered, early }: OrderContext, index: number): number[] {
  const here = new Set(early.map(({ entry }) => entry.index));
  const missing: number[] = [];
  for (let i = delivered + 1; i < index && missing.length < 4; i++)
    if (!here.has(i)) missing.push(i);
  return missing;
}

/** The answers to own clients among what has just been delivered. */
export function repliesDue(context: OrderContext): EffectParams["sendEach"] {
  return context.latest
    .filter(({ origin }) => origin === context.id)
    .map(({ client }) => replyTo(context, client));
}

/** The sequencer learns how far another replica has come; what all have delivered leaves the log. */
export function learnDelivered(
  { known, log, peers }: OrderContext,
  from: NodeId,
  upTo: number,
): Partial<OrderContext> {
  const learnt = { ...known, [from]: Math.max(known[from] ?? 0, upTo) };
  const everybody = Math.min(...peers.map((peer) => learnt[peer] ?? 0));
  return { known: learnt, log: log.filter(({ index }) => index > everybody) };
}

/** What goes again, and to whom. */
export function unacknowledgedEntries({
  peers,
  log,
  known,
  looked,
}: OrderContext): readonly { readonly to: NodeId; readonly entries: readonly Entry[] }[] {
  return peers
    .map((to) => ({
      to,
      entries: log
        .filter(({ index }) => index <= looked && index > (known[to] ?? 0))
        .slice(0, BATCH),
    }))
    .filter(({ entries }) => entries.length > 0);
}

/** What a client's request is to the sequencer. */
export function submission(client: NodeId, { op, operation }: ClientRequest): Submit {
  return { type: "Submit", client, op, operation };
}
