/** A replica's state and the pure functions that move it. Control flow is in `machine.ts`. */
import type { Boot, EffectParams, Message, NodeId, Outcome } from "../../kernel/behavior.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { Micros } from "../../kernel/time.ts";
import { phrase } from "../../languages/say.ts";
import { majority } from "../../structures/quorum.ts";
import {
  compareTags,
  highestCounter,
  keepBoth,
  lastWriteWins,
  newest,
  overwrite,
  sameVersions,
  seenBy,
  type Merge,
  type Siblings,
  type Tag,
  type Version,
} from "../../structures/siblings.ts";
import type {
  Ack,
  ClientMessage,
  Copies,
  Forward,
  ForwardReply,
  Mode,
  Query,
  Replicate,
  Reply,
  Result,
  Store,
  Sync,
} from "./messages.ts";

/** How long things take, in local µs. */
export interface StoreTimes {
  /** How long a coordinator waits for enough replicas before it refuses. */
  readonly patience: Micros;
  /** How long a replica waits for the primary to answer what it forwarded: longer than the primary's own patience. */
  readonly forwardPatience: Micros;
  /** Whoever has not answered is asked again after this. */
  readonly resend: Micros;
  /** Hints are tried again after this. */
  readonly hint: Micros;
  /** CA: a replica says that it is there this often … */
  readonly heartbeat: Micros;
  /** … and counts as silent when it has not been heard for this long. */
  readonly silence: Micros;
  /** How long a replica shows that it has refused somebody. */
  readonly grudge: Micros;
}

/** A client's operation as a replica took it. */
export interface Request {
  readonly client: NodeId;
  readonly op: number;
  readonly f: "read" | "write";
  readonly key: string;
  readonly value: unknown;
  /** Who wants the answer: the client, or the replica that forwarded it. */
  readonly replyTo: NodeId;
}

/** The operation that a replica is coordinating. */
export interface Coordination {
  readonly request: Request;
  /** What replicas have answered to the query, by replica, the coordinator's own included. */
  readonly copies: Copies;
  /** What is being stored; null while nothing has been sent to be stored. */
  readonly versions: Siblings | null;
  /** Who has it on disk. */
  readonly stored: readonly NodeId[];
  /** CA: the primary that it was forwarded to. It stays: a second one might do it a second time. */
  readonly primary: NodeId | null;
}

export interface ReplicaContext {
  readonly id: NodeId;
  readonly peers: readonly NodeId[];
  readonly times: StoreTimes;
  readonly mode: Mode;
  readonly conflicts: "last-write-wins" | "keep-both";
  readonly silencePolicy: "stop" | "carry-on";
  readonly rules: Readonly<Record<string, boolean>>;

  // On disk.
  /** Its copy of every key. */
  readonly copies: Copies;
  /** The highest counter it has given to a write of its own; none is given twice. */
  readonly issued: number;
  /** The last operation it has taken of each client; an older or equal number is a copy of a request. */
  readonly asked: Readonly<Record<NodeId, number>>;
  /** AP: keys whose present versions a peer has not acknowledged. */
  readonly hints: Readonly<Record<NodeId, readonly string[]>>;

  // In memory.
  readonly current: Coordination | null;
  readonly queue: readonly Request[];
  /** The last answer to each client, for when it got lost. */
  readonly answers: Readonly<Record<NodeId, { readonly op: number; readonly result: Result }>>;
  /** Why it last refused somebody. */
  readonly refusal: string | null;

  // CA, in memory.
  /** Local time at which each peer was last heard. */
  readonly heard: Readonly<Record<NodeId, Micros>>;
  readonly silent: readonly NodeId[];
  /** Whom it takes for being there, itself included, in the scenario's order. */
  readonly view: readonly NodeId[];
  /** As primary: everybody in the view has been compared with. */
  readonly synced: boolean;
  readonly sync: {
    readonly round: number;
    readonly sent: Copies;
    readonly answered: readonly NodeId[];
  } | null;
}

type Change = Partial<ReplicaContext>;

/** A rule counts as on unless it was switched off. */
export function ruleOn(context: ReplicaContext, rule: string): boolean {
  return context.rules[rule] !== false;
}

export function settingsOf(
  settings: Settings,
): Pick<ReplicaContext, "mode" | "conflicts" | "silencePolicy" | "rules"> {
  const { knobs, rules } = settings;
  return {
    mode: knobs["mode"] === "AP" || knobs["mode"] === "CA" ? knobs["mode"] : "CP",
    conflicts: knobs["conflicts"] === "keep-both" ? "keep-both" : "last-write-wins",
    silencePolicy: knobs["silence"] === "carry-on" ? "carry-on" : "stop",
    rules,
  };
}

