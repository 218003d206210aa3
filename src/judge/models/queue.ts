import { phrase } from "../../languages/say.ts";
import type { Operation } from "../operation.ts";
import { textOf } from "../value.ts";
import type { Model } from "./model.ts";

/** The texts of what waits, the oldest first. */
type Waiting = readonly string[];

/** First in, first out; empty at first. */
export const queue: Model<Waiting> = {
  id: "queue",
  title: phrase("FIFO queue"),
  help: phrase(
    "First in, first out: enqueue, dequeue (nil when empty) and drain (all that waits, in order).",
  ),
  functions: ["enqueue", "dequeue", "drain"],
  initial: [],
  partition: "by key",
  step(state, op) {
    if (op.f === "enqueue") return [[...state, textOf(op.input)]];
    if (op.f === "drain") {
      if (op.outcome === "unknown") return [[]];
      const drained = Array.isArray(op.output) ? op.output.map(textOf) : [];
      return textOf(drained) === textOf(state) ? [[]] : [];
    }
    if (op.outcome === "unknown") return state.length === 0 ? [] : [state.slice(1)];
    if ((op.output ?? null) === null) return state.length === 0 ? [state] : [];
    return state[0] === textOf(op.output) ? [state.slice(1)] : [];
  },
  fingerprint: textOf,
  foresight: {
    // Nobody else can take the head, and enqueues beside it make no difference.
    eager(certain, optional) {
      const all = [...certain, ...optional];
      const sure = areDifferent(all) && all.every((op) => op.f !== "drain");
      return (op) => sure && op.f === "dequeue";
    },
    mayMatter(certain) {
      const taken = new Set(certain.flatMap(takenBy));
      return (op) => op.f !== "enqueue" || taken.has(textOf(op.input));
    },
    rank(certain) {
      const takers = takersOf(certain);
      return (op) =>
        (op.f === "enqueue" ? takers.get(textOf(op.input))?.returned : op.returned) ?? Infinity;
    },
    precedence(certain, optional) {
      const all = [...certain, ...optional];
      if (!areDifferent(all)) return [];
      const takers = takersOf(certain);
      const othersTake = optional.some((op) => op.f !== "enqueue");
      const passages = all
        .filter((op) => op.f === "enqueue" && (op.outcome === "ok" || takers.has(textOf(op.input))))
        .map((enqueue) => ({ enqueue, taker: takers.get(textOf(enqueue.input)) }))
        .sort((a, b) => a.enqueue.called - b.enqueue.called);
      return precedenceOf(passages, othersTake);
    },
    wastes(certain, optional) {
      const takers = takersOf(certain);
      const sure = areDifferent([...certain, ...optional]);
      return (waiting, op) => sure && op.f === "dequeue" && takers.has(waiting[0] ?? "");
    },
  },
  readsOnly: (op) => op.f === "dequeue" && op.outcome === "ok" && (op.output ?? null) === null,
};

/** Whether no value comes in twice: which of two equal ones was taken nobody can tell. */
function areDifferent(operations: readonly Operation[]): boolean {
  const values = operations.filter((op) => op.f === "enqueue").map((op) => textOf(op.input));
  return new Set(values).size === values.length;
}

/** The texts of what an operation took out. */
function takenBy(op: Operation): readonly string[] {
  if (op.f === "drain" && Array.isArray(op.output)) return op.output.map(textOf);
  return op.f === "dequeue" && (op.output ?? null) !== null ? [textOf(op.output)] : [];
}

/** Who took each value out. */
function takersOf(certain: readonly Operation[]): ReadonlyMap<string, Operation> {
  return new Map(certain.flatMap((op) => takenBy(op).map((text) => [text, op] as const)));
}

/** A value's way through the queue; nobody is known to have taken it when there is no taker. */
interface Passage {
  readonly enqueue: Operation;
  readonly taker: Operation | undefined;
}

/**
 * Which values must have come in before which, as follows from who took them. Of those that contradict real time one for
 * each value is enough.
 *
 * @param passages in the order of their calls.
 */
function precedenceOf(
  passages: readonly Passage[],
  othersTake: boolean,
): (readonly [Operation, Operation])[] {
  const pairs: (readonly [Operation, Operation])[] = [];
  /** For each place, the passage from there on that was taken first. */
  const firstTaken: Passage[] = [];
  for (let i = passages.length - 1; i >= 0; i--) {
    const later = firstTaken[i + 1];
    firstTaken[i] = later && takenAt(later) < takenAt(passages[i]!) ? later : passages[i]!;
  }
  passages.forEach((a, i) => {
    const end = a.enqueue.outcome === "ok" ? (a.enqueue.returned ?? Infinity) : Infinity;
    let j = i + 1;
    for (; j < passages.length && passages[j]!.enqueue.called < end; j++) {
      const b = passages[j]!;
      if (leavesFirst(a, b, othersTake)) pairs.push([a.enqueue, b.enqueue]);
      else if (leavesFirst(b, a, othersTake)) pairs.push([b.enqueue, a.enqueue]);
    }
    const later = firstTaken[j];
    if (later && leavesFirst(later, a, othersTake)) pairs.push([later.enqueue, a.enqueue]);
  });
  return pairs;
}

function takenAt({ taker }: Passage): number {
  return taker?.returned ?? Infinity;
}

/** Whether `a` must have left before `b`, which perhaps never did. */
function leavesFirst(a: Passage, b: Passage, othersTake: boolean): boolean {
  if (a.taker === undefined) return false;
  if (b.taker === undefined) return !othersTake;
  return takenAt(a) < b.taker.called;
}
