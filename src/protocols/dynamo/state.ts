/** A node's state and the pure functions that move it. Control flow is in `machine.ts`. */
import type { Boot, EffectParams, Message, NodeId } from "../../kernel/behavior.ts";
import { between, drawAgain, type Luck } from "../../kernel/chance.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { Micros } from "../../kernel/time.ts";
import { compareTags, type Tag } from "../../structures/siblings.ts";
import type { ClientReply, ClientRequest } from "../client.ts";
import type {
  Handoff,
  HandoffAck,
  ReadRepair,
  ReadRequest,
  ReadResponse,
  Ticket,
  Version,
  WriteAck,
  WriteRequest,
} from "./messages.ts";
import { homeOf, preferenceList } from "./ring.ts";

/** A node's parameters. Times are local µs. */
export interface DynamoConfig {
  /** All nodes that keep copies, in the order of the ring. */
  readonly ring: readonly NodeId[];
  /** Whoever has not answered a coordinator for so long counts as silent. */
  readonly failover: Micros;
  /** How long a coordinator waits for enough answers in all. */
  readonly patience: Micros;
  /** Hints are tried this often. */
  readonly handoff: Micros;
}

export const READ_REPAIR = "read-repair";
export const HINTED_HANDOFF = "hinted-handoff";
export const STRICT_QUORUM = "strict-quorum";

/** N, R, W, and whom a coordinator asks: all N, or as few as have to answer, drawn at random. */
export interface Quorums {
  readonly n: number;
  readonly r: number;
  readonly w: number;
  readonly asks: "all" | "few";
}

export function quorumsOf({ knobs }: Settings): Quorums {
  return {
    n: Number(knobs["n"]),
    r: Number(knobs["r"]),
    w: Number(knobs["w"]),
    asks: knobs["asks"] === "few" ? "few" : "all",
  };
}

/** What is kept for a node that did not answer. */
export interface Hint extends Version {
  /** Local time of its beginning. */
  readonly since: Micros;
  /** That node is late by now; before, its answer may just be on its way. */
  readonly overdue: boolean;
}

export type Copies = Readonly<Record<string, Version>>;
export type Hints = Readonly<Record<NodeId, Readonly<Record<string, Hint>>>>;

export interface DynamoDisk {
  readonly copies?: Copies;
  readonly hints?: Hints;
  readonly issued?: number;
}

/** A client's operation that waits for its turn. */
export interface Request extends Ticket {
  readonly f: "read" | "write";
  readonly key: string;
  readonly value: unknown;
}

/** Somebody whom a coordinator asks; `hint`: in whose place. */
interface Asked {
  readonly to: NodeId;
  readonly hint: NodeId | null;
}

/** The operation that a node coordinates, by the settings under which it began. */
export interface Operation extends Request {
  readonly began: Micros;
  readonly home: readonly NodeId[];
  /** How many have to answer: R or W. */
  readonly need: number;
  readonly strict: boolean;
  /** To whom requests go now; what was asked before is in `standIns` and in who has answered. */
  readonly batch: readonly Asked[];
  /** Who was asked in whose place. */
  readonly standIns: readonly Asked[];
  /** What is written, or the newest that was found. */
  readonly version: Version | null;
  /** What each has answered: the tag of what it holds, or holds now. */
  readonly answers: Readonly<Record<NodeId, Tag | null>>;
}

/** A read that its client has the answer to; who answers late is compared with it. */
interface FinishedRead extends Ticket {
  readonly key: string;
  readonly home: readonly NodeId[];
  readonly version: Version | null;
}

export interface DynamoContext {
  readonly id: NodeId;
  readonly config: DynamoConfig;
  readonly quorums: Quorums;
  readonly rules: Readonly<Record<string, boolean>>;

  // On disk.
  readonly copies: Copies;
  readonly hints: Hints;
  /** The highest counter that it has given to a write. */
  readonly issued: number;

