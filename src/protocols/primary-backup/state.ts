/** What a server knows, and the pure functions that move it. */
import type { Boot, Disk, NodeId } from "../../kernel/behavior.ts";
import type { Micros } from "../../kernel/time.ts";
import type { ClientReply, ClientRequest } from "../client.ts";
import type { Epoch, Entry, Standing, Update } from "./messages.ts";

/** Off: the primary answers before any backup has the write. */
export const WAIT_FOR_BACKUP = "wait-for-backup";
/** Off: whichever backup answers the operator first is promoted. */
export const LONGEST_LOG = "longest-log";

/** A server's parameters. Times are local µs. */
export interface ServerConfig {
  /** Who is primary at the very beginning. */
  readonly first: NodeId;
  /** How often updates leave that nobody waits for, and what was lost is sent again. */
  readonly ship: Micros;
  /** How long the primary waits for backups before it answers alone, where the knob `silence` lets it. */
  readonly fallback: Micros;
}

/** How far a backup is, as the primary knows it; all lengths of its log. */
export interface Progress {
  /** What it has acknowledged; -1 before it has joined the epoch. */
  readonly acked: number;
  /** What has been sent to it. */
  readonly sent: number;
  /** What had been sent at the last `ship`: if that is not acknowledged by the next, it is sent again. */
  readonly mark: number;
}

/** A client that is to be answered once enough backups hold the log up to `length`. */
export interface Waiting {
  readonly client: NodeId;
  readonly op: number;
  readonly length: number;
  /** The key of a read; null for a write. */
  readonly reads: string | null;
}

export interface ServerContext {
  readonly id: NodeId;
  readonly peers: readonly NodeId[];
  readonly operator: NodeId;
  readonly config: ServerConfig;
  readonly rules: Readonly<Record<string, boolean>>;
  readonly knobs: Readonly<Record<string, string>>;
  /** The highest epoch that it has heard of; older ones it obeys no more. On disk. */
  readonly epoch: Epoch;
  /** Who is that epoch's primary; null as long as it does not know. On disk. */
  readonly primary: NodeId | null;
  /** The last epoch whose primary's log this is, up to its length. On disk. */
  readonly synced: Epoch;
  /** On disk. */
  readonly log: readonly Entry[];
  /** Of each backup, while it is primary. */
  readonly progress: Readonly<Record<NodeId, Progress>>;
  readonly waiting: readonly Waiting[];
  /** It has waited long enough and answers without its backups until one has caught up. */
  readonly alone: boolean;
  /** How many entries of its own it gave up when it last joined an epoch. */
  readonly dropped: number;
  /** It has started with something on its disk: after a crash. */
  readonly restarted: boolean;
}

/** What a server's disk holds. */
export interface ServerDisk {
  readonly epoch?: Epoch;
  readonly primary?: NodeId | null;
  readonly synced?: Epoch;
  readonly log?: readonly Entry[];
}

/** The server as it starts, for the first time or again. */
export function startServer(boot: Boot): ServerContext {
  const config = boot.config as ServerConfig;
  const disk = boot.disk as ServerDisk;
  const context: ServerContext = {
    id: boot.id,
    peers: boot.peers,
    operator: boot.members["operator"]?.[0] ?? "",
    config,
    rules: boot.settings.rules,
    knobs: boot.settings.knobs,
    epoch: disk.epoch ?? 1,
    primary: disk.primary === undefined ? config.first : disk.primary,
    synced: disk.synced ?? 1,
    log: disk.log ?? [],
    progress: {},
    waiting: [],
    alone: false,
    dropped: 0,
    restarted: disk.epoch !== undefined,
  };
  return { ...context, ...(isPrimary(context) ? lead(context) : {}) };
}

export function serverDisk({ epoch, primary, synced, log }: ServerContext): Disk {
  return { epoch, primary, synced, log } satisfies ServerDisk;
}

/** It is the primary of the highest epoch that it has heard of. */
export function isPrimary({ id, primary }: ServerContext): boolean {
  return primary === id;
}