/** A replica as it starts: what its disk holds, and nothing else. */
export function startState(boot: Boot): ReplicaContext {
  const disk = boot.disk as Partial<Pick<ReplicaContext, "copies" | "issued" | "asked" | "hints">>;
  return {
    id: boot.id,
    peers: boot.peers,
    times: boot.config as StoreTimes,
    ...settingsOf(boot.settings),
    copies: disk.copies ?? {},
    issued: disk.issued ?? 0,
    asked: disk.asked ?? {},
    hints: disk.hints ?? {},
    current: null,
    queue: [],
    answers: {},
    refusal: null,
    heard: {},
    silent: [],
    view: [],
    synced: false,
    sync: null,
  };
}

// ── Taking operations ─────────────────────────────────────────────────────────────────────────────────────────

/** A request in one form, whether a client asks or another replica forwards. */
export function requestOf(message: (ClientMessage | Forward) & { readonly from: NodeId }): Request {
  const { from, op, key } = message;
  const common = { op, key, replyTo: from };
  switch (message.type) {
    case "Read":
      return { ...common, client: from, f: "read", value: null };
    case "Write":
      return { ...common, client: from, f: "write", value: message.value };
    case "Forward":
      return { ...common, client: message.client, f: message.f, value: message.value };
  }
}

/** A copy of a request is not taken again, also not after a crash. */
export function isCopy(context: ReplicaContext, request: Request): boolean {
  return (context.asked[request.client] ?? 0) >= request.op;
}

export function accept(context: ReplicaContext, request: Request): Change {
  return {
    asked: { ...context.asked, [request.client]: request.op },
    queue: [...context.queue, request],
  };
}

/** Begins to coordinate the operation that has waited longest. */
export function takeNext(context: ReplicaContext): Change {
  const request = context.queue[0]!;
  return {
    queue: context.queue.slice(1),
    current: {
      request,
      copies: { [context.id]: context.copies[request.key] ?? [] },
      versions: null,
      stored: [],
      primary: null,
    },
  };
}

// ── Answering ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Sends a result to whoever waits for it. */
export function replyTo(request: Request, result: Result): EffectParams["send"] {
  const { client, op } = request;
  const message: Reply | ForwardReply =
    request.replyTo === client
      ? { type: "Reply", op, result }
      : { type: "ForwardReply", client, op, result };
  return { to: request.replyTo, message };
}

/** The answer to an operation that was done: the value of highest tag, and its siblings where there are some. */
export function done(context: ReplicaContext, versions: Siblings): Result {
  const version = newest(versions);
  return {
    outcome: "ok",
    value: version?.value ?? null,
    tag: version?.tag ?? null,
    ...(versions.length > 1 ? { siblings: versions.map((each) => each.value) } : {}),
    coordinator: context.id,
    mode: context.mode,
  };
}

/** The answer to one that was not, or of which nothing is known. */
export function notDone(context: ReplicaContext, outcome: Outcome, reason: string): Result {
  return {
    outcome,
    value: null,
    tag: null,
    coordinator: context.id,
    mode: context.mode,
    reason,
  };
}

/**
 * How an operation ends that is given up now, in Jepsen's terms: a read never has an effect; a write certainly had
 * none as long as nobody was told to store it; beyond that nobody knows.
 */
export function outcomeWhenGivenUp(coordination: Coordination): Outcome {
  const { request, versions, primary } = coordination;
  return request.f === "write" && (versions !== null || primary !== null) ? "unknown" : "fail";
}

/** The operation is over: its answer is remembered in case it gets lost. */
export function finish(context: ReplicaContext, result: Result): Change {
  const { request } = context.current!;
  return {
    current: null,
    answers: { ...context.answers, [request.client]: { op: request.op, result } },
    refusal: result.outcome === "ok" ? null : (result.reason ?? null),
  };
}

/** Everything open is answered before the store changes its mode: nobody is left to guess. */
export function answersAtSwitch(context: ReplicaContext): EffectParams["sendEach"] {
  const reason = phrase("the store was switched over");
  const waiting = context.queue.map((request) =>
    replyTo(request, notDone(context, "fail", reason)),
  );
  if (context.current === null) return waiting;
  const outcome = outcomeWhenGivenUp(context.current);
  return [replyTo(context.current.request, notDone(context, outcome, reason)), ...waiting];
}