  // In memory.
  readonly current: Operation | null;
  readonly queue: readonly Request[];
  /** The last operation that it has taken of each client: an older or equal number is a copy of a request. */
  readonly asked: Readonly<Record<NodeId, number>>;
  readonly finished: readonly FinishedRead[];
}

type Change = Partial<DynamoContext>;

/** Late answers to reads longer ago than this are not looked at. */
const REMEMBERED = 8;

export function wake(boot: Boot): DynamoContext {
  const disk = boot.disk as DynamoDisk;
  return {
    id: boot.id,
    config: boot.config as DynamoConfig,
    quorums: quorumsOf(boot.settings),
    rules: boot.settings.rules,
    copies: disk.copies ?? {},
    // Whoever was to acknowledge has done so to nobody.
    hints: mapHints(disk.hints ?? {}, (hint) => ({ ...hint, overdue: true })),
    issued: disk.issued ?? 0,
    current: null,
    queue: [],
    asked: {},
    finished: [],
  };
}

export function ruleOn({ rules }: DynamoContext, rule: string): boolean {
  return rules[rule] !== false;
}

// ── Versions ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Whether `a` comes after `b` in the order of writes; nothing comes before everything. */
export function isNewer(a: Tag | null, b: Tag | null): boolean {
  return a !== null && (b === null || compareTags(a, b) > 0);
}

function newer(a: Version | null, b: Version | null): Version | null {
  return isNewer(a?.tag ?? null, b?.tag ?? null) ? a : b;
}

export function tagOf(version: Version | null | undefined): Tag | null {
  return version?.tag ?? null;
}

function copyOf({ copies }: DynamoContext, key: string): Version | null {
  return copies[key] ?? null;
}

/** The newest of its own copy and of what it keeps for others. */
function fosteredOf(context: DynamoContext, key: string): Version | null {
  return Object.values(context.hints).reduce<Version | null>(
    (best, kept) => {
      const hint = kept[key];
      return hint ? newer({ value: hint.value, tag: hint.tag }, best) : best;
    },
    copyOf(context, key),
  );
}

/** Whether a version is newer than the own copy. */
export function bringsNews(context: DynamoContext, key: string, version: Version): boolean {
  return isNewer(version.tag, tagOf(copyOf(context, key)));
}

/** The higher tag stays. */
export function store(context: DynamoContext, key: string, version: Version): Change {
  return bringsNews(context, key, version) ? { copies: { ...context.copies, [key]: version } } : {};
}

// ── Hints ─────────────────────────────────────────────────────────────────────────────────────────────────────

function mapHints(hints: Hints, change: (hint: Hint, node: NodeId, key: string) => Hint): Hints {
  return Object.fromEntries(
    Object.entries(hints).map(([node, kept]) => [
      node,
      Object.fromEntries(Object.entries(kept).map(([key, hint]) => [key, change(hint, node, key)])),
    ]),
  );
}

function withHint(hints: Hints, node: NodeId, key: string, hint: Hint): Hints {
  const before = hints[node]?.[key];
  if (before && !isNewer(hint.tag, before.tag)) return hints;
  return { ...hints, [node]: { ...hints[node], [key]: hint } };
}

/** Whether something is kept for that node of this key, no newer than the tag. */
export function settlesHint(
  { hints }: DynamoContext,
  node: NodeId,
  key: string,
  tag: Tag,
): boolean {
  const hint = hints[node]?.[key];
  return hint !== undefined && !isNewer(hint.tag, tag);
}

/** What a node has is no longer kept for it. */
export function dropHint(context: DynamoContext, node: NodeId, key: string, tag: Tag): Change {
  if (!settlesHint(context, node, key, tag)) return {};
  const { [node]: kept = {}, ...others } = context.hints;
  const { [key]: _, ...rest } = kept;
  return { hints: Object.keys(rest).length === 0 ? others : { ...others, [node]: rest } };
}

export function keepsHints({ hints }: DynamoContext): boolean {
  return Object.keys(hints).length > 0;
}

