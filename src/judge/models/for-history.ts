import { nearest } from "../../kernel/words.ts";
import { HistoryError } from "../history-error.ts";
import type { History, Operation } from "../operation.ts";
import { MODELS } from "./index.ts";
import type { AnyModel } from "./model.ts";
import { say } from "../../languages/say.ts";

/**
 * The model that a history means, and a sentence that says how that was found out.
 *
 * @throws HistoryError when no model knows its functions.
 */
export function modelFor(history: History): { readonly model: AnyModel; readonly note: string } {
  const functions = [...new Set(history.operations.map((op) => op.f))];
  const able = MODELS.filter((model) => functions.every((f) => model.functions.includes(f)));
  const model =
    able.find(({ id }) => id === history.model) ??
    // An “add” and a “read” are a set's or a counter's; the answers tell which.
    (looksLikeSet(history.operations) ? able.find(({ id }) => id === "set") : undefined) ??
    (looksLikeBank(history.operations) ? able.find(({ id }) => id === "bank") : undefined) ??
    able[0];
  if (!model) {
    const [best] = [...MODELS].sort((a, b) => knownTo(b, functions) - knownTo(a, functions));
    const op = history.operations.find(({ f }) => !best!.functions.includes(f))!;
    const others = list(functions.filter((f) => f !== op.f));
    const near = nearest(
      op.f,
      MODELS.flatMap((each) => [...each.functions]),
    );
    throw new HistoryError(
      op.line ?? 0,
      `no model knows the function “${op.f}”${others === "" ? "" : ` beside ${others}`}${near === null ? "" : `; did you mean “${near}”?`}`,
    );
  }
  const verb = functions.length === 1 ? "its function is" : "its functions are";
  return {
    model,
    note:
      functions.length === 0
        ? say`The history is empty.`
        : say`Taken as “${model.id}”, because ${verb} ${list(functions)}.`,
  };
}

/** @throws HistoryError naming the first operation that the model does not understand. */
export function fitModel(history: History, model: AnyModel): void {
  for (const op of history.operations) {
    if (!model.functions.includes(op.f))
      throw new HistoryError(
        op.line ?? 0,
        `a ${model.id} has no function “${op.f}”; it has ${list(model.functions)}`,
      );
    const objection = model.objection?.(op) ?? null;
    if (objection !== null) throw new HistoryError(op.line ?? 0, objection);
  }
}

function knownTo(model: AnyModel, functions: readonly string[]): number {
  return functions.filter((f) => model.functions.includes(f)).length;
}

function looksLikeSet(operations: readonly Operation[]): boolean {
  return operations.some(({ f, output }) => f === "read" && Array.isArray(output));
}

function looksLikeBank(operations: readonly Operation[]): boolean {
  return operations.some(({ f }) => f === "transfer" || f === "deposit" || f === "withdraw");
}

function list(words: readonly string[]): string {
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} and ${words.at(-1)!}`;
}
