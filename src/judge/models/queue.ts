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
  readsOnly: (op) => op.f === "dequeue" && op.outcome === "ok" && (op.output ?? null) === null,
};
