/**
 * Which transaction depends on which (Adya, Liskov & O'Neil 2000), as far as it can be told from what was read (Kingsbury
 * & Alvaro, "Elle", VLDB 2020):
 *
 * - lists tell their version order: each read is a prefix of it. What no read shows comes after what the longest shows;
 * - of registers it is known that the initial value comes first, and that what a transaction writes to a key comes after
 *   what it had read there.
 */
import { tellValue } from "../telling.ts";
import { textOf } from "../value.ts";
import type { Finding } from "./finding.ts";
import { nameOf } from "./phenomena.ts";
import {
  isNothing,
  listOf,
  outerReads,
  writesOf,
  type Transaction,
  type Transactions,
} from "./transaction.ts";
import { say } from "../../languages/say.ts";

/** `ww`: overwrites; `wr`: reads what the other wrote; `rw`: overwrites what the other read; `rt`: began after its return. */
export type Kind = "ww" | "wr" | "rw" | "rt";

export interface Dependency {
  readonly kind: Kind;
  /** Places in the list of transactions; what comes first, and what depends on it. */
  readonly from: number;
  readonly to: number;
  readonly key: string;
  /** ww: what was overwritten; wr: what was read. */
  readonly old?: unknown;
  /** ww, rw: what was written. */
  readonly value?: unknown;
  /** Ids of further operations from which it is known. */
  readonly proof: readonly number[];
}

export interface Dependencies {
  readonly edges: readonly Dependency[];
  /** Reads of one list of which neither is a prefix of the other. */
  readonly findings: readonly Finding[];
}

export function dependenciesOf(transactions: Transactions): Dependencies {
  const edges: Dependency[] = [];
  const findings: Finding[] = [];
  const keys = new Map<string, { readers: [Transaction, number, unknown][] }>();
  const of = (key: string) => {
    const known = keys.get(key);
    if (known) return known;
    const fresh = { readers: [] };
    keys.set(key, fresh);
    return fresh;
  };
  const writers = new Map<string, number[]>();
  transactions.list.forEach((transaction, place) => {
    for (const [f, key, value] of transaction.actions)
      if (f === "r") of(key).readers.push([transaction, place, value]);
    for (const key of writesOf(transaction).keys()) {
      of(key);
      const known = writers.get(key);
      if (known) known.push(place);
      else writers.set(key, [place]);
    }
  });
  for (const [key, { readers }] of keys) {
    const add: Add = (kind, from, to, proof, old, value) => {
      if (from !== to) edges.push({ kind, from, to, key, proof, old, value });
    };
    if (transactions.lists.has(key))
      ofList(transactions, key, readers, writers.get(key) ?? [], add, findings);
    else ofRegister(transactions, key, writers.get(key) ?? [], add);
  }
  return { edges, findings };
}

type Add = (
  kind: Kind,
  from: number,
  to: number,
  proof: readonly number[],
  old: unknown,
  value: unknown,
) => void;

function ofList(
  transactions: Transactions,
  key: string,
  readers: readonly [Transaction, number, unknown][],
  writers: readonly number[],
  add: Add,
  findings: Finding[],
): void {
  let longest: readonly unknown[] = [];
  let by: Transaction | null = null;
  for (const [transaction, , value] of readers) {
    if (by && listOf(value).length <= longest.length) continue;
    longest = listOf(value);
    by = transaction;
  }
  const texts = longest.map(textOf);
  for (const [transaction, , value] of readers) {
    if (listOf(value).every((element, i) => textOf(element) === texts[i])) continue;
    findings.push({
      anomaly: "incompatible orders",
      level: "read-committed",
      ids: [by!.id, transaction.id],
      simple: say`${nameOf(by!)} and ${nameOf(transaction)} saw ${key} in orders that do not fit together`,
      expert: say`${nameOf(by!)} read ${key} = ${tellValue(longest)} and ${nameOf(transaction)} read ${tellValue(listOf(value))}: neither is a prefix of the other, so that one of them read what was never committed`,
    });
    return;
  }
  // A value that was written twice tells nothing about who wrote it.
  const authors = longest.map((element) => {
    const known = transactions.writersOf(key, element);
    return known.length === 1 ? known[0]!.place : -1;
  });
  const proof = by ? [by.id] : [];
  const shown = new Set(texts);
  const hasAppended = (place: number) => writesOf(transactions.list[place]!).get(key)!;
  const unseen = by
    ? writers.filter((place) => !hasAppended(place).some((element) => shown.has(textOf(element))))
    : [];
  /** The next element from i on whose writer is known; -1 when there is none. */
  const next: number[] = [];
  for (let i = longest.length - 1, after = -1; i >= -1; i--) {
    next[i + 1] = after;
    if (i >= 0 && authors[i]! >= 0) after = i;
  }
  const onward = (kind: "ww" | "rw", from: number, i: number, old: unknown) => {
    const then = next[i + 1]!;
    if (then >= 0) add(kind, from, authors[then]!, proof, old, longest[then]);
    else
      for (const place of unseen)
        if (!transactions.list[place]!.optional)
          add(kind, from, place, proof, old, hasAppended(place)[0]);
  };
  authors.forEach((place, i) => {
    if (place >= 0) onward("ww", place, i, longest[i]);
  });
  for (const [transaction, place] of readers) {
    for (const [, other, value] of outerReads(transaction, transactions.lists)) {
      if (other !== key) continue;
      const last = listOf(value).length - 1;
      if (last >= 0 && authors[last]! >= 0)
        add("wr", authors[last]!, place, [], longest[last], undefined);
      onward("rw", place, last, undefined);
    }
  }
}

function ofRegister(
  transactions: Transactions,
  key: string,
  writers: readonly number[],
  add: Add,
): void {
  const { list } = transactions;
  const readersOf = new Map<number, number[]>();
  const overwrites = new Map<number, number[]>();
  const roots = new Set(writers);
  const ambiguousNothing = transactions.writersOf(key, null).length > 0;
  const push = (map: Map<number, number[]>, at: number, place: number) => {
    const known = map.get(at);
    if (known) known.push(place);
    else map.set(at, [place]);
  };
  list.forEach((transaction, place) => {
    for (const [, other, value] of outerReads(transaction, transactions.lists)) {
      if (other !== key) continue;
      let source = -1;
      if (isNothing(value)) {
        if (ambiguousNothing) continue;
      } else {
        const known = transactions.writersOf(key, value);
        if (known.length !== 1 || known[0]!.place < 0) continue;
        source = known[0]!.place;
        add("wr", source, place, [], value, undefined);
      }
      push(readersOf, source, place);
      if (source >= 0 && source !== place && writesOf(transaction).has(key)) {
        push(overwrites, source, place);
        roots.delete(place);
      }
    }
  });
  const written = (place: number) => writesOf(list[place]!).get(key)![0];
  overwrites.set(-1, [...roots]);
  for (const [source, later] of overwrites) {
    for (const place of later) {
      if (list[place]!.optional) continue;
      const proof = source < 0 ? [] : [list[source]!.id];
      if (source >= 0) add("ww", source, place, [], written(source), written(place));
      for (const reader of readersOf.get(source) ?? [])
        add("rw", reader, place, proof, undefined, written(place));
    }
  }
}