/** New settings: a changed mode leaves nothing under way; a changed way with conflicts applies to what is there. */
export function learnSettings(context: ReplicaContext, settings: Settings): Change {
  const next = settingsOf(settings);
  const switched = next.mode !== context.mode;
  const collapses = next.conflicts === "last-write-wins" && context.conflicts === "keep-both";
  const copies = collapses
    ? Object.fromEntries(
        Object.entries(context.copies).map(([key, versions]) => [
          key,
          lastWriteWins(versions, versions),
        ]),
      )
    : context.copies;
  // What one replica has settled the old way and another one the new way would never be compared again.
  const anew = next.mode === "AP" && !switched && next.conflicts !== context.conflicts;
  const everybody = next.silencePolicy === "stop" ? { view: inOrder(context, context.peers) } : {};
  return {
    ...next,
    ...everybody,
    copies,
    ...(switched ? { current: null, queue: [], refusal: null } : {}),
    ...(anew ? { hints: owedBy(context.peers, Object.keys(copies).sort()) } : {}),
    ...(next.rules["hinted-handoff"] === false ? { hints: {} } : {}),
  };
}

/** Hints of these keys for each of these peers. */
function owedBy(peers: readonly NodeId[], keys: readonly string[]): ReplicaContext["hints"] {
  return Object.fromEntries(peers.map((peer) => [peer, keys]));
}

// ── Copies ────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * How versions become one here. CP goes by tags alone: its register has one value. AP and CA after a split have what the
 * knob `conflicts` says.
 */
export function mergeOf(context: ReplicaContext): Merge {
  return context.mode !== "CP" && context.conflicts === "keep-both" ? keepBoth : lastWriteWins;
}

export function copyOf(context: ReplicaContext, key: string): Siblings {
  return context.copies[key] ?? [];
}

/** The copies after another replica's versions of one key have arrived. */
export function take(context: ReplicaContext, key: string, versions: Siblings): Change {
  const own = copyOf(context, key);
  const merged = mergeOf(context)(own, versions);
  return merged === own ? {} : { copies: { ...context.copies, [key]: merged } };
}

/** The copies after another replica's whole store has arrived. */
export function takeAll(context: ReplicaContext, copies: Copies): Change {
  let next = context;
  for (const [key, versions] of Object.entries(copies))
    next = { ...next, ...take(next, key, versions) };
  return next === context ? {} : { copies: next.copies };
}

/** Whether these versions would change anything here. */
export function bringsNews(context: ReplicaContext, key: string, versions: Siblings): boolean {
  const own = copyOf(context, key);
  return mergeOf(context)(own, versions) !== own;
}

/** What a merge means for those who wrote: nothing, siblings, or an acknowledged write thrown away. */
export interface Conflict {
  readonly key: string;
  readonly kept: readonly unknown[];
  readonly lost: readonly unknown[];
  /** One of the lost writes was coordinated here; where none is lost, one of those kept. */
  readonly own: boolean;
}

/**
 * The conflict that a replica's versions and those that arrive make anew; null when either side has seen what the other
 * brings. CP has none: its register goes by tags alone.
 */
export function conflictBetween(
  context: ReplicaContext,
  key: string,
  versions: Siblings,
): Conflict | null {
  if (context.mode === "CP") return null;
  const own = copyOf(context, key);
  const theirs = unseen(versions, own);
  const ours = unseen(own, versions);
  if (theirs.length === 0 || ours.length === 0) return null;
  const merged = mergeOf(context)(own, versions);
  const lost = [...ours, ...theirs].filter((version) => !has(merged, version));
  return {
    key,
    kept: merged.map((version) => version.value),
    lost: lost.map((version) => version.value),
    own: (lost.length > 0 ? lost : merged).some((version) => version.tag.by === context.id),
  };
}

/** The conflicts between a replica's whole store and one that arrives. */
export function conflictsBetween(context: ReplicaContext, copies: Copies): Conflict[] {
  return Object.entries(copies).flatMap(
    ([key, versions]) => conflictBetween(context, key, versions) ?? [],
  );
}

function has(versions: Siblings, version: Version): boolean {
  return versions.some((each) => compareTags(each.tag, version.tag) === 0);
}

/** Versions that whoever wrote the others had not seen. */
function unseen(versions: Siblings, others: Siblings): Siblings {
  const seen = seenBy(others);
  return versions.filter((version) => (seen[version.tag.by] ?? 0) < version.tag.counter);
}

/** A tag above all these, never given before. */
function nextTag(context: ReplicaContext, seen: readonly Siblings[]): Tag {
  const highest = Math.max(context.issued, ...seen.map(highestCounter));
  return { counter: highest + 1, by: context.id };
}

