import { useEffect, useState } from "react";
import type { LessonCard } from "../../catalog/card.ts";
import { glossary, type Glossary } from "../../catalog/glossary/glossary.ts";
import { termsOfLessons } from "../../catalog/term-uses.ts";
import { say } from "../../languages/say.ts";
import { linkTo, linkToSheet } from "../../store/address.ts";
import type { Done } from "../../store/progress.ts";
import styles from "./Home.module.css";
import { found } from "./find-lessons.ts";
import { markOf } from "./marks.ts";
import { ProgressMark } from "./ProgressMark.tsx";

interface LessonListProps {
  readonly cards: readonly LessonCard[];
  readonly done: readonly Done[];
}

/** The lessons by chapter; typing leaves those in whose card or terms all the words occur. */
export function LessonList({ cards, done }: LessonListProps) {
  const [words, setWords] = useState("");
  const [terms, setTerms] = useState<Glossary | null>(null);
  useEffect(() => {
    let gone = false;
    void glossary().then((known) => {
      if (!gone) setTerms(known);
    });
    return () => {
      gone = true;
    };
  }, []);
  const named = (id: string): readonly string[] =>
    (termsOfLessons.get(id) ?? []).flatMap((term) => {
      const known = terms?.find(term);
      return known ? [known.term, ...(known.also ?? [])] : [];
    });
  const shown = found(cards, words, named);
  const chapters = [...new Set(shown.map(({ card }) => card.chapter))];
  return (
    <>
      <label className={styles.search}>
        <span className="hidden">{say`Find a lesson`}</span>
        <input
          type="search"
          placeholder={say`Find a lesson: a word, a term, a system…`}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <p role="status" className={styles.small}>
        {words.trim() === ""
          ? say`${cards.length} lessons.`
          : shown.length === 0
            ? say`No lesson speaks of that. Try the glossary, or another word.`
            : say`${shown.length} of ${cards.length} lessons.`}
      </p>
      {chapters.map((chapter) => (
        <section key={chapter} className={styles.chapter}>
          <h3>{chapter}</h3>
          <ul>
            {shown
              .filter(({ card }) => card.chapter === chapter)
              .map(({ card, because }) => {
                const mark = markOf(done, card.id);
                return (
                  <li key={card.id} className={styles.lesson}>
                    <ProgressMark mark={mark} />
                    <div>
                      <a href={linkTo(card.id, null)}>{card.title}</a>
                      <span className="hidden">, {mark.says}</span>
                      <p>{card.promise}</p>
                      <small>
                        {card.realWorld.length > 0 &&
                          `${say`As in ${card.realWorld.join(", ")}.`} `}
                        {because.length > 0 && `${say`Speaks of ${because.join(", ")}.`} `}
                        <span aria-hidden="true">
                          {mark.is !== "new" && `${say`You: ${mark.says}.`} `}
                        </span>
                        <a href={linkToSheet(card.id)}>{say`Teacher’s sheet`}</a>
                      </small>
                    </div>
                  </li>
                );
              })}
          </ul>
        </section>
      ))}
    </>
  );
}
