/** In which order the chapters of the curriculum stand. A chapter that is not named here comes after them. */
import type { LessonCard } from "./card.ts";

const CHAPTERS: readonly string[] = [
  "Talking over a network",
  "Time and order",
  "Replication and consistency",
  "Agreement",
  "Membership and failure detection",
  "Scaling out",
  "Resilience, operations, security",
  "Frontier",
];

/** The lessons chapter by chapter; within one they keep their order. */
export function byChapter(cards: readonly LessonCard[]): readonly LessonCard[] {
  const titles = [...new Set(cards.map(({ chapter }) => chapter))];
  const place = (title: string): number => {
    const at = CHAPTERS.indexOf(title);
    return at < 0 ? CHAPTERS.length + titles.indexOf(title) : at;
  };
  return cards.toSorted((a, b) => place(a.chapter) - place(b.chapter));
}
