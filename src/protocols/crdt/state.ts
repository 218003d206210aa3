/** What a replica knows, and the pure functions that move it. */
import type { Boot, Disk, NodeId, Operation } from "../../kernel/behavior.ts";
import { describeOperation } from "../../kernel/operation.ts";
import type { Micros } from "../../kernel/time.ts";
import { phrase } from "../../languages/say.ts";
import { advance, covers, join, type VersionVector } from "../../structures/version-vector.ts";
import type { ClientReply, ClientRequest } from "../client.ts";
import { nameOf, type State, type Update } from "./messages.ts";
import {
  answerOf,
  mergePayloads,
  payloadOf,
  typeOf,
  updateOf,
  type Payloads,
  type Schema,
} from "./objects.ts";

/** A replica's parameters. Times are local µs. */
export interface ReplicaConfig {
  readonly schema: Schema;
  /** Pause between two rounds of gossip, state-based. */
  readonly gossipLow: Micros;
  readonly gossipHigh: Micros;
  /** How long it waits for acknowledgements, operation-based, before it sends again. */
  readonly resend: Micros;
}

/** A client's last request and what came of it. */
interface Answered {
  readonly op: number;
  readonly reply: ClientReply;
}

/** What a crash leaves in place. */
export interface ReplicaDisk {
  readonly payloads: Payloads;
  /** How many updates of each replica are in the payloads, its own among them. They are always all of its first ones. */
  readonly seen: VersionVector;
  /** Own updates that not everybody has acknowledged, the oldest first. */
  readonly outbox: readonly Update[];
  readonly answered: Readonly<Record<NodeId, Answered>>;
}

export interface ReplicaContext extends ReplicaDisk {
  readonly id: NodeId;
  readonly peers: readonly NodeId[];
  readonly config: ReplicaConfig;
  readonly rules: Readonly<Record<string, boolean>>;
  readonly knobs: Readonly<Record<string, string>>;
  /** What each other replica is known to have seen. A crash forgets it; they say it again. */
  readonly known: Readonly<Record<NodeId, VersionVector>>;
  /** Updates whose causes are missing. A crash forgets them; they come again. */
  readonly waiting: readonly Update[];
  /** The last update of another replica that took effect, operation-based; null before the first. */
  readonly latest: Update | null;
}

/** Off: an add's tag does not bear its replica's name, so that concurrent adds may draw the same one. */
export const UNIQUE_TAGS = "unique-tags";
/** Off: an operation that has taken effect takes effect again when a copy of it comes. */
export const DEDUPE_OPS = "dedupe-ops";
/** The knob, where there is one, that chooses the object which clients work on and replicas show. Its values are keys. */
export const OBJECT = "object";
/** The knob that chooses how updates spread, and its values. */
export const SPREAD = "spread";
export const STATE_BASED = "state-based";
export const OP_BASED = "op-based";

/** So many updates go again to one replica at a time. */
const BURST = 6;
/** So many updates may wait for their causes; what is beyond comes again. */
const ROOM = 32;

const EMPTY: ReplicaDisk = { payloads: {}, seen: {}, outbox: [], answered: {} };

/** A replica as it wakes up with what its disk holds. */
export function wake({ id, peers, disk, settings, config }: Boot): ReplicaContext {
  return {
    ...EMPTY,
    ...(disk as Partial<ReplicaDisk>),
    ...{ id, peers, config: config as ReplicaConfig },
    ...{ rules: settings.rules, knobs: settings.knobs },
    known: {},
    waiting: [],
    latest: null,
  };
}

/** What is written down. */
export function durablePart({ payloads, seen, outbox, answered }: ReplicaContext): Disk {
  return { payloads, seen, outbox, answered } satisfies ReplicaDisk;
}

// ── Requests ──────────────────────────────────────────────────────────────────────────────────────────────────

/** What a request comes to here and now. */
type Verdict =
  | { readonly update: Update }
  | { readonly value: unknown }
  | { readonly reason: string };

/** Decided at the source alone: nobody else is asked. */
export function decide(context: ReplicaContext, operation: Operation): Verdict {
  const { id, seen, payloads, rules, config } = context;
  const { schema } = config;
  const { f, key = "" } = operation;
  if (f === "read" && Object.hasOwn(schema, key)) return { value: answerOf(schema, payloads, key) };
  const wanted = updateOf(schema, operation);
  if ("reason" in wanted) return wanted;
  const named = f !== "add" || rules[UNIQUE_TAGS] !== false;
  const payload = payloadOf(schema, payloads, key);
  const prepared = typeOf(schema, key).prepare(payload, wanted.update, named ? id : "");
  if (prepared === null) return { reason: phrase("there is nothing to take away") };
  const number = (seen[id] ?? 0) + 1;
  const asked = describeOperation(operation);
  return { update: { origin: id, number, key, asked, saw: seen, operation: prepared } };
}

