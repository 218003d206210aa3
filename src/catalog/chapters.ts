/**
 * In which order the chapters of the curriculum stand, and how they are called. A chapter that is not named here comes after
 * them.
 */
import { phrase, translate } from "../languages/say.ts";
import type { LessonCard } from "./card.ts";

const CHAPTERS: readonly string[] = [
  phrase("Talking over a network"),
  phrase("Time and order"),
  phrase("Replication and consistency"),
  phrase("Agreement"),
  phrase("Membership and failure detection"),
  phrase("Scaling out"),
  phrase("Resilience, operations, security"),
  phrase("Frontier"),
];

/** The lessons chapter by chapter; within one they keep their order. */
export function byChapter(cards: readonly LessonCard[]): readonly LessonCard[] {
  const titles = [...new Set(cards.map(({ chapter }) => chapter))];
  const known = CHAPTERS.map(translate);
  const place = (title: string): number => {
    const at = known.indexOf(title);
    return at < 0 ? known.length + titles.indexOf(title) : at;
  };
  return cards.toSorted((a, b) => place(a.chapter) - place(b.chapter));
}
