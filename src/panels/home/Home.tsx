import { ArrowRight } from "lucide-react";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { LessonCard } from "../../catalog/card.ts";
import { byChapter } from "../../catalog/chapters.ts";
import { lessons } from "../../catalog/lessons.ts";
import { say } from "../../languages/say.ts";
import { CHECK, GLOSSARY, linkTo } from "../../store/address.ts";
import { remember, remembered } from "../../store/preferences.ts";
import { progress } from "../../store/progress.ts";
import { Segmented } from "../parts/Segmented.tsx";
import { ConceptMap } from "./ConceptMap.tsx";
import styles from "./Home.module.css";
import { LessonList } from "./LessonList.tsx";
import { nextLesson } from "./next-lesson.ts";
import { Paths } from "./Paths.tsx";
import { ProgressTools } from "./ProgressTools.tsx";

const VIEWS = ["map", "list", "paths"] as const;
type View = (typeof VIEWS)[number];

const CARDS = byChapter(lessons);

/** The beginning: what there is to learn, in which order, and where somebody stands. */
export function Home({ narrow }: { readonly narrow: boolean }) {
  const done = useStore(progress.list);
  const [view, setView] = useState<View>(() => remembered("home", VIEWS, narrow ? "list" : "map"));
  const next = nextLesson(lessons, done);
  useEffect(() => {
    const follow = ({ key }: StorageEvent): void => {
      if (key === null || key.startsWith("netsplit.progress")) progress.refresh();
    };
    window.addEventListener("storage", follow);
    return () => window.removeEventListener("storage", follow);
  }, []);
  return (
    <main className={styles.home}>
      <div className={styles.page}>
        <section className={styles.hero}>
          <div>
            <h1>{say`Break distributed systems, and see why they break`}</h1>
            <p>
              {say`Real protocols run here. Cut links, crash servers, bend clocks, take a protocol’s rules away; judges say at once whether it kept its promise.`}
            </p>
          </div>
          {next && <NextLesson card={next} begun={done.length > 0} />}
        </section>
        <section aria-label={say`Lessons`}>
          <div className={styles.row}>
            <h2>{say`Lessons`}</h2>
            <Segmented
              name={say`Show the lessons as`}
              choices={[
                { value: "map", label: say`Map` },
                { value: "list", label: say`List` },
                { value: "paths", label: say`Learning paths` },
              ]}
              value={view}
              onChange={(chosen) => {
                remember("home", chosen);
                setView(chosen);
              }}
            />
          </div>
          {view === "map" && (
            <>
              <ConceptMap cards={CARDS} done={done} next={next?.id ?? null} />
              <p className={styles.small}>
                {say`An arrow leads from a lesson to one that builds on it. Arrow keys walk the map, Enter opens. Lessons that are not built yet are not shown.`}
              </p>
            </>
          )}
          {view === "list" && <LessonList cards={CARDS} done={done} />}
          {view === "paths" && <Paths cards={lessons} done={done} />}
        </section>
        <section aria-label={say`Beside the lessons`} className={styles.beside}>
          <a href={linkTo(GLOSSARY, null)}>
            <strong>{say`Glossary`}</strong>
            <span>{say`Every word that the lessons use, for a child and for an expert.`}</span>
          </a>
          <a href={linkTo(CHECK, null)}>
            <strong>{say`Check a history`}</strong>
            <span>{say`Did your own system keep its promise? Paste what its clients saw.`}</span>
          </a>
        </section>
        <ProgressTools done={done} />
      </div>
    </main>
  );
}

function NextLesson({ card, begun }: { readonly card: LessonCard; readonly begun: boolean }) {
  return (
    <a href={linkTo(card.id, null)} className={styles.next}>
      <small>{begun ? say`Go on with` : say`Begin with`}</small>
      <strong>
        {card.title}
        <ArrowRight aria-hidden="true" />
      </strong>
      <span>{card.promise}</span>
    </a>
  );
}
