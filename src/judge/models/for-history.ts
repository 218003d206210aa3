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
    const why =
      others === ""
        ? say`no model knows the function “${op.f}”`
        : say`no model knows the function “${op.f}” beside ${others}`;
    throw new HistoryError(
      op.line ?? 0,
      near === null ? why : say`${why}; did you mean “${near}”?`,
    );
  }
  return { model, note: noteOf(model, functions) };
}

function noteOf({ id }: AnyModel, functions: readonly string[]): string {
  if (functions.length === 0) return say`The history is empty.`;
  return functions.length === 1
    ? say`Taken as “${id}”, because its function is ${functions[0]}.`
    : say`Taken as “${id}”, because its functions are ${list(functions)}.`;
}

/** @throws HistoryError naming the first operation that the model does not understand. */
export function fitModel(history: History, model: AnyModel): void {
  for (const op of history.operations) {
    if (!model.functions.includes(op.f))
      throw new HistoryError(
        op.line ?? 0,
        say`a ${model.id} has no function “${op.f}”; it has ${list(model.functions)}`,
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
    : say`${words.slice(0, -1).join(", ")} and ${words.at(-1)!}`;
}
