/** A history of transactions, as its judges see it. */
import type { Action, History, Operation } from "../operation.ts";
import { textOf } from "../value.ts";
import { say } from "../../languages/say.ts";

/** A transaction that took effect, or may have. */
export interface Transaction {
  /** Its operation's id in the history. */
  readonly id: number;
  readonly operation: Operation;
  /** What it did. Reads whose answer nobody knows are left out. */
  readonly actions: readonly Action[];
  /** Places among all calls and returns; Infinity where it may have taken effect at any time since the call. */
  readonly called: number;
  readonly returned: number;
  /** Of unknown outcome, and nothing that it alone wrote was read: it may as well never have happened. */
  readonly optional: boolean;
}

/** Who wrote a value of a key. */
export interface Writer {
  /** The place of the transaction in the list; -1 for one that failed. */
  readonly place: number;
  readonly id: number;
  /** The last that the transaction wrote to the key: what others may see of it. */
  readonly final: boolean;
}

export interface Transactions {
  readonly list: readonly Transaction[];
  /** Keys that hold lists; the others are registers. */
  readonly lists: ReadonlySet<string>;
  /** The writers of a value of a key, more than one where it was written more than once. */
  writersOf(key: string, value: unknown): readonly Writer[];
}

/** Why the history is none of transactions, as a sentence; null when it is one. */
export function whyNotTransactions({ operations }: History): string | null {
  const other = operations.find((op) => op.f !== "txn");
  return other ? say`This can only be asked of transactions; the history has “${other.f}”.` : null;
}

/**
 * The history's transactions, or what is left of it with `only` some operations: of a list the others' elements are left
 * out, and a read of a register that held another's value says nothing.
 */
export function transactionsOf(history: History, only?: ReadonlySet<number>): Transactions {
  const all = history.operations.toSorted((a, b) => a.called - b.called);
  const lists = new Set<string>();
  const authors = new Map<string, Set<number>>();
  for (const op of all) {
    for (const [f, key, value] of actionsOf(op)) {
      if (f === "append" || (f === "r" && Array.isArray(value))) lists.add(key);
      if (f === "r") continue;
      const slot = slotOf(key, value);
      const known = authors.get(slot);
      if (known) known.add(op.id);
      else authors.set(slot, new Set([op.id]));
    }
  }
  const left = (key: string, value: unknown) => {
    const by = authors.get(slotOf(key, value));
    return !only || !by || [...by].every((id) => only.has(id));
  };
  const authorsOf = (key: string, value: unknown) => authors.get(slotOf(key, value))?.size ?? 0;
  const read = new Set<string>();
  const chosen = all
    .filter((op) => !only || only.has(op.id))
    .map((operation) => {
      const actions = actionsOf(operation).flatMap((action): Action[] => {
        const [f, key, value] = action;
        if (f !== "r") return [action];
        if (operation.outcome !== "ok") return [];
        if (lists.has(key)) {
          const whole = listOf(value);
          const elements = whole.filter((element) => left(key, element));
          // Of equal elements nobody knows which was another's.
          if (whole.some((each) => !left(key, each) && authorsOf(key, each) > 1)) return [];
          for (const element of elements) read.add(slotOf(key, element));
          return [["r", key, elements]];
        }
        if (!isNothing(value) && !left(key, value)) return [];
        read.add(slotOf(key, value));
        return [action];
      });
      return { operation, actions };
    });

  const writers = new Map<string, Writer[]>();
  const list: Transaction[] = [];
  const note = (id: number, place: number, actions: readonly Action[]) => {
    actions.forEach(([f, key, value], i) => {
      if (f === "r") return;
      const final = !actions.some(([g, other], j) => j > i && g !== "r" && other === key);
      const slot = slotOf(key, value);
      const known = writers.get(slot);
      if (known) known.push({ place, id, final });
      else writers.set(slot, [{ place, id, final }]);
    });
  };
  const wrote = (actions: readonly Action[], which: (slot: string) => boolean) =>
    actions.some(([f, key, value]) => f !== "r" && which(slotOf(key, value)));
  for (const { operation, actions } of chosen) {
    const { id, called, returned, outcome } = operation;
    if (outcome === "fail") {
      note(id, -1, actions);
      continue;
    }
    const unsure = outcome === "unknown";
    if (unsure && !wrote(actions, (slot) => read.has(slot))) continue;
    note(id, list.length, actions);
    const alone = (slot: string) => read.has(slot) && authors.get(slot)!.size === 1;
    list.push({
      id,
      operation,
      actions,
      called,
      returned: unsure ? Infinity : (returned ?? Infinity),
      optional: unsure && !wrote(actions, alone),
    });
  }
  return { list, lists, writersOf: (key, value) => writers.get(slotOf(key, value)) ?? [] };
}

/** What a transaction reads of others: a register before it has written it, of a list what stands before its own. */
export function outerReads(
  { actions }: Transaction,
  lists: ReadonlySet<string>,
): readonly Action[] {
  const own = new Map<string, number>();
  return actions.flatMap(([f, key, value]): Action[] => {
    const mine = own.get(key) ?? 0;
    if (f !== "r") own.set(key, mine + 1);
    else if (lists.has(key)) {
      const list = listOf(value);
      return [["r", key, list.slice(0, Math.max(0, list.length - mine))]];
    } else if (mine === 0) return [["r", key, value]];
    return [];
  });
}

/** The last that a transaction writes to each register, and all that it appends to each list. */
export function writesOf({ actions }: Transaction): ReadonlyMap<string, readonly unknown[]> {
  const writes = new Map<string, readonly unknown[]>();
  for (const [f, key, value] of actions) {
    if (f === "append") writes.set(key, [...(writes.get(key) ?? []), value]);
    else if (f === "w") writes.set(key, [value]);
  }
  return writes;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : isNothing(value) ? [] : [value];
}

export function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

function actionsOf(op: Operation): readonly Action[] {
  return ((op.outcome === "ok" ? op.output : undefined) ?? op.input ?? []) as readonly Action[];
}

function slotOf(key: string, value: unknown): string {
  return `${textOf(value)} ${key}`;
}
