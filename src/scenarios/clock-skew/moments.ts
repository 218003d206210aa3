/** What the lesson’s tour and challenges wait for beside what may happen in any run. */
import type { Test } from "../../kernel/teaching/condition.ts";

/** A receipt at which c has come so far. */
export function counted(least: number): Test {
  return (event) =>
    event.kind === "note" &&
    event.data.note === "received" &&
    Number(event.data.about?.["c"]) >= least;
}
