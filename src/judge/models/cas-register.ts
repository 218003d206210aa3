import { phrase, say } from "../../languages/say.ts";
import { equal, textOf } from "../value.ts";
import type { Operation } from "../operation.ts";
import type { Model } from "./model.ts";
import { register } from "./register.ts";

/**
 * A register with compare-and-set. A `cas` that answered false, or failed as Jepsen's etcd histories mean it, says
 * that the value was another than it expected; the reader of a history marks such a failure with the answer false.
 */
export const casRegister: Model<unknown> = {
  ...register,
  id: "cas-register",
  title: phrase("Compare-and-set register"),
  help: phrase("A value for each key: read, write, and cas [expected new]; nil at first."),
  functions: ["read", "write", "cas"],
  step(state, op) {
    if (op.f !== "cas") return register.step(state, op);
    const met = equal(expectedBy(op), state);
    if (op.outcome !== "unknown" && refused(op)) return met ? [] : [state];
    return met ? [setBy(op)] : [];
  },
  fingerprint: textOf,
  readsOnly: (op) => op.f === "read" || (op.f === "cas" && op.outcome !== "unknown" && refused(op)),
  foresight: {
    needs: (op) =>
      op.f === "read"
        ? textOf(op.output ?? null)
        : op.f === "cas" && (op.outcome === "unknown" || !refused(op))
          ? textOf(expectedBy(op))
          : null,
    makes: (op) =>
      op.f === "write"
        ? textOf(op.input ?? null)
        : op.f === "cas" && (op.outcome === "unknown" || !refused(op))
          ? textOf(setBy(op))
          : null,
  },
  failureTells: (op) => op.f === "cas" && op.output === false,
  objection: (op) =>
    op.f === "cas" && !(Array.isArray(op.input) && op.input.length === 2)
      ? say`a cas takes two values, like [1 2]: what it expects and what it sets`
      : null,
};

function refused(op: Operation): boolean {
  return op.outcome === "fail" || op.output === false;
}

function expectedBy(op: Operation): unknown {
  return (op.input as readonly unknown[])[0] ?? null;
}

function setBy(op: Operation): unknown {
  return (op.input as readonly unknown[])[1] ?? null;
}
