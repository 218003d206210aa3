import { doneIn, type Done } from "../../store/progress.ts";

/** How far somebody has come in a lesson. */
export interface Mark {
  readonly is: "new" | "begun" | "done";
  /** In words, for whoever cannot see the mark. */
  readonly says: string;
}

/** Begun when it was opened; done when a challenge was met. */
export function markOf(list: readonly Done[], lesson: string): Mark {
  const [tours, predictions, challenges] = (["tour", "prediction", "challenge"] as const).map(
    (what) => doneIn(list, lesson, what),
  );
  const stars = challenges!.reduce((sum, each) => sum + (each.stars ?? 0), 0);
  const parts = [
    tours!.length > 0 && "tour finished",
    counted(predictions!.length, "prediction"),
    counted(challenges!.length, "challenge"),
    counted(stars, "star"),
  ].filter((part) => part !== false);
  if (doneIn(list, lesson).length === 0) return { is: "new", says: "not opened yet" };
  return {
    is: challenges!.length > 0 ? "done" : "begun",
    says: parts.length === 0 ? "opened" : parts.join(", "),
  };
}

function counted(count: number, what: string): string | false {
  return count > 0 && `${count} ${what}${count === 1 ? "" : "s"}`;
}
