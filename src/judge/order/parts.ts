import type { AnyModel } from "../models/model.ts";
import type { Operation } from "../operation.ts";

/** What a history obliges an order to hold, and what it allows. */
export interface Parts {
  /** Must be placed; in the order of calls. */
  readonly certain: readonly Operation[];
  /** May be placed, and may then explain something; in the order of calls. */
  readonly optional: readonly Operation[];
}

/**
 * Sorts operations: failed ones never happened, unless the model hears something in their failure; looks of unknown
 * outcome say nothing; other operations of unknown outcome may happen at any time after their call, or never.
 */
export function partsOf(operations: readonly Operation[], model: AnyModel): Parts {
  const certain: Operation[] = [];
  const optional: Operation[] = [];
  for (const op of operations) {
    if (op.outcome === "ok" || (op.outcome === "fail" && model.failureTells?.(op) === true))
      certain.push(op);
    else if (op.outcome === "unknown" && !model.readsOnly(op)) optional.push(op);
  }
  const mayMatter = model.foresight?.mayMatter?.(certain);
  return { certain, optional: mayMatter ? optional.filter(mayMatter) : optional };
}

/** The operation as it would be if nobody had heard how it ended. */
export function unheard(op: Operation): Operation {
  if (op.outcome === "unknown" && op.output === undefined) return op;
  return { ...op, outcome: "unknown", output: undefined, returned: null };
}

/** The histories of the objects that are judged by themselves. */
export function objectsOf(
  operations: readonly Operation[],
  model: AnyModel,
): Iterable<readonly Operation[]> {
  if (model.partition === "whole") return [operations];
  const byKey = new Map<string | null, Operation[]>();
  for (const op of operations) {
    const own = byKey.get(op.key);
    if (own) own.push(op);
    else byKey.set(op.key, [op]);
  }
  return byKey.values();
}