/** Keeps for another node what that does not answer to. */
export function takeHint(
  context: DynamoContext,
  { key, version, hint }: WriteRequest,
  now: Micros,
): Change {
  const kept: Hint = { ...version, since: now, overdue: true };
  return { hints: withHint(context.hints, hint!, key, kept) };
}

/** Those whose node has had time enough to answer are overdue; what is kept for oneself is stored. */
export function ripenHints(context: DynamoContext, now: Micros): Change {
  const { [context.id]: own = {}, ...others } = context.hints;
  const stored = Object.entries(own).reduce<DynamoContext>(
    (at, [key, { value, tag }]) => ({ ...at, ...store(at, key, { value, tag }) }),
    context,
  );
  const hints = mapHints(others, (hint) =>
    hint.overdue || now - hint.since < context.config.failover ? hint : { ...hint, overdue: true },
  );
  return { copies: stored.copies, hints };
}

/** Everything overdue goes to those for whom it is kept. */
export function handoffs({ hints }: DynamoContext): EffectParams["sendEach"] {
  return Object.entries(hints).flatMap(([to, kept]) =>
    Object.entries(kept)
      .filter(([, hint]) => hint.overdue)
      .map(([key, { value, tag }]) => ({
        to,
        message: { type: "Handoff", key, version: { value, tag } } satisfies Handoff,
      })),
  );
}

export function handoffAck({ key, version }: Handoff): HandoffAck {
  return { type: "HandoffAck", key, tag: version.tag };
}

// ── Coordinating ──────────────────────────────────────────────────────────────────────────────────────────────

export function requestOf({ from, op, operation }: ClientRequest & { from?: NodeId }): Request {
  const { f, key = "", value = null } = operation;
  return { client: from!, op, f: f === "write" ? "write" : "read", key, value };
}

/** A copy of a request is not taken again: a write would be done twice, the second time as something newer. */
export function isCopy({ asked }: DynamoContext, { client, op }: Request): boolean {
  return (asked[client] ?? 0) >= op;
}

export function enqueue(context: DynamoContext, request: Request): Change {
  return {
    asked: { ...context.asked, [request.client]: request.op },
    queue: [...context.queue, request],
  };
}

/** So many of them, drawn at random, in their own order. */
function draw(luck: Luck, nodes: readonly NodeId[], count: number): readonly NodeId[] {
  const left = [...nodes];
  const drawn = new Set<NodeId>();
  for (let i = 0; i < count && left.length > 0; i++) {
    const at = between(drawAgain(luck, i), 0, left.length - 1);
    drawn.add(left.splice(at, 1)[0]!);
  }
  return nodes.filter((node) => drawn.has(node));
}

function begin(context: DynamoContext, now: Micros, luck: Luck): Operation {
  const { quorums, config, queue } = context;
  const request = queue[0]!;
  const home = homeOf(request.key, config.ring, quorums.n);
  const need = request.f === "read" ? quorums.r : quorums.w;
  // One event may begin two operations, one after the other.
  const asked = quorums.asks === "all" ? home : draw(drawAgain(luck, 100 + request.op), home, need);
  return {
    ...request,
    began: now,
    home,
    need,
    strict: ruleOn(context, STRICT_QUORUM),
    batch: asked.map((to) => ({ to, hint: null })),
    standIns: [],
    version: null,
    answers: {},
  };
}

/** The coordinator's own part of what it asks of the nodes of a batch. */
function askSelf(context: DynamoContext, current: Operation): Change {
  const own = current.batch.find(({ to }) => to === context.id);
  if (!own) return { current };
  const batch = current.batch.filter((each) => each !== own);
  const { key, version } = current;
  if (current.f === "read") {
    const held = own.hint === null ? copyOf(context, key) : fosteredOf(context, key);
    return { current: { ...withFound(current, context.id, held), batch } };
  }
  const answered = {
    ...current,
    batch,
    answers: { ...current.answers, [context.id]: version!.tag },
  };
  // What it stands in for it keeps as a hint already.
  if (own.hint !== null) return { current: answered };
  return { current: answered, ...store(context, key, version!) };
}

