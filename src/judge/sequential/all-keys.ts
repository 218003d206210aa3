import type { AnyModel, Model } from "../models/model.ts";
import type { Operation } from "../operation.ts";

/** What a key holds, and the text that says so. */
interface Held {
  readonly state: unknown;
  readonly text: string;
}

/** Keys that have been changed, in the order of their names. */
type States = ReadonlyMap<string, Held>;

/** The objects of all keys as one: for what does not hold a key at a time. */
export function allKeys(model: AnyModel): AnyModel {
  if (model.partition === "whole") return model;
  const holding = (state: unknown): Held => ({ state, text: String(model.fingerprint(state)) });
  const untouched = holding(model.initial);
  const heldBy = (states: States, op: Operation): Held => states.get(op.key ?? "") ?? untouched;
  const { foresight, ...rest } = model;
  const { mayYet, begins, mayMatter } = foresight ?? {};
  const whole: Model<States> = {
    ...rest,
    initial: new Map(),
    partition: "whole",
    step(states, op) {
      const { state, text } = heldBy(states, op);
      return model.step(state, op).map((next: unknown) => {
        const held = next === state ? null : holding(next);
        return held === null || held.text === text ? states : withKey(states, op.key ?? "", held);
      });
    },
    fingerprint(states) {
      let text = "";
      for (const [key, held] of states)
        if (held.text !== untouched.text)
          text += `${key.length}:${key}=${held.text.length}:${held.text};`;
      return text;
    },
    foresight: {
      ...(mayYet && begins
        ? { mayYet: (states, op) => mayYet(heldBy(states, op).state, op), begins }
        : {}),
      ...(mayMatter ? { mayMatter } : {}),
    },
  };
  return whole;
}

function withKey(states: States, key: string, held: Held): States {
  const next = new Map(states).set(key, held);
  if (states.has(key)) return next;
  return new Map([...next].sort(([a], [b]) => (a < b ? -1 : 1)));
}
