/**
 * A history of registers as causal models and session guarantees see it: reads and writes of each process in program
 * order, and which writes each read may have got its value from. Real time means nothing to them.
 *
 * Failed operations never happened, a read without an answer says nothing, and a write of unknown outcome matters only
 * where its value is read. Such a write comes after what its process did before the call and before nothing: it may have
 * had its effect at any time since.
 */
import type { History, Operation } from "../operation.ts";
import { textOf } from "../value.ts";
import { say } from "../../languages/say.ts";

/** A read's source when it found the register as it was at first. */
export const INITIAL = -1;
/** A read's source when nobody ever wrote its value. */
export const NOBODY = -2;

export interface Access {
  /** The operation's id in the history. */
  readonly id: number;
  readonly process: string;
  readonly writes: boolean;
  readonly key: string;
  /** What was written or read, as a text that equal values share. */
  readonly value: string;
  /** A write whose outcome nobody knows. */
  readonly open: boolean;
  /** The place of the process's last access before it, of those that are not open; -1 when it is the first. */
  readonly previous: number;
  /** A read: places of the writes that may be its source, or {@link INITIAL}; none when nobody wrote the value. */
  readonly candidates: readonly number[];
}

export interface Accesses {
  /** In the order of calls. */
  readonly list: readonly Access[];
  readonly processes: readonly string[];
}

/** What each f does to a register, and what the register holds at first. */
const FUNCTIONS: Readonly<Record<string, { writes: boolean; nothing: unknown }>> = {
  read: { writes: false, nothing: null },
  write: { writes: true, nothing: null },
  get: { writes: false, nothing: "" },
  put: { writes: true, nothing: "" },
  delete: { writes: true, nothing: "" },
};

/** Why the history is none of registers, as a sentence; null when it only reads and writes. */
export function whyNotRegisters({ operations }: History): string | null {
  const other = operations.find((op) => !Object.hasOwn(FUNCTIONS, op.f));
  return other
    ? say`This can only be asked of reads and writes; the history has “${other.f}”.`
    : null;
}

/** The history of registers, or what is left of it: `only` these operations and no read whose source is not among them. */
export function accessesOf(history: History, only?: ReadonlySet<number>): Accesses {
  const lasting = history.operations
    .filter((op) => op.outcome === "ok" || (op.outcome === "unknown" && writes(op)))
    .toSorted((a, b) => a.called - b.called);
  const writers = writersOf(lasting);
  const chosen = lasting.filter((op) => {
    if (only && !only.has(op.id)) return false;
    if (writes(op)) return true;
    return !only || (writers.get(slot(op)) ?? []).every((id) => only.has(id));
  });
  const readSlots = new Set(chosen.filter((op) => !writes(op)).map(slot));
  const kept = chosen.filter((op) => op.outcome === "ok" || readSlots.has(slot(op)));
  const placeOf = new Map(kept.map((op, place) => [op.id, place]));
  const last = new Map<string, number>();
  const list = kept.map((op, place): Access => {
    const previous = last.get(op.process) ?? -1;
    const open = op.outcome === "unknown";
    if (!open) last.set(op.process, place);
    const candidates: number[] = [];
    if (!writes(op)) {
      const sources = (writers.get(slot(op)) ?? []).map((id) => placeOf.get(id)!);
      // The latest write that can be the source by the clock is the likeliest one.
      candidates.push(...sources.filter((source) => source < place).reverse());
      if (valueOf(op) === initialOf(op)) candidates.push(INITIAL);
      candidates.push(...sources.filter((source) => source > place));
    }
    return {
      id: op.id,
      process: op.process,
      writes: writes(op),
      key: op.key ?? "",
      value: valueOf(op),
      open,
      previous,
      candidates,
    };
  });
  return { list, processes: [...new Set(kept.map((op) => op.process))] };
}

/** The writes that had or may have had their effect. */
export function lastingWrites(operations: readonly Operation[]): readonly Operation[] {
  return operations.filter((op) => writes(op) && op.outcome !== "fail");
}

/** The reads that had an answer. */
export function readsOf(operations: readonly Operation[]): readonly Operation[] {
  return operations.filter((op) => !writes(op) && op.outcome === "ok");
}

/** The ids of the writes of each value of each key. */
function writersOf(operations: readonly Operation[]): ReadonlyMap<string, readonly number[]> {
  const writers = new Map<string, number[]>();
  for (const op of operations) {
    if (!writes(op)) continue;
    const known = writers.get(slot(op));
    if (known) known.push(op.id);
    else writers.set(slot(op), [op.id]);
  }
  return writers;
}

function writes(op: Operation): boolean {
  return FUNCTIONS[op.f]!.writes;
}

function initialOf(op: Operation): string {
  return textOf(FUNCTIONS[op.f]!.nothing);
}

/** What was written or read, as a text that equal values share. */
export function valueOf(op: Operation): string {
  return textOf((writes(op) ? op.input : op.output) ?? FUNCTIONS[op.f]!.nothing);
}

/** A value of a key, as one text. */
function slot(op: Operation): string {
  return `${textOf(op.key)} ${valueOf(op)}`;
}
