import type { Operation } from "../operation.ts";
import { textOf } from "../value.ts";
import type { Model } from "./model.ts";

/** The texts of what waits, the oldest first. */
type Waiting = readonly string[];

/** First in, first out; empty at first. */
export const queue: Model<Waiting> = {
  id: "queue",
  title: "FIFO queue",
  help: "First in, first out: enqueue, dequeue (nil when empty) and drain (all that waits, in order).",
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
      if (!areDifferent([...certain, ...optional])) return [];
      const enqueues = certain.filter((op) => op.f === "enqueue");
      const takers = takersOf(certain);
      const othersTake = optional.some((op) => op.f !== "enqueue");
      const pairs: (readonly [Operation, Operation])[] = [];
      enqueues.sort((a, b) => a.called - b.called);
      enqueues.forEach((a, i) => {
        for (let j = i + 1; j < enqueues.length; j++) {
          const b = enqueues[j]!;
          if (b.called > (a.returned ?? Infinity)) break;
          const [takerA, takerB] = [takers.get(textOf(a.input)), takers.get(textOf(b.input))];
          if (leavesFirst(takerA, takerB, othersTake)) pairs.push([a, b]);
          else if (leavesFirst(takerB, takerA, othersTake)) pairs.push([b, a]);
        }
      });
      return pairs;
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

/** Whether what `a` took must have come in before what `b` took, or what nobody took. */
function leavesFirst(
  a: Operation | undefined,
  b: Operation | undefined,
  othersTake: boolean,
): boolean {
  if (a === undefined) return false;
  if (b === undefined) return !othersTake;
  return (a.returned ?? Infinity) < b.called;
}
