import { createElement, lazy, Suspense, use, useEffect, useRef } from "react";
import { textOf, type LessonText, type Level } from "../../catalog/texts.ts";
import { say } from "../../languages/say.ts";
import { useLab, usePage } from "../lab-context.ts";
import { InItsLanguage } from "../parts/InItsLanguage.tsx";
import { Segmented } from "../parts/Segmented.tsx";
import { Invitation } from "../learn/Invitation.tsx";
import styles from "./Explain.module.css";
import { TextBoundary } from "./TextBoundary.tsx";
import { textParts } from "./text-parts.tsx";

const AfterText = lazy(() =>
  import("./AfterText.tsx").then((file) => ({ default: file.AfterText })),
);

/** The lesson's text at the level chosen. */
export function Explain() {
  const lab = useLab();
  const lesson = usePage((page) => page.lesson);
  const level = usePage((page) => page.level);
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [lesson, level]);
  const text = lesson === null ? null : fetchText(lesson, level);
  return (
    // A region that scrolls can be reached by keyboard.
    <div
      ref={scroller}
      role="region"
      aria-label={say`Explanation`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles.explain}
    >
      <Segmented
        name={say`Level of the explanation`}
        wide
        choices={[
          { value: "simple", label: say`Like I’m five` },
          { value: "expert", label: say`Expert` },
        ]}
        value={level}
        onChange={(next) => lab.setLevel(next)}
      />
      <Invitation className={styles.invitation} />
      <article className={styles.text}>
        {text === null ? (
          <p>{say`This text is still being written.`}</p>
        ) : (
          <TextBoundary key={`${lesson} ${level}`}>
            <Suspense fallback={<p className={styles.wait}>{say`Turning to the page…`}</p>}>
              <Text fetched={text} />
            </Suspense>
          </TextBoundary>
        )}
        <Suspense fallback={null}>{lesson !== null && <AfterText lesson={lesson} />}</Suspense>
      </article>
    </div>
  );
}

function Text({ fetched }: { readonly fetched: Promise<LessonText> }) {
  const text = use(fetched);
  return (
    <InItsLanguage language={text.language}>
      {createElement(text.default, { components: textParts })}
    </InItsLanguage>
  );
}

const fetched = new Map<string, Promise<LessonText>>();

/** One promise for one text, so that it is fetched once; a failed one is asked for again next time. */
function fetchText(lesson: string, level: Level): Promise<LessonText> | null {
  const key = `${lesson} ${level}`;
  const known = fetched.get(key);
  if (known) return known;
  const load = textOf(lesson, level);
  if (!load) return null;
  const text = load();
  text.catch(() => fetched.delete(key));
  fetched.set(key, text);
  return text;
}