// ── CP: the ABD register ──────────────────────────────────────────────────────────────────────────────────────

export function clusterSize(context: ReplicaContext): number {
  return context.peers.length + 1;
}

export function ticketOf({ request }: Coordination): { client: NodeId; op: number } {
  return { client: request.client, op: request.op };
}

/** Whether a reply is about the operation under way. */
export function isAboutCurrent(
  context: ReplicaContext,
  ticket: { readonly client: NodeId; readonly op: number },
): boolean {
  const request = context.current?.request;
  return request?.client === ticket.client && request.op === ticket.op;
}

export function queryAnswered(context: ReplicaContext): boolean {
  return Object.keys(context.current!.copies).length >= majority(clusterSize(context));
}

export function storedByMajority(context: ReplicaContext): boolean {
  return context.current!.stored.length >= majority(clusterSize(context));
}

export function recordCopy(context: ReplicaContext, from: NodeId, versions: Siblings): Change {
  const current = context.current!;
  return { current: { ...current, copies: { ...current.copies, [from]: versions } } };
}

export function recordStored(context: ReplicaContext, from: NodeId): Change {
  const current = context.current!;
  if (current.stored.includes(from)) return {};
  return { current: { ...current, stored: [...current.stored, from] } };
}

/** Of all that the query has found, the version of the highest tag. */
export function newestFound(context: ReplicaContext): Siblings {
  return Object.values(context.current!.copies).reduce((a, b) => lastWriteWins(a, b), []);
}

/** Who answered the query with something older than what was found. */
export function behind(context: ReplicaContext): NodeId[] {
  const found = newestFound(context);
  return Object.entries(context.current!.copies)
    .filter(([, versions]) => !sameVersions(lastWriteWins(versions, versions), found))
    .map(([replica]) => replica);
}

/**
 * The second phase begins: a write stores its value under a tag above all that a majority has; a read stores again
 * what it is about to return. The coordinator's own copy comes first.
 */
export function beginStoring(context: ReplicaContext): Change {
  const current = context.current!;
  const { key, f, value } = current.request;
  const own = copyOf(context, key);
  const found = newestFound(context);
  if (f === "read") {
    const merged = mergeOf(context)(own, found);
    return {
      current: { ...current, versions: found, stored: [context.id] },
      copies: merged === own ? context.copies : { ...context.copies, [key]: merged },
    };
  }
  const tag = nextTag(context, [...Object.values(current.copies), own]);
  const versions = overwrite(mergeOf(context)(own, found), value, tag);
  return {
    current: { ...current, versions, stored: [context.id] },
    issued: tag.counter,
    copies: { ...context.copies, [key]: versions },
  };
}

export function queryMessage(context: ReplicaContext): Query {
  const current = context.current!;
  return { type: "Query", ...ticketOf(current), key: current.request.key };
}

export function storeMessage(context: ReplicaContext): Store {
  const current = context.current!;
  return {
    type: "Store",
    ...ticketOf(current),
    key: current.request.key,
    versions: current.versions ?? [],
  };
}

export function toPeers(peers: readonly NodeId[], message: Message): EffectParams["sendEach"] {
  return peers.map((to) => ({ to, message }));
}

// ── AP: own copy first ────────────────────────────────────────────────────────────────────────────────────────

/** Writes to the own copy; everybody else is owed it until they acknowledge. */
export function writeLocally(context: ReplicaContext, request: Request): Change {
  const own = copyOf(context, request.key);
  const tag = nextTag(context, [own]);
  return {
    issued: tag.counter,
    copies: { ...context.copies, [request.key]: overwrite(own, request.value, tag) },
    ...(ruleOn(context, "hinted-handoff")
      ? {
          hints: Object.fromEntries(
            context.peers.map((peer) => [
              peer,
              [...new Set([...(context.hints[peer] ?? []), request.key])].sort(),
            ]),
          ),
        }
      : {}),
  };
}

export function replicateMessage(context: ReplicaContext, key: string): Replicate {
  return { type: "Replicate", key, versions: copyOf(context, key) };
}

/** Every hint, again. */
export function handOff(context: ReplicaContext): EffectParams["sendEach"] {
  return Object.entries(context.hints).flatMap(([to, keys]) =>
    keys.map((key) => ({ to, message: replicateMessage(context, key) })),
  );
}

export function hasHints(context: ReplicaContext): boolean {
  return Object.values(context.hints).some((keys) => keys.length > 0);
}

