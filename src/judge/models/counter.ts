import { phrase, say } from "../../languages/say.ts";
import type { Operation } from "../operation.ts";
import type { Model } from "./model.ts";

const UP: readonly string[] = ["inc", "increment", "add"];
const DOWN: readonly string[] = ["dec", "decrement"];

/** A number that goes up and down; 0 at first. */
export const counter: Model<number> = {
  id: "counter",
  title: phrase("Counter"),
  help: phrase(
    "A number for each key: inc, dec or add, by 1 or by the value given, and read; 0 at first.",
  ),
  functions: [...UP, ...DOWN, "read"],
  initial: 0,
  partition: "by key",
  step(state, op) {
    if (op.f === "read")
      return op.outcome === "unknown" || (op.output ?? 0) === state ? [state] : [];
    const next = state + (DOWN.includes(op.f) ? -amountOf(op) : amountOf(op));
    // Some counters answer what they come to.
    if (op.outcome === "ok" && typeof op.output === "number" && op.output !== next) return [];
    return [next];
  },
  fingerprint: (state) => state,
  readsOnly: (op) => op.f === "read",
  objection: (op) =>
    op.f !== "read" && op.input !== null && typeof op.input !== "number"
      ? say`${op.f} takes a number`
      : null,
};

function amountOf(op: Operation): number {
  return typeof op.input === "number" ? op.input : 1;
}
