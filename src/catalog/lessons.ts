/** Which lessons exist: one folder under `src/scenarios` each. The cards are tiny and come with the page. */
import { translate } from "../languages/say.ts";
import type { LessonCard } from "./card.ts";

const found = import.meta.glob<LessonCard>("/src/scenarios/*/meta.ts", {
  eager: true,
  import: "default",
});

/** Every lesson, by chapter in the order in which prerequisites allow them, then by title. */
export const lessons: readonly LessonCard[] = inOrder(Object.values(found)).map(translated);

/** A card that reads in the language that is spoken when it is read. */
function translated(card: LessonCard): LessonCard {
  return {
    ...card,
    get title() {
      return translate(card.title);
    },
    get promise() {
      return translate(card.promise);
    },
    get realWorld() {
      return card.realWorld.map(translate);
    },
    get chapter() {
      return translate(card.chapter);
    },
  };
}

export function lessonOf(id: string): LessonCard | null {
  return lessons.find((card) => card.id === id) ?? null;
}

/** Lessons grouped by chapter, both in order. */
export function chapters(): readonly {
  readonly title: string;
  readonly lessons: readonly LessonCard[];
}[] {
  const titles = [...new Set(lessons.map((card) => card.chapter))];
  return titles.map((title) => ({
    title,
    lessons: lessons.filter((card) => card.chapter === title),
  }));
}

function inOrder(cards: readonly LessonCard[]): readonly LessonCard[] {
  const depth = (card: LessonCard, seen: readonly string[]): number =>
    1 +
    Math.max(
      0,
      ...card.prerequisites
        .filter((id) => !seen.includes(id))
        .map((id) => cards.find((each) => each.id === id))
        .filter((each) => each !== undefined)
        .map((each) => depth(each, [...seen, card.id])),
    );
  return cards.toSorted(
    (a, b) => depth(a, []) - depth(b, []) || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0),
  );
}
