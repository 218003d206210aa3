import type { AnyModel, Model } from "../models/model.ts";
import type { Operation } from "../operation.ts";

/** The states of keys that have changed, by key. */
type States = ReadonlyMap<string, unknown>;

/** The objects of all keys as one: for what does not hold a key at a time. */
export function allKeys(model: AnyModel): AnyModel {
  if (model.partition === "whole") return model;
  const stateOf = (states: States, op: Operation): unknown => {
    const key = op.key ?? "";
    return states.has(key) ? states.get(key) : model.initial;
  };
  const { mayYet, ...rest } = model;
  const whole: Model<States> = {
    ...rest,
    initial: new Map(),
    partition: "whole",
    step(states, op) {
      const state = stateOf(states, op);
      return model
        .step(state, op)
        .map((next: unknown) =>
          next === state ? states : new Map(states).set(op.key ?? "", next),
        );
    },
    fingerprint: (states) =>
      JSON.stringify(
        [...states]
          .map(([key, state]) => [key, model.fingerprint(state)] as const)
          .filter(([, text]) => text !== model.fingerprint(model.initial))
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    ...(mayYet
      ? { mayYet: (states: States, op: Operation) => mayYet(stateOf(states, op), op) }
      : {}),
  };
  return whole;
}
