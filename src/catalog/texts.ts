/** The explanations of the lessons, by language: each is a chunk of its own, fetched when it is read. */
import { language as spoken } from "../languages/say.ts";
import type { ComponentType, ElementType } from "react";

/** At which of the two levels the page speaks. */
export type Level = "simple" | "expert";

/** The language in which every text is there; what another lacks is read in this one. */
export const FALLBACK = "en";

/** A compiled text. `components` says how its elements are drawn, and supplies those it names itself. */
export interface LessonText {
  readonly default: ComponentType<{
    readonly components?: Readonly<Record<string, ElementType>>;
  }>;
  /** In which language it really is. */
  readonly language: string;
}

const found = import.meta.glob<Omit<LessonText, "language">>(
  "/src/scenarios/*/*/{eli5,expert,sheet}.mdx",
);

/** Fetches a lesson's text in a language, else in English; null when the lesson has none at this level. */
export function textOf(
  lesson: string,
  level: Level,
  language: string = spoken(),
): (() => Promise<LessonText>) | null {
  return fileOf(lesson, level === "simple" ? "eli5" : "expert", language);
}

/** Fetches a lesson's sheet for teachers; null when it has none. */
export function sheetOf(
  lesson: string,
  language: string = spoken(),
): (() => Promise<LessonText>) | null {
  return fileOf(lesson, "sheet", language);
}

function fileOf(
  lesson: string,
  file: "eli5" | "expert" | "sheet",
  language: string,
): (() => Promise<LessonText>) | null {
  for (const of of [language, FALLBACK]) {
    const load = found[`/src/scenarios/${lesson}/${of}/${file}.mdx`];
    if (load) return async () => ({ ...(await load()), language: of });
  }
  return null;
}