export function beginRead(context: DynamoContext, now: Micros, luck: Luck): Change {
  const queue = context.queue.slice(1);
  return { queue, ...askSelf(context, begin(context, now, luck)) };
}

/**
 * The write gets its tag, and whoever else it belongs to a hint, before anybody hears of it: so a coordinator that crashes in the middle still
 * knows whom to tell.
 */
export function beginWrite(context: DynamoContext, now: Micros, luck: Luck): Change {
  const operation = begin(context, now, luck);
  const { key, value, home, batch } = operation;
  const seen = tagOf(fosteredOf(context, key))?.counter ?? 0;
  const counter = Math.max(now, seen + 1, context.issued + 1);
  const version: Version = { value, tag: { counter, by: context.id } };
  const hint: Hint = { ...version, since: now, overdue: false };
  const stores = batch.some(({ to }) => to === context.id);
  const hints = home
    .filter((node) => node !== context.id || !stores)
    .reduce((all, node) => withHint(all, node, key, hint), context.hints);
  return {
    queue: context.queue.slice(1),
    issued: counter,
    hints,
    ...askSelf(context, { ...operation, version }),
  };
}

export function writeRequest(
  { client, op, key, version }: Operation,
  hint: NodeId | null,
): WriteRequest {
  return { type: "WriteRequest", client, op, key, version: version!, hint };
}

export function readRequest({ client, op, key }: Operation, standIn: boolean): ReadRequest {
  return { type: "ReadRequest", client, op, key, standIn };
}

/** The requests of the present batch. */
export function requests({ current }: DynamoContext): EffectParams["sendEach"] {
  return current!.batch.map(({ to, hint }) => ({
    to,
    message:
      current!.f === "write" ? writeRequest(current!, hint) : readRequest(current!, hint !== null),
  }));
}

export function writeAck({ client, op, key, version, hint }: WriteRequest): WriteAck {
  return { type: "WriteAck", client, op, key, tag: version.tag, hint };
}

export function readResponse(
  context: DynamoContext,
  { client, op, key, standIn }: ReadRequest,
): ReadResponse {
  const version = standIn ? fosteredOf(context, key) : copyOf(context, key);
  return { type: "ReadResponse", client, op, key, version, standIn };
}

export function isAboutCurrent({ current }: DynamoContext, { client, op }: Ticket): boolean {
  return current?.client === client && current.op === op;
}

function withFound(current: Operation, node: NodeId, version: Version | null): Operation {
  return {
    ...current,
    version: newer(version, current.version),
    answers: { ...current.answers, [node]: tagOf(version) },
  };
}

/** An answer to the present operation; late ones change nothing here. */
export function recordAck(
  context: DynamoContext,
  { from, ...ack }: WriteAck & { from: NodeId },
): Change {
  if (!isAboutCurrent(context, ack)) return {};
  const current = context.current!;
  return { current: { ...current, answers: { ...current.answers, [from]: ack.tag } } };
}

export function recordFound(
  context: DynamoContext,
  { from, ...response }: ReadResponse & { from: NodeId },
): Change {
  return { current: withFound(context.current!, from, response.version) };
}

export function hasQuorum({ current }: DynamoContext, f: Request["f"]): boolean {
  return current?.f === f && Object.keys(current.answers).length >= current.need;
}

/** Which of its home nodes have not answered, nor anybody in their place. */
export function silentOf({ home, answers, standIns }: Operation): readonly NodeId[] {
  return home.filter(
    (node) =>
      !(node in answers) && !standIns.some(({ to, hint }) => hint === node && to in answers),
  );
}

/** Of which nodes a write has reached nobody so far who counts: they are kept for from now on. */
export function overdueHints({ hints, current }: DynamoContext): Hints {
  const { key, home, answers, version } = current!;
  return mapHints(hints, (hint, node, of) =>
    of === key && home.includes(node) && !(node in answers) && !isNewer(hint.tag, tagOf(version))
      ? { ...hint, overdue: true }
      : hint,
  );
}

