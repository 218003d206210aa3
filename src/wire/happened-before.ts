/**
 * Lamport's happened-before over the rows of a trace: the order of events on each node, and every message's sending before
 * its delivery. What it does not order is concurrent (Lamport 1978, “Time, Clocks, and the Ordering of Events in a
 * Distributed System”). Pure; page and worker both use it.
 */
import type { NodeId } from "../kernel/behavior.ts";
import type { TraceKind } from "../kernel/trace.ts";
import type { TraceRow } from "./frame.ts";

/** What the order needs to know of a row. Rows come with rising ids, causes before effects. */
export type CausalRow = Pick<TraceRow, "id" | "kind" | "node" | "message" | "cause" | "of">;

/** What happens to a message between its ends is no event of its sender, though its row names the sender. */
const ON_THE_WAY: ReadonlySet<TraceKind> = new Set(["duplicate", "drop", "held"]);
const ENDS: ReadonlySet<TraceKind> = new Set(["deliver", "drop", "held"]);

/** The node on which a row's event happened; null for what happened on a link, by a hand or in a judge's eyes. */
export function processOf(row: CausalRow): NodeId | null {
  return ON_THE_WAY.has(row.kind) ? null : row.node;
}

/** How an event stands to the one that a cone belongs to. */
export const CONCURRENT = 0;
export const PAST = 1;
export const FUTURE = 2;
export const ITSELF = 3;

/** Everything before and after one event. It grows with the trace ({@link HappenedBefore.widen}). */
export interface Cone {
  /** The event's place in the rows. */
  readonly at: number;
  /** {@link CONCURRENT}, {@link PAST}, {@link FUTURE} or {@link ITSELF} for every row up to `length`. */
  sides: Uint8Array;
  length: number;
  /** How many events on nodes led to it, follow from it, and neither. */
  past: number;
  future: number;
  concurrent: number;
}

const NONE = -1;

/**
 * The order over a list of rows that grows at its end. Rows are named by their place in the list. Each keeps at most three
 * predecessors, so that a cone is one walk over the list and nothing is stored for pairs.
 */
export class HappenedBefore {
  readonly #rows: CausalRow[] = [];
  /** The event before it on its node. */
  readonly #before: number[] = [];
  /** The sending of its message. */
  readonly #origin: number[] = [];
  /** A cause outside the nodes, or the cause of what is itself outside them. */
  readonly #outside: number[] = [];
  readonly #last = new Map<NodeId, number>();
  readonly #sent = new Map<number, number>();

  get length(): number {
    return this.#rows.length;
  }

  push(row: CausalRow): void {
    const at = this.#rows.length;
    const process = processOf(row);
    this.#before.push(process === null ? NONE : (this.#last.get(process) ?? NONE));
    this.#origin.push(this.#originOf(row));
    this.#outside.push(this.#outsideOf(row));
    this.#rows.push(row);
    if (process !== null) this.#last.set(process, at);
    if (row.kind === "send" || row.kind === "duplicate") this.#sent.set(row.message, at);
  }

