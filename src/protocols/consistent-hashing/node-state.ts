/**
 * What a node keeps, and what it does with views, keys and those who ask for them: pure functions. Of each key exactly one node may answer
 * at any time. The old node answers until it knows the new view; from then on it sends, and the new node answers once it has received.
 */
import type { Boot, Disk, EffectParams, NodeId } from "../../kernel/behavior.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { Answer, Change, Fetch, Get, Put, Received, Stored, Transfer } from "./messages.ts";
import { tableOf, type Table } from "./placement.ts";
import { changeAtStart, isNewer, type ServiceConfig } from "./views.ts";

/** A new node answers only for what it has received. */
export const HANDOFF = "handoff";
/** Who asks by another view than the node's own is not answered. */
export const SAME_VIEW = "same-view";
/** An old node keeps its copies until the new one has them on disk. */
export const KEEP_UNTIL_RECEIVED = "keep-until-received";

/** The kind of node that keeps keys. */
export const NODE = "node";

export interface NodeConfig extends ServiceConfig {
  readonly membership: NodeId;
  /** How long it waits before it asks and sends again, in local µs. */
  readonly resend: number;
}

type Keys = Readonly<Record<string, Stored>>;

/** All of it but the rules is on disk. */
export interface NodeContext {
  readonly id: NodeId;
  readonly config: NodeConfig;
  readonly rules: Settings["rules"];
  readonly change: Change;
  readonly keys: Keys;
  /** From whom keys are to come. */
  readonly awaiting: readonly NodeId[];
  /** Which keys have been sent to whom and are not known to be there. */
  readonly sending: Readonly<Record<NodeId, readonly string[]>>;
}

/** What a disk holds from the factory on: a data set that is to be loaded at the first start. */
export const UNLOADED: Disk = { load: true };

export type Plan = {
  readonly next: Partial<NodeContext>;
  readonly sends: EffectParams["sendEach"];
  readonly persist: EffectParams["persist"] | null;
  readonly note: EffectParams["note"] | null;
};

const NOTHING: Plan = { next: {}, sends: [], persist: null, note: null };

/** The view, the keys and what is under way as they are after a start. */
export function wake(boot: Boot): NodeContext {
  const config = boot.config as NodeConfig;
  const change = changeAtStart(boot);
  const { disk, id } = boot;
  return {
    id,
    config,
    rules: boot.settings.rules,
    change,
    keys:
      disk["load"] === true
        ? loaded(tableOf(change.now, config.keys), id)
        : ((disk["keys"] as Keys | undefined) ?? {}),
    awaiting: (disk["awaiting"] as readonly NodeId[] | undefined) ?? [],
    sending: (disk["sending"] as NodeContext["sending"] | undefined) ?? {},
  };
}

/** The part of the data set that belongs to a node, each key with the value that it begins with. */
function loaded(table: Table, id: NodeId): Keys {
  const mine: Record<string, Stored> = {};
  for (const [key, owner] of Object.entries(table))
    if (owner === id) mine[key] = { key, value: firstValue(key), version: 1, seen: {}, first: id };
  return mine;
}

/** What is stored under a key at the start. */
export function firstValue(key: string): string {
  return `${key}.0`;
}

/** What its disk holds. */
export function diskOf({ change, keys, awaiting, sending }: NodeContext): Disk {
  return { load: false, change, keys, awaiting, sending };
}

export function isMember({ change, id }: NodeContext): boolean {
  return change.now.members.includes(id);
}

/** Whether keys are still to come or to go. */
export function isMoving({ awaiting, sending }: NodeContext): boolean {
  return awaiting.length > 0 || Object.keys(sending).length > 0;
}

/** From whom a key is still to come; null when it is not. */
export function awaitedFrom({ change, config, id, awaiting }: NodeContext, key: string) {
  if (awaiting.length === 0 || change.before === null) return null;
  const from = tableOf(change.before, config.keys)[key];
  return from !== undefined && awaiting.includes(from) && ownerOf(change, config, key) === id
    ? from
    : null;
}

function ownerOf({ now }: Change, { keys }: ServiceConfig, key: string): NodeId | undefined {
  return tableOf(now, keys)[key];
}

// ── Views ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** A view comes: what belongs elsewhere now is sent there. Known views change nothing. */
export function adopt(context: NodeContext, change: Change): Plan {
  if (!isNewer(change, context.change)) return NOTHING;
  const { id, config, rules } = context;
  const table = tableOf(change.now, config.keys);
  const before = change.before === null ? null : tableOf(change.before, config.keys);
  const awaiting = new Set<NodeId>();
  for (const [key, owner] of Object.entries(table)) {
    const from = before?.[key] ?? id;
    if (owner === id && from !== id) awaiting.add(from);
  }
  const leaving: Record<NodeId, string[]> = {};
  for (const key of Object.keys(context.keys)) {
    const owner = table[key];
    if (owner !== undefined && owner !== id) (leaving[owner] ??= []).push(key);
  }
  const keeps = rules[KEEP_UNTIL_RECEIVED] !== false;
  const sends = Object.entries(leaving).map(([to, keys]) => ({
    to,
    message: transfer(change, context.keys, keys),
  }));
  const next: NodeContext = {
    ...context,
    change,
    awaiting: [...awaiting],
    sending: keeps ? leaving : {},
    keys: keeps ? context.keys : without(context.keys, Object.values(leaving).flat()),
  };
  const count = Object.values(leaving).flat().length;
  return {
    next,
    sends,
    persist: diskOf(next),
    note:
      count > 0
        ? { note: "gives", about: { keys: count, to: Object.keys(leaving), keeps } }
        : awaiting.size > 0
          ? { note: "waits", about: { from: [...awaiting] } }
          : null,
  };
}