/**
 * Somebody is silent. They are asked again; a sloppy quorum also asks, for each of them, the next node on the preference list that has not been
 * asked yet (§4.6).
 */
export function askFurther(context: DynamoContext): Change {
  const current = context.current!;
  const silent = silentOf(current);
  const again = silent.map((to): Asked => ({ to, hint: null }));
  const list = preferenceList(current.key, context.config.ring);
  const free = current.strict
    ? []
    : list.filter(
        (node) => !current.home.includes(node) && !current.standIns.some(({ to }) => to === node),
      );
  const further = silent.slice(0, free.length).map((hint, i): Asked => ({ to: free[i]!, hint }));
  const asking: Operation = {
    ...current,
    batch: [...again, ...further],
    standIns: [...current.standIns, ...further],
  };
  const change = askSelf(context, asking);
  if (current.f === "read") return change;
  return { ...change, hints: overdueHints(context) };
}

// ── Answering ─────────────────────────────────────────────────────────────────────────────────────────────────

/** What a client is told of its operation beside the value. */
function about(context: DynamoContext): Readonly<Record<string, unknown>> {
  const { need, home, strict, version, answers } = context.current!;
  return {
    tag: tagOf(version),
    coordinator: context.id,
    answered: Object.keys(answers),
    need,
    n: home.length,
    strict,
  };
}

export function answer(context: DynamoContext): EffectParams["send"] {
  const { client, op, version } = context.current!;
  const message: ClientReply = {
    type: "ClientReply",
    op,
    ok: true,
    value: version?.value ?? null,
    leader: null,
    about: about(context),
  };
  return { to: client, message };
}

/** Too few have answered. A read has had no effect; a write may be on some disk, and a hint will spread it. */
export function refusal(context: DynamoContext, reason: string): EffectParams["send"] {
  const { client, op, f } = context.current!;
  const message: ClientReply = {
    type: "ClientReply",
    op,
    ok: false,
    value: null,
    leader: null,
    reason,
    ...(f === "write" ? { unknown: true } : {}),
  };
  return { to: client, message };
}

/** Who of those that a key belongs to has shown an older copy than the read returns, the coordinator included. */
export function staleOf({ home, answers, version }: Operation): readonly NodeId[] {
  return home.filter((node) => node in answers && isNewer(tagOf(version), answers[node]!));
}

function repair(to: NodeId, key: string, version: Version): EffectParams["send"] {
  const message: ReadRepair = { type: "ReadRepair", key, version };
  return { to, message: message satisfies Message };
}

/** Whoever has shown an old copy to the present read gets the new one. */
export function repairs(context: DynamoContext): EffectParams["sendEach"] {
  const current = context.current!;
  if (!ruleOn(context, READ_REPAIR)) return [];
  return staleOf(current)
    .filter((node) => node !== context.id)
    .map((node) => repair(node, current.key, current.version!));
}

/** Whether the present read shows the coordinator's own copy to be old, which takes no message to repair. */
export function repairsOwn(context: DynamoContext): boolean {
  return ruleOn(context, READ_REPAIR) && staleOf(context.current!).includes(context.id);
}

export function finishRead(context: DynamoContext): Change {
  const { client, op, key, home, version } = context.current!;
  const read: FinishedRead = { client, op, key, home, version };
  return {
    ...(repairsOwn(context) ? store(context, key, version!) : {}),
    current: null,
    finished: [...context.finished, read].slice(-REMEMBERED),
  };
}

/** What a late answer shows to be missing at whoever sent it; null: nothing. */
export function lateRepair(
  context: DynamoContext,
  { from, client, op, key, version, standIn }: ReadResponse & { from: NodeId },
): EffectParams["send"] | null {
  const read = context.finished.find((each) => each.client === client && each.op === op);
  if (!read?.version || standIn || !ruleOn(context, READ_REPAIR)) return null;
  if (!read.home.includes(from) || !isNewer(read.version.tag, tagOf(version))) return null;
  return repair(from, key, read.version);
}
