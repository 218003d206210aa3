/** What a server knows, and the pure functions that move it. */
import type { Boot, Disk, NodeId } from "../../kernel/behavior.ts";
import { between, type Luck } from "../../kernel/chance.ts";
import { parseDuration, type Micros } from "../../kernel/time.ts";
import { majority } from "../../structures/quorum.ts";
import type { ClientRequest } from "../client.ts";
import type { Blocks, DiskRequest, Entry, Epoch, Heartbeat, VoteRequest } from "./messages.ts";

/** Off: whoever hears no primary takes over without asking anybody. */
export const MAJORITY = "majority";

/** A server's parameters. Times are local µs. */
export interface ServerConfig {
  /** Who claims the disk at the very beginning. */
  readonly first: NodeId;
  readonly heartbeat: Micros;
  /** How long votes and the disk’s contents are waited for. */
  readonly voteTimeout: Micros;
  /** How often the disk is asked again. */
  readonly resend: Micros;
  /** So long a primary goes on without an answer of the disk. */
  readonly patience: Micros;
}

/** A client's request that the disk has not answered. */
export interface Pending {
  readonly client: NodeId;
  readonly op: number;
  readonly request: DiskRequest;
}

export interface ServerContext {
  readonly id: NodeId;
  readonly peers: readonly NodeId[];
  readonly disk: NodeId;
  readonly config: ServerConfig;
  readonly rules: Readonly<Record<string, boolean>>;
  readonly knobs: Readonly<Record<string, string>>;
  /** The epoch of the last primary that it has heard of, itself included. On disk. */
  readonly epoch: Epoch;
  /** The latest epoch in which it has voted, for itself or for another. On disk. */
  readonly voted: Epoch;
  /** Who is primary of `epoch`, as far as it knows. */
  readonly leader: NodeId | null;
  /** When it last heard that primary, by its own clock. */
  readonly heard: Micros | null;
  /** The epoch that it asks for or claims. */
  readonly candidacy: Epoch;
  readonly votes: readonly NodeId[];
  /** Somebody has refused its vote because it hears a primary. */
  readonly objection: boolean;
  /** What a primary believes the disk to hold: what it held when it was claimed, and its own writes since. */
  readonly blocks: Blocks;
  readonly pending: readonly Pending[];
  /** It claims the disk at its first start. */
  readonly begins: boolean;
}

export function startServer(boot: Boot): ServerContext {
  const config = boot.config as ServerConfig;
  const { epoch, voted } = boot.disk as Partial<ServerContext>;
  return {
    id: boot.id,
    peers: boot.peers,
    disk: boot.members["disk"]?.[0] ?? "",
    config,
    rules: boot.settings.rules,
    knobs: boot.settings.knobs,
    epoch: epoch ?? 1,
    // Everybody is for the first one to begin with.
    voted: voted ?? 1,
    leader: epoch === undefined ? config.first : null,
    heard: null,
    candidacy: 1,
    votes: [],
    objection: false,
    blocks: [],
    pending: [],
    begins: epoch === undefined && config.first === boot.id,
  };
}

export function serverDisk({ epoch, voted }: ServerContext): Disk {
  return { epoch, voted };
}

// ── Silence ───────────────────────────────────────────────────────────────────────────────────────────────────

/** How long the primary may be silent: the knob's time, and by chance up to twice that, so that not all ask at once. */
export function silence({ knobs }: ServerContext, luck: Luck): Micros {
  const least = leastSilence(knobs);
  return between(luck, least, 2 * least);
}

export function leastSilence(knobs: Readonly<Record<string, string>>): Micros {
  return parseDuration(knobs["silence"] ?? "") ?? 1_200_000;
}

/** Whether it has heard a primary so recently that it would not ask itself. */
function hearsPrimary({ leader, heard, knobs }: ServerContext, now: Micros): boolean {
  return leader !== null && heard !== null && now - heard < leastSilence(knobs);
}

/** What ends with an office or a candidacy. */
const NOTHING = { votes: [], blocks: [], pending: [], begins: false } as const;

/** A primary is heard, of this epoch or a newer one. */
export function hear(from: NodeId, { epoch }: Heartbeat, now: Micros): Partial<ServerContext> {
  return { ...NOTHING, epoch, leader: from, heard: now };
}

/** Steps down without knowing who comes next. @param highest an epoch that others have begun. */
export function stepDown({ voted }: ServerContext, highest: Epoch): Partial<ServerContext> {
  return { ...NOTHING, leader: null, heard: null, voted: Math.max(voted, highest) };
}

// ── Votes ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Stands for the next epoch, with its own vote. */
export function stand({ id, voted, epoch }: ServerContext): Partial<ServerContext> {
  const candidacy = Math.max(voted, epoch) + 1;
  return { candidacy, voted: candidacy, votes: [id], objection: false, leader: null, heard: null };
}

/** Whether it may vote so: once in an epoch, for a newer one only, and not while it hears a primary. */
export function grants(
  context: ServerContext,
  { epoch }: VoteRequest,
  now: Micros,
  isPrimary: boolean,
): boolean {
  return (
    !isPrimary && epoch > context.voted && epoch > context.epoch && !hearsPrimary(context, now)
  );
}

/** Whom it hears, for whoever is refused a vote. */
export function heardBy(context: ServerContext, now: Micros, isPrimary: boolean): NodeId | null {
  if (isPrimary) return context.id;
  return hearsPrimary(context, now) ? context.leader : null;
}

export function hasMajority({ votes, peers }: ServerContext): boolean {
  return votes.length >= majority(peers.length + 1);
}

// ── The primary ───────────────────────────────────────────────────────────────────────────────────────────────

/** Takes office with what the disk holds. */
export function takeOffice(
  { id, candidacy }: ServerContext,
  blocks: Blocks,
): Partial<ServerContext> {
  return { ...NOTHING, epoch: candidacy, leader: id, heard: null, blocks };
}

/** A write that it has done, or begun; null when this request is new to it. */
export function known(
  { blocks, pending }: ServerContext,
  client: NodeId,
  op: number,
): "done" | "pending" | null {
  if (pending.some((each) => each.client === client && each.op === op)) return "pending";
  return blocks.some((entry) => entry?.client === client && entry.op === op) ? "done" : null;
}

/** Takes a request in: what is written goes into the block behind the last one that it knows of. */
export function accept(
  context: ServerContext,
  client: NodeId,
  { op, operation }: ClientRequest,
): Partial<ServerContext> {
  const { epoch, blocks, pending, id } = context;
  const key = operation.key ?? "";
  if (operation.f === "read") {
    const request: DiskRequest = { type: "Read", epoch, client, op, key };
    return { pending: [...pending, { client, op, request }] };
  }
  const { value } = operation;
  const block = blocks.length;
  const entry: Entry = { epoch, writer: id, client, op, key, value };
  const request: DiskRequest = { type: "Write", epoch, block, client, op, key, value };
  return { blocks: [...blocks, entry], pending: [...pending, { client, op, request }] };
}

/** The disk has answered. */
export function settle(
  { pending }: ServerContext,
  client: NodeId,
  op: number,
): Partial<ServerContext> {
  return { pending: pending.filter((each) => each.client !== client || each.op !== op) };
}
