import { phrase, say } from "../../languages/say.ts";
import { textOf } from "../value.ts";
import type { Model } from "./model.ts";

/** Its elements' texts, in order. */
type Elements = readonly string[];

/** Elements that are there or not; none at first. */
export const set: Model<Elements> = {
  id: "set",
  title: phrase("Set"),
  help: phrase(
    "Elements for each key: add, remove, contains and read (all of them); empty at first.",
  ),
  functions: ["add", "remove", "contains", "read"],
  initial: [],
  partition: "by key",
  step(state, op) {
    if (op.f === "read") {
      if (op.outcome === "unknown") return [state];
      return textOf(elementsOf(op.output)) === textOf(state) ? [state] : [];
    }
    const element = textOf(op.input);
    const present = state.includes(element);
    if (op.f === "contains")
      return op.outcome === "unknown" || op.output === present ? [state] : [];
    // Some sets answer whether that changed anything.
    const changes = op.f === "add" ? !present : present;
    if (op.outcome === "ok" && typeof op.output === "boolean" && op.output !== changes) return [];
    if (!changes) return [state];
    return [op.f === "add" ? [...state, element].sort() : state.filter((each) => each !== element)];
  },
  fingerprint: textOf,
  foresight: {
    mayMatter(certain) {
      const named = new Set(certain.map((op) => textOf(op.input)));
      const listed = new Set(
        certain.flatMap((op) => (op.f === "read" ? elementsOf(op.output) : [])),
      );
      const reads = certain.some((op) => op.f === "read");
      return (op) => {
        const element = textOf(op.input);
        return named.has(element) || (op.f === "add" ? listed.has(element) : reads);
      };
    },
  },
  readsOnly: (op) => op.f === "read" || op.f === "contains",
  objection: (op) =>
    op.f === "read" && op.outcome === "ok" && op.output !== null && !Array.isArray(op.output)
      ? say`a set's read answers a list of elements`
      : null,
};

function elementsOf(answer: unknown): Elements {
  return [...new Set(Array.isArray(answer) ? answer.map(textOf) : [])].sort();
}
