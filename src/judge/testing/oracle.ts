import type { AnyModel } from "../models/model.ts";
import type { Operation } from "../operation.ts";

/**
 * Whether operations have an order, written straight from the definition: every order of everything that happened and
 * of any of what may have happened is tried. For a handful of operations.
 *
 * @param keeps what an order must keep: each process's own order, and for `real time` also that what returned before
 *   another was called comes before it. An operation of unknown outcome has no end that anything could come after.
 */
export function bruteForce(
  operations: readonly Operation[],
  model: AnyModel,
  keeps: "real time" | "programs",
): boolean {
  const happened = operations.filter(
    (op) => op.outcome !== "fail" || model.failureTells?.(op) === true,
  );
  const mustPrecede = (a: Operation, b: Operation): boolean =>
    a.outcome !== "unknown" &&
    (keeps === "real time"
      ? a.returned !== null && a.returned < b.called
      : a.process === b.process && a.called < b.called);
  const explains = (states: ReadonlyMap<string, unknown>, left: readonly Operation[]): boolean => {
    if (left.every((op) => op.outcome === "unknown")) return true;
    return left.some((op) => {
      const rest = left.filter((other) => other !== op);
      if (rest.some((other) => mustPrecede(other, op))) return false;
      // Objects of their own by key, or one object.
      const object = model.partition === "by key" ? (op.key ?? "") : "";
      const state: unknown = states.has(object) ? states.get(object) : model.initial;
      return model
        .step(state, op)
        .some((next: unknown) => explains(new Map(states).set(object, next), rest));
    });
  };
  return explains(new Map(), happened);
}
