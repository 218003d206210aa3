import { Printer } from "lucide-react";
import { createElement, Suspense, use, useState, type ElementType, type ReactNode } from "react";
import { lessonTextsOf } from "../../catalog/lesson-texts.ts";
import { lessonOf, lessons } from "../../catalog/lessons.ts";
import { sheetOf, type LessonText } from "../../catalog/texts.ts";
import { say } from "../../languages/say.ts";
import { linkTo } from "../../store/address.ts";
import { TextBoundary } from "../explain/TextBoundary.tsx";
import { usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { InItsLanguage } from "../parts/InItsLanguage.tsx";
import { ClassQuestions } from "./ClassQuestions.tsx";
import { MomentLink } from "./MomentLink.tsx";
import { RuleQuestions } from "./RuleQuestions.tsx";
import styles from "./SheetView.module.css";

/** A lesson on paper, for who teaches it: goal, script, questions with answers, and links that set up each moment. */
export function SheetView({ lesson }: { readonly lesson: string }) {
  const card = lessonOf(lesson);
  const [text] = useState(() => sheetOf(lesson)?.() ?? null);
  const [asked] = useState(() => lessonTextsOf(lesson)?.() ?? null);
  const manifest = usePage((page) => (page.manifest?.scenario === lesson ? page.manifest : null));
  if (!card) {
    return (
      <main className={styles.sheet}>
        <div className={styles.page}>
          <h1>{say`No such lesson`}</h1>
          <p role="alert">{say`There is no lesson “${lesson.slice(0, 60)}”, and so no sheet for it.`}</p>
          <p>
            <a href="#/">{say`To all lessons`}</a>
          </p>
        </div>
      </main>
    );
  }
  const before = card.prerequisites.flatMap((id) => lessonOf(id) ?? []);
  const after = lessons.filter((each) => each.prerequisites.includes(lesson));
  return (
    <main className={styles.sheet}>
      <div className={styles.page}>
        <header className={styles.head}>
          <div>
            <p className={styles.small}>{say`Teacher’s sheet · ${card.chapter}`}</p>
            <h1>{card.title}</h1>
            <p>{card.promise}</p>
          </div>
          <div className={styles.acts}>
            <a href={linkTo(lesson, null)}>{say`Open the lesson`}</a>
            <Button onClick={() => window.print()}>
              <Printer aria-hidden="true" />
              {say`Print`}
            </Button>
          </div>
        </header>
        <p className={styles.small}>
          {before.length > 0 &&
            `${say`Comes after: ${before.map(({ title }) => title).join(", ")}.`} `}
          {say`As in ${card.realWorld.join(", ")}. Each link opens the lesson at that moment, waiting; F presents it.`}
        </p>
        <div className={styles.text}>
          {text === null ? (
            <p>{say`This sheet is still being written; the rules below are the lesson’s own.`}</p>
          ) : (
            <TextBoundary>
              <Suspense fallback={<p>{say`Turning to the sheet…`}</p>}>
                <SheetText fetched={text} />
              </Suspense>
            </TextBoundary>
          )}
          {asked && (
            <TextBoundary>
              <Suspense fallback={null}>
                <ClassQuestions fetched={asked} lesson={lesson} />
              </Suspense>
            </TextBoundary>
          )}
          {manifest && <RuleQuestions manifest={manifest} />}
        </div>
        <nav aria-label={say`After this sheet`} className={styles.after}>
          <a href={linkTo(lesson, null)}>{say`Open the lesson`}</a>
          {after.map((each) => (
            <a key={each.id} href={linkTo(each.id, null)}>
              {say`Next: ${each.title}`}
            </a>
          ))}
          <a href="#/">{say`All lessons`}</a>
        </nav>
      </div>
    </main>
  );
}

function SheetText({ fetched }: { readonly fetched: Promise<LessonText> }) {
  const text = use(fetched);
  return (
    <InItsLanguage language={text.language}>
      {createElement(text.default, { components: parts })}
    </InItsLanguage>
  );
}

function Link({ href = "", children }: { readonly href?: string; readonly children?: ReactNode }) {
  return href.startsWith("open:") ? (
    <MomentLink moment={decodeURIComponent(href.slice("open:".length))}>{children}</MomentLink>
  ) : (
    <a href={href}>{children}</a>
  );
}

const parts: Readonly<Record<string, ElementType>> = { a: Link };