/** The answer to a request of which this has become. */
export function replyTo(op: number, verdict: Verdict): ClientReply {
  const rest = { type: "ClientReply", op, leader: null } as const;
  if ("reason" in verdict) return { ...rest, ok: false, value: null, reason: verdict.reason };
  return { ...rest, ok: true, value: "value" in verdict ? verdict.value : null };
}

/** Does what a client asks for, and remembers that it has. */
export function serve(
  context: ReplicaContext,
  client: NodeId,
  { op, operation }: ClientRequest,
): Partial<ReplicaContext> {
  const verdict = decide(context, operation);
  const answered = { ...context.answered, [client]: { op, reply: replyTo(op, verdict) } };
  if (!("update" in verdict)) return { answered };
  const { update } = verdict;
  return { answered, outbox: [...context.outbox, update], ...takeEffect(context, update) };
}

// ── Operation-based ───────────────────────────────────────────────────────────────────────────────────────────

function takeEffect({ payloads, seen, config }: ReplicaContext, update: Update) {
  const { origin, number, key, operation } = update;
  const { schema } = config;
  const payload = typeOf(schema, key).effect(payloadOf(schema, payloads, key), operation);
  return { payloads: { ...payloads, [key]: payload }, seen: advance(seen, origin, number) };
}

/** How an update stands to what this replica has seen: a copy of one that is in it, ready, or one whose causes are missing. */
export function standingOf({ seen }: ReplicaContext, { origin, number, saw }: Update) {
  const has = seen[origin] ?? 0;
  if (number <= has) return "copy";
  return number === has + 1 && covers(seen, saw) ? "ready" : "early";
}

/** Takes an update in that may have to wait for its causes. */
export function receive(context: ReplicaContext, update: Update): Partial<ReplicaContext> {
  const { waiting } = context;
  const isHere = waiting.some((other) => nameOf(other) === nameOf(update));
  return {
    ...learn(context, update.origin, advance(update.saw, update.origin, update.number)),
    ...(isHere || waiting.length >= ROOM ? {} : { waiting: [...waiting, update] }),
  };
}

/** The update that is to take effect next; undefined when all that wait lack causes. */
export function nextReady(context: ReplicaContext): Update | undefined {
  return context.waiting.find((update) => standingOf(context, update) === "ready");
}

export function deliver(context: ReplicaContext): Partial<ReplicaContext> {
  const update = nextReady(context)!;
  const after = takeEffect(context, update);
  return { ...after, waiting: without(context.waiting, after.seen), latest: update };
}

/** The effect of a copy, a second time. */
export function deliverAgain(context: ReplicaContext, update: Update): Partial<ReplicaContext> {
  return { payloads: takeEffect(context, update).payloads };
}

function without(waiting: readonly Update[], seen: VersionVector): readonly Update[] {
  return waiting.filter(({ origin, number }) => number > (seen[origin] ?? 0));
}

/** Own updates that go again, each to whoever has not acknowledged it. */
export function unacknowledged({
  id,
  peers,
  outbox,
  known,
}: ReplicaContext): readonly { readonly to: NodeId; readonly update: Update }[] {
  return peers.flatMap((to) =>
    outbox
      .filter(({ number }) => number > (known[to]?.[id] ?? 0))
      .slice(0, BURST)
      .map((update) => ({ to, update })),
  );
}

// ── State-based ───────────────────────────────────────────────────────────────────────────────────────────────

/** Whether a payload of another replica holds updates that are new here. */
export function bringsNews({ seen }: ReplicaContext, state: State): boolean {
  return !covers(seen, state.seen);
}

export function merge(context: ReplicaContext, state: State): Partial<ReplicaContext> {
  const seen = join(context.seen, state.seen);
  return {
    payloads: mergePayloads(context.config.schema, context.payloads, state.payloads),
    seen,
    waiting: without(context.waiting, seen),
  };
}

/** Replicas that are not known to have seen all that this one has. */
export function behind({ peers, known, seen }: ReplicaContext): readonly NodeId[] {
  return peers.filter((peer) => !covers(known[peer] ?? {}, seen));
}

// ── Both ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Learns what another replica has seen; own updates that everybody has are done with. */
export function learn(
  { known, outbox, peers, id }: ReplicaContext,
  from: NodeId,
  seen: VersionVector,
): Pick<ReplicaContext, "known" | "outbox"> {
  const learnt = { ...known, [from]: join(known[from] ?? {}, seen) };
  const everybody = Math.min(...peers.map((peer) => learnt[peer]?.[id] ?? 0));
  const left = outbox.filter(({ number }) => number > everybody);
  return { known: learnt, outbox: left.length === outbox.length ? outbox : left };
}

/** Whether somebody is not known to have what is to be spread. */
export function isSpreading(context: ReplicaContext): boolean {
  return isOpBased(context) ? context.outbox.length > 0 : behind(context).length > 0;
}

export function isOpBased({ knobs }: ReplicaContext): boolean {
  return knobs[SPREAD] === OP_BASED;
}
