import { phrase } from "../../languages/say.ts";
import type { Model } from "./model.ts";

/** A lock that one process holds at a time; free at first. An acquire or release that answered false did nothing. */
export const lock: Model<string | null> = {
  id: "lock",
  title: phrase("Lock"),
  help: phrase("Held by at most one process for each key: acquire and release; free at first."),
  functions: ["acquire", "release"],
  initial: null,
  partition: "by key",
  byProcess: true,
  step(holder, op) {
    const can = op.f === "acquire" ? holder === null : holder === op.process;
    if (op.outcome === "ok" && op.output === false) return can ? [] : [holder];
    return can ? [op.f === "acquire" ? op.process : null] : [];
  },
  fingerprint: (holder) => (holder === null ? 0 : holder),
  readsOnly: (op) => op.outcome === "ok" && op.output === false,
};