  /** Forgets every row from a place on: a fork has left them behind. */
  truncate(length: number): void {
    for (let at = this.#rows.length - 1; at >= length; at--) {
      const row = this.#rows[at]!;
      const process = processOf(row);
      if (process !== null) {
        const before = this.#before[at]!;
        if (before === NONE) this.#last.delete(process);
        else this.#last.set(process, before);
      }
      if (this.#sent.get(row.message) === at) this.#sent.delete(row.message);
    }
    for (const list of [this.#rows, this.#before, this.#origin, this.#outside])
      list.length = Math.min(list.length, length);
  }

  /** The place of the row with this id; -1 when there is none. */
  placeOf(id: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#rows[middle]!.id < id) low = middle + 1;
      else high = middle;
    }
    return this.#rows[low]?.id === id ? low : NONE;
  }

  /** Everything before and after the event at a place. */
  cone(at: number): Cone {
    const cone: Cone = {
      at,
      sides: new Uint8Array(this.#rows.length),
      length: at + 1,
      past: 0,
      future: 0,
      concurrent: 0,
    };
    const { sides } = cone;
    sides[at] = PAST;
    for (let i = at; i >= 0; i--) {
      if (sides[i] !== PAST) {
        this.#count(cone, i, CONCURRENT);
        continue;
      }
      for (const list of [this.#before, this.#origin, this.#outside]) {
        const earlier = list[i]!;
        if (earlier !== NONE) sides[earlier] = PAST;
      }
      this.#count(cone, i, i === at ? ITSELF : PAST);
    }
    sides[at] = ITSELF;
    this.widen(cone);
    return cone;
  }

  /** Takes rows that have come since into a cone. */
  widen(cone: Cone): void {
    const { length } = this.#rows;
    if (cone.sides.length < length) {
      const sides = new Uint8Array(Math.max(length, Math.ceil(cone.sides.length * 1.5)));
      sides.set(cone.sides);
      cone.sides = sides;
    }
    const { sides } = cone;
    const after = (earlier: number): boolean => earlier >= cone.at && sides[earlier]! >= FUTURE;
    for (let i = cone.length; i < length; i++) {
      const follows =
        after(this.#before[i]!) || after(this.#origin[i]!) || after(this.#outside[i]!);
      sides[i] = follows ? FUTURE : CONCURRENT;
      this.#count(cone, i, sides[i]!);
    }
    cone.length = length;
  }

  #count(cone: Cone, at: number, side: number): void {
    if (processOf(this.#rows[at]!) === null) return;
    if (side === PAST) cone.past++;
    else if (side === FUTURE) cone.future++;
    else if (side === CONCURRENT) cone.concurrent++;
  }

  #originOf(row: CausalRow): number {
    if (ENDS.has(row.kind)) return this.#sent.get(row.message) ?? NONE;
    return row.kind === "duplicate" ? (this.#sent.get(row.of ?? 0) ?? NONE) : NONE;
  }

  /** Hands and judges are no nodes: what they bring about, and what they see, hangs by its cause alone. */
  #outsideOf(row: CausalRow): number {
    if (row.cause <= 0) return NONE;
    const cause = this.placeOf(row.cause);
    if (cause === NONE) return NONE;
    return row.node === null || this.#rows[cause]!.node === null ? cause : NONE;
  }
}

/** An event on a node with its vector clock. */
export interface Stamped<R extends CausalRow> {
  readonly row: R;
  readonly node: NodeId;
  /** How many events of each node the event knows of, its own among them; a node that is absent counts as 0. */
  readonly clock: Readonly<Record<NodeId, number>>;
}

/**
 * The vector clock of every event on a node, in the order of the rows (Fidge 1988, Mattern 1989): one event happened before
 * another exactly if its clock is less. Rows of links, hands and judges have none and are passed over. A row whose
 * message was sent before the first row knows nothing of its sender.
 */
export function* vectorClocks<R extends CausalRow>(rows: Iterable<R>): Generator<Stamped<R>> {
  const now = new Map<NodeId, Readonly<Record<NodeId, number>>>();
  const sent = new Map<number, Readonly<Record<NodeId, number>>>();
  for (const row of rows) {
    if (row.kind === "duplicate") {
      const known = sent.get(row.of ?? 0);
      if (known) sent.set(row.message, known);
    }
    const node = processOf(row);
    if (node === null) continue;
    const clock: Record<NodeId, number> = { ...now.get(node) };
    if (row.kind === "deliver") {
      for (const [other, count] of Object.entries(sent.get(row.message) ?? {}))
        clock[other] = Math.max(clock[other] ?? 0, count);
    }
    clock[node] = (clock[node] ?? 0) + 1;
    now.set(node, clock);
    if (row.kind === "send") sent.set(row.message, clock);
    yield { row, node, clock };
  }
}
