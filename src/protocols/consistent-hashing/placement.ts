/** Who keeps which key: five ways to say so, each a pure function of the members, so that whoever knows them asks nobody. */
import type { NodeId } from "../../kernel/behavior.ts";
import { fingerprint } from "../../kernel/chance.ts";
import type { Settings } from "../../kernel/settings.ts";
import { boundedOwners, capacityOf } from "../../structures/bounded-loads.ts";
import { ownerAt, virtualNodes } from "../../structures/hash-ring.ts";
import { jumpHash } from "../../structures/jump-hash.ts";
import { rendezvous } from "../../structures/rendezvous-hash.ts";

export const PLACEMENTS = ["ring", "mod", "jump", "rendezvous", "bounded"] as const;

export type Placement = (typeof PLACEMENTS)[number];

/** How keys are shared out among members. */
export interface Layout {
  /** In the order in which they joined; `mod` and `jump` go by their numbers in it. */
  readonly members: readonly NodeId[];
  readonly placement: Placement;
  /** Points of each member on the ring. */
  readonly virtual: number;
  /** c: with bounded loads a member has at most ⌈c·K/N⌉ of K keys. */
  readonly bound: number;
}

/** The node of each key. */
export type Table = Readonly<Record<string, NodeId>>;

/** What the knobs say of the layout, beside its members. */
export function layoutIn(knobs: Settings["knobs"]): Omit<Layout, "members"> {
  return {
    placement: (knobs["placement"] ?? "ring") as Placement,
    virtual: Number(knobs["virtual"] ?? 1),
    bound: Number(knobs["bound"] ?? 1.25),
  };
}

/** Whether both place every key alike, as far as the members do not differ. */
export function sameWay(a: Omit<Layout, "members">, b: Omit<Layout, "members">): boolean {
  return a.placement === b.placement && a.virtual === b.virtual && a.bound === b.bound;
}

/** The keys `k1`, `k2`, … */
export function keysUpTo(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `k${i + 1}`);
}

/** 64 bits for a hash that wants them, from two of 32. */
function wide(key: string): bigint {
  return (BigInt(fingerprint(key) >>> 0) << 32n) | BigInt(fingerprint(`${key}'`) >>> 0);
}

function ownersUnder(layout: Layout, keys: readonly string[]): readonly NodeId[] {
  const { members, placement, virtual, bound } = layout;
  switch (placement) {
    case "mod":
      return keys.map((key) => members[(fingerprint(key) >>> 0) % members.length]!);
    case "jump":
      return keys.map((key) => members[jumpHash(wide(key), members.length)]!);
    case "rendezvous":
      return keys.map((key) =>
        rendezvous(members, key, (node, each) => fingerprint(`${node}/${each}`) >>> 0),
      );
    case "ring": {
      const ring = virtualNodes(members, virtual, fingerprint);
      return keys.map((key) => ownerAt(ring, fingerprint(key)));
    }
    case "bounded":
      return boundedOwners(
        virtualNodes(members, virtual, fingerprint),
        keys.map(fingerprint),
        capacityOf(bound, keys.length, members.length),
      );
  }
}

/** Layouts recur at every node and step: each is worked out once. */
const known = new Map<string, Table>();
const MOST_KNOWN = 500;

/** The node of each of so many keys. @throws RangeError when there are no members */
export function tableOf(layout: Layout, count: number): Table {
  const { members, placement, virtual, bound } = layout;
  if (members.length === 0) throw new RangeError("without nodes there is no place for a key");
  const name = `${members.join()} ${placement} ${virtual} ${bound} ${count}`;
  let table = known.get(name);
  if (table === undefined) {
    const keys = keysUpTo(count);
    const owners = ownersUnder(layout, keys);
    table = Object.fromEntries(keys.map((key, i) => [key, owners[i]!]));
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, table);
  }
  return table;
}

/** The keys that have another node under one layout than under the other. */
export function movedBetween(before: Layout, now: Layout, count: number): readonly string[] {
  const [from, to] = [tableOf(before, count), tableOf(now, count)];
  return keysUpTo(count).filter((key) => from[key] !== to[key]);
}

/**
 * The share of keys that are expected to move when one of so many members joins or leaves, 0 to 1; null where the literature has no
 * formula. `larger`: how many members there are with the one that joins or leaves. Of mod N: a key keeps its node only if its hash leaves
 * the same rest by n and by n + 1.
 */
export function expectedMoves(placement: Placement, larger: number): number | null {
  if (placement === "bounded") return null;
  return placement === "mod" ? (larger - 1) / larger : 1 / larger;
}
