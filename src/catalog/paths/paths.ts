/** Learning paths, by language: fetched when somebody looks at them. Only lessons that are built are in them. */
import { language as spoken } from "../../languages/say.ts";
import type { LessonCard } from "../card.ts";
import { FALLBACK } from "../texts.ts";
import type { LearningPath, PathStep } from "./path.ts";

const found = import.meta.glob<readonly LearningPath[]>("./*/paths.ts", { import: "paths" });

/** A path as it can be walked today. */
export interface WalkablePath extends Omit<LearningPath, "steps"> {
  readonly steps: readonly (Omit<PathStep, "lessons"> & {
    readonly lessons: readonly LessonCard[];
  })[];
  /** How many of its steps have no lesson yet. */
  readonly missing: number;
}

export async function pathsOf(
  cards: readonly LessonCard[],
  language: string = spoken(),
): Promise<readonly WalkablePath[]> {
  const load = found[`./${language}/paths.ts`] ?? found[`./${FALLBACK}/paths.ts`];
  return ((await load?.()) ?? []).map((path) => walkable(path, cards));
}

export function walkable(path: LearningPath, cards: readonly LessonCard[]): WalkablePath {
  const steps = path.steps
    .map((step) => ({
      ...step,
      lessons: step.lessons.flatMap((id) => cards.find((card) => card.id === id) ?? []),
    }))
    .filter((step) => step.lessons.length > 0);
  return { ...path, steps, missing: path.steps.length - steps.length };
}