export function standingOf({ synced, log }: Pick<ServerContext, "synced" | "log">): Standing {
  return { synced, length: log.length };
}

// ── What is waited for ────────────────────────────────────────────────────────────────────────────────────────

/** How many backups must hold a write before it is acknowledged, by the knob `replication`. */
export function backupsAsked(knobs: Readonly<Record<string, string>>, backups: number): number {
  switch (knobs["replication"]) {
    case "asynchronous":
      return 0;
    case "synchronous":
      return backups;
    default:
      return Math.min(1, backups);
  }
}

/** How many it waits for as things are. */
export function backupsWaitedFor({ knobs, rules, peers, alone }: ServerContext): number {
  return alone || rules[WAIT_FOR_BACKUP] === false ? 0 : backupsAsked(knobs, peers.length);
}

/** How much of the log so many backups hold, as far as the primary knows. */
function heldBy({ progress, peers, log }: ServerContext, count: number): number {
  if (count === 0) return log.length;
  const acked = peers.map((peer) => progress[peer]?.acked ?? -1).toSorted((a, b) => b - a);
  return acked[count - 1] ?? -1;
}

/** How much of the log enough backups hold. */
export function safeLength(context: ServerContext): number {
  return heldBy(context, backupsWaitedFor(context));
}

/** Who can be answered now. */
export function answerable(context: ServerContext): readonly Waiting[] {
  const safe = safeLength(context);
  return context.waiting.filter(({ length }) => length <= safe);
}

export function withoutAnswered(context: ServerContext): Partial<ServerContext> {
  const done = answerable(context);
  return done.length === 0
    ? {}
    : { waiting: context.waiting.filter((each) => !done.includes(each)) };
}

/** What a client that waited is told. A read sees the log as it was when it was asked. */
export function answerFor(context: ServerContext, { op, length, reads }: Waiting): ClientReply {
  const value = reads === null ? null : valueOf(context.log.slice(0, length), reads);
  return { type: "ClientReply", op, ok: true, value, leader: context.id };
}

/** What a key holds after these writes; null when none is of it. */
export function valueOf(log: readonly Entry[], key: string): unknown {
  return log.findLast((entry) => entry.key === key)?.value ?? null;
}

/** Enough backups for what the knob asks hold the whole log: waiting for them makes sense again. */
export function backupsHaveCaughtUp(context: ServerContext): boolean {
  const asked = backupsAsked(context.knobs, context.peers.length);
  return heldBy(context, asked) >= context.log.length;
}

// ── The primary ───────────────────────────────────────────────────────────────────────────────────────────────

/** A primary that begins: it does not know what its backups have. */
export function lead({ peers, log, epoch }: ServerContext): Partial<ServerContext> {
  const begun: Progress = { acked: -1, sent: log.length, mark: -1 };
  return {
    synced: epoch,
    progress: Object.fromEntries(peers.map((peer) => [peer, begun])),
    waiting: [],
    alone: false,
  };
}

/** Takes a request in: a write at the log's end, unless it is there already. */
export function accept(
  context: ServerContext,
  client: NodeId,
  { op, operation }: ClientRequest,
): Partial<ServerContext> {
  const { waiting, log, epoch } = context;
  if (waiting.some((each) => each.client === client && each.op === op)) return {};
  const key = operation.key ?? "";
  if (operation.f === "read")
    return { waiting: [...waiting, { client, op, length: log.length, reads: key }] };
  const place = log.findIndex((entry) => entry.client === client && entry.op === op);
  if (place >= 0) return { waiting: [...waiting, { client, op, length: place + 1, reads: null }] };
  const entry: Entry = { epoch, client, op, key, value: operation.value };
  return {
    log: [...log, entry],
    waiting: [...waiting, { client, op, length: log.length + 1, reads: null }],
  };
}

/** Whether a write would be new to its log. */
export function isNewWrite(
  { log }: ServerContext,
  client: NodeId,
  { op, operation }: ClientRequest,
): boolean {
  return (
    operation.f === "write" && !log.some((entry) => entry.client === client && entry.op === op)
  );
}

