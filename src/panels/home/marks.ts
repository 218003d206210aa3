import { say, several } from "../../languages/say.ts";
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
    ...(tours!.length > 0 ? [say`tour finished`] : []),
    ...amounts(predictions!.length, challenges!.length, stars),
  ];
  if (doneIn(list, lesson).length === 0) return { is: "new", says: say`not opened yet` };
  return {
    is: challenges!.length > 0 ? "done" : "begun",
    says: parts.length === 0 ? say`opened` : parts.join(", "),
  };
}

/** What was answered, met and won, in words; what there is none of is left out. */
export function amounts(predictions: number, challenges: number, stars: number): string[] {
  return [
    predictions > 0 && several(predictions, "{n} prediction", "{n} predictions"),
    challenges > 0 && several(challenges, "{n} challenge", "{n} challenges"),
    stars > 0 && several(stars, "{n} star", "{n} stars"),
  ].filter((part) => part !== false);
}
