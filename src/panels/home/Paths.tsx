import { useEffect, useState } from "react";
import type { LessonCard } from "../../catalog/card.ts";
import { pathsOf, type WalkablePath } from "../../catalog/paths/paths.ts";
import { say, several } from "../../languages/say.ts";
import { linkTo, linkToSheet } from "../../store/address.ts";
import type { Done } from "../../store/progress.ts";
import styles from "./Home.module.css";
import { markOf } from "./marks.ts";
import { ProgressMark } from "./ProgressMark.tsx";

interface PathsProps {
  readonly cards: readonly LessonCard[];
  readonly done: readonly Done[];
}

/** Ways through the lessons for a course, a lecture, an evening. */
export function Paths({ cards, done }: PathsProps) {
  const [paths, setPaths] = useState<readonly WalkablePath[]>([]);
  useEffect(() => {
    let gone = false;
    void pathsOf(cards).then((fetched) => {
      if (!gone) setPaths(fetched);
    });
    return () => {
      gone = true;
    };
  }, [cards]);
  return (
    <div className={styles.paths}>
      {paths.map((path) => (
        <section key={path.id} className={styles.path}>
          <h3>{path.title}</h3>
          <p>{path.promise}</p>
          <ol>
            {path.steps.map((step) => (
              <li key={step.title}>
                <small>{step.when}</small>
                <strong>{step.title}</strong>
                <p>{step.text}</p>
                <ul>
                  {step.lessons.map((card) => {
                    const mark = markOf(done, card.id);
                    return (
                      <li key={card.id}>
                        <ProgressMark mark={mark} />
                        <span>
                          <a href={linkTo(card.id, null)}>{card.title}</a>
                          <span className="hidden">, {mark.says}</span>
                          {" · "}
                          <a href={linkToSheet(card.id)}>
                            {say`sheet`}
                            <span className="hidden"> {say`for ${card.title}`}</span>
                          </a>
                        </span>
                      </li>
                    );
                  })}
                </ul>
              </li>
            ))}
          </ol>
          {path.missing > 0 && (
            <p className={styles.small}>
              {several(
                path.missing,
                "One more part of this path waits for its lessons to be built.",
                "{n} more parts of this path wait for their lessons to be built.",
              )}
            </p>
          )}
        </section>
      ))}
    </div>
  );
}
