import { phrase } from "../../languages/say.ts";
import type { Action, Operation } from "../operation.ts";
import { equal, textOf } from "../value.ts";
import type { Model } from "./model.ts";

/** Each key's value; a list where it is appended to. */
type Store = Readonly<Record<string, unknown>>;

/**
 * Registers and lists that transactions read and change at once: linearizable in this model is strict serializable
 * (Herlihy & Wing 1990, §3.2). Knossos calls it a multi-register.
 */
export const transactions: Model<Store> = {
  id: "transactions",
  title: phrase("Transactions over registers and lists"),
  help: phrase(
    'One f, txn: a list of ["r", key, value], ["w", key, value] and ["append", key, value], all at once.',
  ),
  functions: ["txn"],
  initial: {},
  partition: "whole",
  step(state, op) {
    let store = state;
    const known = op.outcome === "ok";
    for (const [f, key, value] of actionsOf(op)) {
      const held = Object.hasOwn(store, key) ? store[key] : null;
      if (f === "r") {
        if (known && !equal(emptyIsNil(value), emptyIsNil(held))) return [];
      } else {
        store = { ...store, [key]: f === "w" ? value : [...listOf(held), value] };
      }
    }
    return [store];
  },
  fingerprint: textOf,
  foresight: {
    mayMatter(certain) {
      const seen = new Set(
        certain.flatMap((op) =>
          actionsOf(op).flatMap(([f, key, value]) =>
            f === "r"
              ? [emptyIsNil(value), ...itemsOf(value)].map((each) => textOf([key, each]))
              : [],
          ),
        ),
      );
      return (op) =>
        actionsOf(op).some(
          ([f, key, value]) => f !== "r" && seen.has(textOf([key, emptyIsNil(value)])),
        );
    },
  },
  readsOnly: (op) => actionsOf(op).every(([f]) => f === "r"),
};

function actionsOf(op: Operation): readonly Action[] {
  return ((op.outcome === "ok" ? op.output : undefined) ?? op.input ?? []) as readonly Action[];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === null ? [] : [value];
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A list without elements and no list at all read the same. */
function emptyIsNil(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? null : (value ?? null);
}
