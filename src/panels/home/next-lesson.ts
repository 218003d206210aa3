import type { LessonCard } from "../../catalog/card.ts";
import { markOf } from "./marks.ts";
import type { Done } from "../../store/progress.ts";

/** The lesson to go on with: one that was begun, else the first that is new and whose prerequisites are not. */
export function nextLesson(cards: readonly LessonCard[], list: readonly Done[]): LessonCard | null {
  const is = (id: string) => markOf(list, id).is;
  const known = new Set(cards.map((card) => card.id));
  const ready = (card: LessonCard) =>
    card.prerequisites.every((id) => !known.has(id) || is(id) !== "new");
  return (
    cards.findLast((card) => is(card.id) === "begun") ??
    cards.find((card) => is(card.id) === "new" && ready(card)) ??
    cards.find((card) => is(card.id) === "new") ??
    cards[0] ??
    null
  );
}

/** What to open after a lesson: what builds on it and is new, else what is new at all, else what builds on it. */
export function lessonAfter(
  cards: readonly LessonCard[],
  list: readonly Done[],
  lesson: string,
): LessonCard | null {
  const others = cards.filter((card) => card.id !== lesson);
  const builds = others.filter((card) => card.prerequisites.includes(lesson));
  const fresh = (card: LessonCard) => markOf(list, card.id).is === "new";
  return builds.find(fresh) ?? others.find(fresh) ?? builds[0] ?? others[0] ?? null;
}