function transfer(change: Change, keys: Keys, which: readonly string[]): Transfer {
  return {
    type: "Transfer",
    change,
    keys: which.flatMap((key) => (keys[key] ? [keys[key]] : [])),
  };
}

function without(keys: Keys, which: readonly string[]): Keys {
  const left = new Set(which);
  return Object.fromEntries(Object.entries(keys).filter(([key]) => !left.has(key)));
}

// ── Keys on their way ─────────────────────────────────────────────────────────────────────────────────────────

/** Keys come. They are on disk before it says so; a node that has a newer version of one keeps that. */
export function take(context: NodeContext, { change, keys }: Transfer, from: NodeId): Plan {
  const adopted = adopt(context, change);
  const at = { ...context, ...adopted.next };
  const { epoch } = change.now;
  const received: Received = { type: "Received", epoch };
  const answer = { to: from, message: received };
  // Late copies of what came long ago: whoever sent them may forget them.
  if (epoch !== at.change.now.epoch || !at.awaiting.includes(from))
    return { ...adopted, sends: [...adopted.sends, answer] };
  const merged: Record<string, Stored> = { ...at.keys };
  for (const each of keys)
    if ((merged[each.key]?.version ?? 0) < each.version) merged[each.key] = each;
  const next = { ...at, keys: merged, awaiting: at.awaiting.filter((each) => each !== from) };
  return {
    next,
    sends: [...adopted.sends, answer],
    persist: diskOf(next),
    note: { note: "received", about: { keys: keys.length, from, left: next.awaiting.length } },
  };
}

/** The new node has them: the old one forgets them. */
export function forget(context: NodeContext, { epoch }: Received, from: NodeId): Plan {
  const gone = context.sending[from];
  if (gone === undefined || epoch !== context.change.now.epoch) return NOTHING;
  const { [from]: _, ...sending } = context.sending;
  const next = { ...context, sending, keys: without(context.keys, gone) };
  return {
    next,
    sends: [],
    persist: diskOf(next),
    note: { note: "forgets", about: { keys: gone.length, to: from } },
  };
}

/** Somebody waits for keys: they are sent again, or it hears that there are none left for it. */
export function sendAgain(context: NodeContext, { change }: Fetch, from: NodeId): Plan {
  const adopted = adopt(context, change);
  if (isNewer(change, context.change)) return adopted;
  if (change.now.epoch !== context.change.now.epoch) return NOTHING;
  const message = transfer(context.change, context.keys, context.sending[from] ?? []);
  return { ...NOTHING, sends: [{ to: from, message }] };
}

/** It has waited for a while: it asks for what is to come, and sends again what is not known to be there. */
export function remind({ change, keys, awaiting, sending }: NodeContext): EffectParams["sendEach"] {
  const message: Fetch = { type: "Fetch", change };
  return [
    ...awaiting.map((to) => ({ to, message })),
    ...Object.entries(sending).map(([to, which]) => ({
      to,
      message: transfer(change, keys, which),
    })),
  ];
}

// ── Who asks ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Why it does not answer; null when it does. */
function refusal(context: NodeContext, { op, key, epoch }: Get | Put): Answer | null {
  const { rules, change, config, id } = context;
  if (rules[SAME_VIEW] !== false) {
    if (epoch < change.now.epoch) return { type: "Moved", op, change };
    // It has not heard of that view yet, or it has lost its disk.
    if (epoch > change.now.epoch || ownerOf(change, config, key) !== id)
      return { type: "Moving", op };
  }
  return rules[HANDOFF] !== false && awaitedFrom(context, key) !== null
    ? { type: "Moving", op }
    : null;
}

/** A lookup. */
export function look(context: NodeContext, get: Get, from: NodeId): Plan {
  const refused = refusal(context, get);
  if (refused) return { ...NOTHING, sends: [{ to: from, message: refused }], note: told(refused) };
  const { op, key } = get;
  const stored = context.keys[key];
  const message: Answer = stored
    ? { type: "Hit", op, value: stored.value, version: stored.version }
    : { type: "Miss", op };
  return {
    ...NOTHING,
    sends: [{ to: from, message }],
    note: stored ? null : { note: "has-none", about: { key } },
  };
}

/** A write. One that has taken effect already is answered again. */
export function store(context: NodeContext, put: Put, from: NodeId): Plan {
  const refused = refusal(context, put);
  if (refused) return { ...NOTHING, sends: [{ to: from, message: refused }], note: told(refused) };
  const { op, key, value } = put;
  const before = context.keys[key];
  const last = before?.seen[from] ?? 0;
  // A late copy of an older one: its client has long gone on.
  if (last > op) return NOTHING;
  const version = (before?.version ?? 0) + (last === op ? 0 : 1);
  const message: Answer = { type: "Done", op, version };
  if (last === op) return { ...NOTHING, sends: [{ to: from, message }] };
  const stored: Stored = {
    key,
    value,
    version,
    seen: { ...before?.seen, [from]: op },
    first: before?.first ?? context.id,
  };
  const keys = { ...context.keys, [key]: stored };
  return { next: { keys }, sends: [{ to: from, message }], persist: { keys }, note: null };
}

function told(refused: Answer): EffectParams["note"] | null {
  return refused.type === "Moved" ? { note: "old-view" } : { note: "still-moving" };
}
