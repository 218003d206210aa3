/** The words of tours, predictions and challenges, by language: each is a chunk of its own, fetched when it is needed. */
import { language as spoken } from "../languages/say.ts";
import type { LessonTexts } from "../kernel/teaching/texts.ts";
import { FALLBACK } from "./texts.ts";

export type { ChallengeText, StepText } from "../kernel/teaching/texts.ts";

const found = import.meta.glob<LessonTexts>("/src/scenarios/*/*/lesson.ts", { import: "texts" });

/** A lesson's words, and in which language they really are. */
export interface FetchedTexts extends LessonTexts {
  readonly language: string;
}

/** Fetches a lesson's words in a language, else in English; null when it has none. */
export function lessonTextsOf(
  lesson: string,
  language: string = spoken(),
): (() => Promise<FetchedTexts>) | null {
  for (const of of [language, FALLBACK]) {
    const load = found[`/src/scenarios/${lesson}/${of}/lesson.ts`];
    if (load) return async () => ({ ...(await load()), language: of });
  }
  return null;
}
