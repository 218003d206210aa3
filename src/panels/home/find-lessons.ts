import type { LessonCard } from "../../catalog/card.ts";

/** A lesson that was found. */
export interface Found {
  readonly card: LessonCard;
  /** Terms for whose sake it was found; none when its card already says it. */
  readonly because: readonly string[];
}

/** The lessons in whose card or terms all words occur, in the order given. @param terms the names of a lesson's terms */
export function found(
  cards: readonly LessonCard[],
  words: string,
  terms: (lesson: string) => readonly string[],
): readonly Found[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return cards.flatMap((card) => {
    const said = [card.id, card.title, card.chapter, card.promise, ...card.realWorld]
      .join(" ")
      .toLowerCase();
    const rest = wanted.filter((word) => !said.includes(word));
    const meant = terms(card.id);
    const because = meant.filter((term) => rest.some((word) => term.toLowerCase().includes(word)));
    const all = rest.every((word) => because.some((term) => term.toLowerCase().includes(word)));
    return all ? [{ card, because: [...new Set(because)].slice(0, 4) }] : [];
  });
}
