/** What is wrong with single reads, before any order is looked at. */
import { nameOf as processNamed, tellValue } from "../telling.ts";
import { equal, textOf } from "../value.ts";
import type { Finding, Level } from "./finding.ts";
import {
  isNothing,
  listOf,
  outerReads,
  writesOf,
  type Transaction,
  type Transactions,
} from "./transaction.ts";
import { say } from "../../languages/say.ts";

/** How sentences call a transaction. */
export function nameOf({ id, operation }: Pick<Transaction, "id" | "operation">): string {
  return `T${id} (${processNamed(operation.process)})`;
}

/**
 * Values from nowhere and duplicate elements (no execution has them), G1a aborted read and G1b intermediate read (Adya,
 * Liskov & O'Neil 2000), internal inconsistency (Cerone, Bernardi & Gotsman 2015), lost update (Berenson et al. 1995).
 */
export function phenomena(transactions: Transactions): readonly Finding[] {
  return [
    ...transactions.list.flatMap((transaction) => [
      ...wrongValues(transactions, transaction),
      ...internal(transactions, transaction),
    ]),
    ...lostUpdates(transactions),
  ];
}

function wrongValues(transactions: Transactions, transaction: Transaction): Finding[] {
  const findings: Finding[] = [];
  const { id } = transaction;
  const name = nameOf(transaction);
  const add = (anomaly: string, level: Level, ids: number[], simple: string, expert: string) =>
    findings.push({ anomaly, level, ids: [...new Set(ids)], simple, expert });
  for (const [f, key, value] of transaction.actions) {
    if (f !== "r") continue;
    const isList = transactions.lists.has(key);
    const values = isList ? listOf(value) : isNothing(value) ? [] : [value];
    const seen = new Set<string>();
    values.forEach((each, i) => {
      const writers = transactions.writersOf(key, each);
      const what = say`${tellValue(each)} from ${key}`;
      if (seen.has(textOf(each)) && writers.length < 2)
        add(
          "duplicate elements",
          "read-uncommitted",
          [id, ...writers.map((writer) => writer.id)],
          say`${name} found ${tellValue(each)} in ${key} twice, although it was put there once`,
          say`${name} read ${key} = ${tellValue(value)}, with ${tellValue(each)} twice, which was appended once`,
        );
      seen.add(textOf(each));
      if (writers.length === 0) {
        add(
          "value from nowhere",
          "read-uncommitted",
          [id],
          say`${name} read ${what}, which nobody ever wrote`,
          say`${name} read ${what}, which no transaction wrote`,
        );
        return;
      }
      if (writers.every((writer) => writer.place < 0))
        add(
          "G1a",
          "read-committed",
          [id, ...writers.map((writer) => writer.id)],
          say`${name} read ${what}, which a transaction had written that failed`,
          say`${name} read ${what}, which T${writers[0]!.id} had written, which aborted: an aborted read`,
        );
      const last = !isList || i === values.length - 1;
      if (last && writers.every((writer) => !writer.final && writer.id !== id && writer.place >= 0))
        add(
          "G1b",
          "read-committed",
          [id, ...writers.map((writer) => writer.id)],
          say`${name} read ${what}, which its writer replaced before it was done`,
          say`${name} read ${what}, which is not the last that T${writers[0]!.id} wrote there: an intermediate read`,
        );
    });
  }
  return findings;
}

/** A transaction's reads agree with its own earlier reads and writes. */
function internal({ lists }: Transactions, transaction: Transaction): Finding[] {
  /** What the key must hold; of a list that was appended to unread, only its end is known. */
  const held = new Map<string, { known: boolean; value: unknown }>();
  for (const [f, key, value] of transaction.actions) {
    const before = held.get(key);
    if (f === "w") held.set(key, { known: true, value });
    else if (f === "append")
      held.set(key, { known: before?.known ?? false, value: [...listOf(before?.value), value] });
    else {
      const now = lists.has(key) ? listOf(value) : value;
      const fits =
        !before ||
        (before.known
          ? equal(before.value ?? null, now ?? null)
          : equal(listOf(now).slice(-listOf(before.value).length), before.value));
      if (!fits) {
        const name = nameOf(transaction);
        const expected = `${before.known ? "" : "… "}${tellValue(before.value)}`;
        return [
          {
            anomaly: "internal",
            level: "snapshot-isolation",
            ids: [transaction.id],
            simple: say`${name} read ${key} = ${tellValue(value)}, which does not fit what it had read or written there itself`,
            expert: say`${name} read ${key} = ${tellValue(value)} where its own earlier actions leave ${expected}`,
          },
        ];
      }
      held.set(key, { known: true, value: now });
    }
  }
  return [];
}

/** Two transactions read the same version and both wrote: whichever came later did not build on the other. */
function lostUpdates(transactions: Transactions): Finding[] {
  const findings: Finding[] = [];
  const first = new Map<string, Transaction>();
  for (const transaction of transactions.list) {
    const writes = writesOf(transaction);
    for (const [, key, value] of outerReads(transaction, transactions.lists)) {
      if (!writes.has(key) || transaction.optional) continue;
      const isList = transactions.lists.has(key);
      const source = isList || isNothing(value) ? [] : transactions.writersOf(key, value);
      // Two reads of a value that was written twice may have read different versions.
      if (source.length > 1 || (isNothing(value) && transactions.writersOf(key, value).length > 0))
        continue;
      const version = `${key} ${textOf(isList ? listOf(value) : (value ?? null))}`;
      const other = first.get(version);
      if (!other) first.set(version, transaction);
      else if (other !== transaction)
        findings.push({
          anomaly: "lost update",
          level: "snapshot-isolation",
          ids: [other.id, transaction.id, ...source.map((writer) => writer.id)],
          simple: say`${nameOf(other)} and ${nameOf(transaction)} both changed ${key} starting from ${tellValue(value)}: one of the changes was lost`,
          expert: say`${nameOf(other)} and ${nameOf(transaction)} both read ${key} = ${tellValue(value)} and wrote ${key}: whichever is later in its version order did not see the other`,
        });
    }
  }
  return findings;
}
