/** The words of tours, predictions and challenges, by language: each is a chunk of its own, fetched when it is needed. */
import { language as spoken } from "../languages/say.ts";
import type { LessonTexts } from "../kernel/teaching/texts.ts";
import { FALLBACK } from "./texts.ts";

export type { ChallengeText, LessonTexts, StepText } from "../kernel/teaching/texts.ts";

const found = import.meta.glob<LessonTexts>("/src/scenarios/*/*/lesson.ts", { import: "texts" });

/** Fetches a lesson's words in a language, else in English; null when it has none. */
export function lessonTextsOf(
  lesson: string,
  language: string = spoken(),
): (() => Promise<LessonTexts>) | null {
  const inLanguage = (of: string) => found[`/src/scenarios/${lesson}/${of}/lesson.ts`];
  return inLanguage(language) ?? inLanguage(FALLBACK) ?? null;
}