/** From where on a backup is to be sent the log at a tick: anew what it has had a whole tick to acknowledge. */
function shipFrom({ acked, sent, mark }: Progress): number {
  return acked < mark || acked < 0 ? Math.max(0, acked) : sent;
}

export interface Shipment {
  readonly to: NodeId;
  readonly update: Update;
}

function shipment({ epoch, log }: ServerContext, to: NodeId, previous: number): Shipment {
  return { to, update: { type: "Update", epoch, previous, entries: log.slice(previous) } };
}

/** What a tick sends: what is new, and what seems to be lost. */
export function shipments(context: ServerContext): readonly Shipment[] {
  return context.peers.flatMap((to) => {
    const progress = context.progress[to]!;
    const from = shipFrom(progress);
    return progress.acked >= 0 && from >= context.log.length ? [] : [shipment(context, to, from)];
  });
}

/** What goes out at once: what has not been sent to anybody yet. */
export function freshShipments(context: ServerContext): readonly Shipment[] {
  return context.peers.flatMap((to) => {
    const { sent } = context.progress[to]!;
    return sent >= context.log.length ? [] : [shipment(context, to, sent)];
  });
}

/** The whole log, by which the backups join the epoch. */
export function wholeLog(context: ServerContext): readonly Shipment[] {
  return context.peers.map((to) => shipment(context, to, 0));
}

/** @param tick whether a `ship` interval has ended. */
export function shipped(context: ServerContext, tick: boolean): Partial<ServerContext> {
  const { length } = context.log;
  return {
    progress: Object.fromEntries(
      Object.entries(context.progress).map(([peer, progress]) => [
        peer,
        { ...progress, sent: length, ...(tick ? { mark: progress.sent } : {}) },
      ]),
    ),
  };
}

/** A backup holds so much. It never loses any of it within an epoch. */
export function acknowledged(
  context: ServerContext,
  peer: NodeId,
  length: number,
): Partial<ServerContext> {
  const before = context.progress[peer]!;
  if (length <= before.acked) return {};
  const progress = { ...context.progress, [peer]: { ...before, acked: length } };
  const next = { ...context, progress };
  return { progress, alone: context.alone && !backupsHaveCaughtUp(next) };
}

// ── A backup ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Nobody's primary and nobody's backup in this epoch, until it hears who leads it. */
export function sealedAt(epoch: Epoch): Partial<ServerContext> {
  return { epoch, primary: null, progress: {}, waiting: [], alone: false };
}

/** Learns who leads an epoch. */
export function follow(
  context: ServerContext,
  epoch: Epoch,
  primary: NodeId,
): Partial<ServerContext> {
  const next = { ...context, ...sealedAt(epoch), primary };
  return primary === context.id ? { ...next, ...lead(next) } : next;
}

/**
 * A backup after an update of its primary. Joining an epoch takes the whole log; afterwards entries are written at their places,
 * which the one primary of an epoch fills once and for all, so that copies and late arrivals change nothing.
 */
export function write(
  context: ServerContext,
  { epoch, previous, entries }: Update,
): Partial<ServerContext> {
  const { log, synced } = context;
  if (synced !== epoch) {
    if (previous !== 0) return {};
    const kept = commonLength(log, entries);
    return { log: entries, synced: epoch, dropped: log.length - kept };
  }
  const end = previous + entries.length;
  if (previous > log.length || end <= log.length) return {};
  return { log: [...log.slice(0, previous), ...entries] };
}

/** How many entries two logs begin with in common. */
function commonLength(a: readonly Entry[], b: readonly Entry[]): number {
  const same = (x: Entry, y: Entry): boolean =>
    x.epoch === y.epoch && x.client === y.client && x.op === y.op;
  const parted = a.findIndex((entry, i) => b[i] === undefined || !same(entry, b[i]));
  return parted < 0 ? a.length : parted;
}

/** How much of its primary's log a backup holds. */
export function heldOf({ epoch, synced, log }: ServerContext): number {
  return synced === epoch ? log.length : -1;
}