/** Peers with a hint. */
export function owed(context: Pick<ReplicaContext, "hints">): NodeId[] {
  return Object.entries(context.hints)
    .filter(([, keys]) => keys.length > 0)
    .map(([peer]) => peer);
}

/** Whether a peer now has everything that is here of a key, and a hint for it can go. */
export function settlesHint(context: ReplicaContext, from: NodeId, ack: Ack): boolean {
  return (
    (context.hints[from] ?? []).includes(ack.key) &&
    copyOf(context, ack.key).every((version) =>
      ack.tags.some((tag) => compareTags(tag, version.tag) === 0),
    )
  );
}

export function dropHint(context: ReplicaContext, from: NodeId, key: string): Change {
  return {
    hints: {
      ...context.hints,
      [from]: (context.hints[from] ?? []).filter((each) => each !== key),
    },
  };
}

// ── CA: one site, synchronous copies ──────────────────────────────────────────────────────────────────────────

/** Itself and these peers, in the scenario's order. */
function inOrder(context: ReplicaContext, peers: readonly NodeId[]): readonly NodeId[] {
  return [context.id, ...peers].sort();
}

/** The lowest id of the view leads. */
export function primaryOf(context: ReplicaContext): NodeId {
  return context.view[0] ?? context.id;
}

/** A replica begins in CA: everybody gets the benefit of the doubt. */
export function enterCA(context: ReplicaContext, now: Micros): Change {
  return {
    heard: Object.fromEntries(context.peers.map((peer) => [peer, now])),
    silent: [],
    view: inOrder(context, context.peers),
    synced: false,
    sync: null,
  };
}

/** Who is silent by now, and what follows for the view. */
export function lookAround(
  context: ReplicaContext,
  heard: ReplicaContext["heard"],
  now: Micros,
): Change {
  const silent = context.peers.filter((peer) => now - (heard[peer] ?? now) > context.times.silence);
  const view =
    context.silencePolicy === "stop"
      ? inOrder(context, context.peers)
      : inOrder(
          context,
          context.peers.filter((peer) => !silent.includes(peer)),
        );
  const same = view.length === context.view.length && view.every((id, i) => id === context.view[i]);
  // Whoever was silent may have missed something: the primary compares before it goes on.
  const sameSilent =
    silent.length === context.silent.length && silent.every((id, i) => id === context.silent[i]);
  return {
    heard,
    ...(sameSilent ? {} : { silent }),
    ...(same ? {} : { view }),
    ...(same && sameSilent ? {} : { synced: false }),
  };
}

/** Whether looking around now would drop somebody from the view. */
export function givesUp(context: ReplicaContext, now: Micros): boolean {
  const { view = context.view } = lookAround(context, context.heard, now);
  return context.view.some((id) => !view.includes(id));
}

/** The primary's write: to its own copy, then to everybody in the view. */
export function beginPrimaryWrite(context: ReplicaContext): Change {
  const current = context.current!;
  const { key, value } = current.request;
  const own = copyOf(context, key);
  const tag = nextTag(context, [own]);
  const versions = overwrite(own, value, tag);
  return {
    current: { ...current, versions, stored: [context.id] },
    issued: tag.counter,
    copies: { ...context.copies, [key]: versions },
  };
}

export function storedByView(context: ReplicaContext): boolean {
  return context.view.every((id) => context.current!.stored.includes(id));
}

export function forwardMessage(context: ReplicaContext): Forward {
  const current = context.current!;
  const { f, key, value } = current.request;
  return { type: "Forward", ...ticketOf(current), f, key, value };
}

export function beginSync(context: ReplicaContext, now: Micros): Change {
  const round = Math.max(now, (context.sync?.round ?? 0) + 1);
  return { sync: { round, sent: context.copies, answered: [] } };
}

export function syncMessage(context: ReplicaContext): Sync {
  return { type: "Sync", round: context.sync!.round, copies: context.sync!.sent };
}

export function recordSync(context: ReplicaContext, from: NodeId, copies: Copies): Change {
  const sync = context.sync!;
  return {
    ...takeAll(context, copies),
    sync: { ...sync, answered: [...new Set([...sync.answered, from])] },
  };
}

export function viewAnsweredSync(context: ReplicaContext): boolean {
  const answered = context.sync?.answered ?? [];
  return context.view.every((id) => id === context.id || answered.includes(id));
}

/** Whether the comparison has brought nothing that the others have not been sent. */
export function syncSettled(context: ReplicaContext): boolean {
  const sent = context.sync?.sent ?? {};
  return Object.entries(context.copies).every(
    ([key, versions]) => versions === sent[key] || sameVersions(versions, sent[key] ?? []),
  );
}
