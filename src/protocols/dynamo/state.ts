/** A node's state, and what it makes of versions. What moves it further is in `hints.ts`, `coordination.ts` and `answers.ts`; control flow in `machine.ts`. */
import type { Boot, NodeId } from "../../kernel/behavior.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { Micros } from "../../kernel/time.ts";
import { compareTags, type Tag } from "../../structures/siblings.ts";
import type { Ticket, Version } from "./messages.ts";

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

/** Each hint as it becomes. */
export function mapHints(
  hints: Hints,
  change: (hint: Hint, node: NodeId, key: string) => Hint,
): Hints {
  return Object.fromEntries(
    Object.entries(hints).map(([node, kept]) => [
      node,
      Object.fromEntries(Object.entries(kept).map(([key, hint]) => [key, change(hint, node, key)])),
    ]),
  );
}

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
export interface Asked {
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
export interface FinishedRead extends Ticket {
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

export type Change = Partial<DynamoContext>;

/** Late answers to reads longer ago than this are not looked at. */
export const REMEMBERED = 8;

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

export function newer(a: Version | null, b: Version | null): Version | null {
  return isNewer(a?.tag ?? null, b?.tag ?? null) ? a : b;
}

export function tagOf(version: Version | null | undefined): Tag | null {
  return version?.tag ?? null;
}

export function copyOf({ copies }: DynamoContext, key: string): Version | null {
  return copies[key] ?? null;
}

/** The newest of its own copy and of what it keeps for others. */
export function fosteredOf(context: DynamoContext, key: string): Version | null {
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
