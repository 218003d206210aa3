import { lessonOf, lessons } from "../catalog/lessons.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { unknownWord } from "../kernel/words.ts";
import { UsageError } from "./usage.ts";

const found = import.meta.glob<Scenario>("/src/scenarios/*/scenario.ts", { import: "scenario" });

/** Fetches a lesson's scenario. @throws UsageError naming the nearest one. */
export async function scenarioNamed(id: string): Promise<Scenario> {
  const load = found[`/src/scenarios/${id}/scenario.ts`];
  if (!load)
    throw new UsageError(
      unknownWord(
        "lesson",
        id,
        lessons.map((lesson) => lesson.id),
      ),
    );
  return await load();
}

/** One lesson as `list` tells it. */
export interface LessonRow {
  readonly id: string;
  readonly title: string;
  readonly chapter: string;
  readonly rules: readonly string[];
  readonly knobs: readonly string[];
  /** Those of them that are turned before the start only. */
  readonly atStart: readonly string[];
}

export async function listLessons(): Promise<LessonRow[]> {
  const rows = lessons.map(async ({ id }): Promise<LessonRow> => {
    const scenario = await scenarioNamed(id);
    const { title = id, chapter = "" } = lessonOf(id) ?? {};
    return {
      id,
      title,
      chapter,
      rules: scenario.rules.map((rule) => rule.id),
      knobs: scenario.knobs.map((knob) => knob.id),
      atStart: scenario.knobs.filter((knob) => knob.atStart).map((knob) => knob.id),
    };
  });
  return await Promise.all(rows);
}
