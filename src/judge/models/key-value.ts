import { phrase, say } from "../../languages/say.ts";
import type { Operation } from "../operation.ts";
import { equal, textOf } from "../value.ts";
import type { Model } from "./model.ts";

/** A key that holds nothing: absent, and read as nil or as the empty text. */
const NOTHING = "";

/** A store of texts by key, as MIT's course on distributed systems has it and Porcupine checks it. */
export const keyValue: Model<unknown> = {
  id: "key-value",
  title: phrase("Key–value store"),
  help: phrase("A text for each key: get, put, append and delete; empty at first."),
  functions: ["get", "put", "append", "delete"],
  initial: NOTHING,
  partition: "by key",
  step(state, op) {
    switch (op.f) {
      case "put":
        return [op.input ?? NOTHING];
      case "append":
        return [joined(state, op.input)];
      case "delete":
        return [NOTHING];
      default:
        return op.outcome === "unknown" || equal(op.output ?? NOTHING, state) ? [state] : [];
    }
  },
  fingerprint: textOf,
  readsOnly: (op) => op.f === "get",
  foresight: {
    mayYet: (state, op) => op.f !== "get" || plain(op.output ?? NOTHING).startsWith(plain(state)),
    begins(look) {
      const text = plain(look.output ?? NOTHING);
      return ({ f, key, input }) =>
        key === look.key &&
        (f === "delete" || (f === "put" && text.startsWith(plain(input ?? NOTHING))));
    },
    mayMatter(certain) {
      const seen = certain.filter((op) => op.f === "get").map((op) => plain(op.output ?? NOTHING));
      return (op) =>
        op.f === "delete" || seen.some((text) => text.includes(plain(op.input ?? NOTHING)));
    },
  },
  objection: (op) =>
    op.f === "append" && !isText(op.input) ? say`an append takes a text or a number` : null,
};

function isText(value: Operation["input"]): boolean {
  return typeof value === "string" || typeof value === "number";
}

function joined(state: unknown, input: unknown): string {
  return plain(state) + plain(input);
}

/** What an append puts together: texts as they are. */
function plain(value: unknown): string {
  return typeof value === "string" ? value : textOf(value);
}
