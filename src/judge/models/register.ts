import { phrase } from "../../languages/say.ts";
import { equal, textOf } from "../value.ts";
import type { Model } from "./model.ts";

/** A value that is read and written; nil at first. */
export const register: Model<unknown> = {
  id: "register",
  title: phrase("Register"),
  help: phrase("A value for each key: read and write; nil at first."),
  functions: ["read", "write"],
  initial: null,
  partition: "by key",
  step(state, op) {
    if (op.f === "write") return [op.input ?? null];
    return op.outcome === "unknown" || equal(op.output ?? null, state) ? [state] : [];
  },
  fingerprint: textOf,
  readsOnly: (op) => op.f === "read",
  foresight: {
    needs: (op) => (op.f === "read" ? textOf(op.output ?? null) : null),
    makes: (op) => (op.f === "write" ? textOf(op.input ?? null) : null),
  },
};
