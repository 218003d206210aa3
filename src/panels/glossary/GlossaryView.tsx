import { useEffect, useMemo, useRef, useState } from "react";
import { glossary, type Glossary, type Term } from "../../catalog/glossary/glossary.ts";
import { lessons } from "../../catalog/lessons.ts";
import { termsOfLessons } from "../../catalog/term-uses.ts";
import { say } from "../../languages/say.ts";
import { linkTo, linkToTerm } from "../../store/address.ts";
import { usePage } from "../lab-context.ts";
import { rich } from "../parts/rich.tsx";
import styles from "./GlossaryView.module.css";

/** Every word that the texts use, to be searched; the one that the address names is shown first. */
export function GlossaryView({ term: asked }: { readonly term: string | null }) {
  const [words, setWords] = useState<Glossary | null>(null);
  const [failed, setFailed] = useState(false);
  const [wanted, setWanted] = useState("");
  useEffect(() => {
    let gone = false;
    glossary().then(
      (fetched) => !gone && setWords(fetched),
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, []);
  const named = asked === null ? null : (words?.find(asked) ?? null);
  const searching = wanted.trim() !== "";
  const shown = useMemo(
    () => (words && searching ? words.search(wanted) : []),
    [words, searching, wanted],
  );
  return (
    <main className={styles.glossary}>
      <div className={styles.page}>
        <h1>{say`Glossary`}</h1>
        <label>
          <span className="hidden">{say`Find a word`}</span>
          <input
            type="search"
            placeholder={say`Find a word…`}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </label>
        {failed && (
          <p role="alert">{say`The glossary could not be fetched. Reload the page to try again.`}</p>
        )}
        {words && asked !== null && !named && !searching && (
          <p role="alert">
            {say`The glossary has no word “${asked.slice(0, 60)}”. All that it has stand below.`}
          </p>
        )}
        <p role="status" className={styles.small}>
          {searching &&
            (shown.length === 0
              ? say`No word of the glossary speaks of that.`
              : say`${shown.length} of ${words?.terms.length ?? 0} words.`)}
        </p>
        {words &&
          (searching ? (
            <div className={styles.terms}>
              {shown.map((term) => (
                <Entry key={term.id} term={term} words={words} named={false} />
              ))}
            </div>
          ) : (
            words.groups().map(({ about, terms }) => (
              <section key={about}>
                <h2>{about}</h2>
                <div className={styles.terms}>
                  {terms.map((term) => (
                    <Entry key={term.id} term={term} words={words} named={term === named} />
                  ))}
                </div>
              </section>
            ))
          ))}
      </div>
    </main>
  );
}

interface EntryProps {
  readonly term: Term;
  readonly words: Glossary;
  /** The address names it. */
  readonly named: boolean;
}

function Entry({ term, words, named }: EntryProps) {
  const level = usePage((page) => page.level);
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!named) return;
    article.current?.scrollIntoView({ block: "center" });
    article.current?.focus({ preventScroll: true });
  }, [named]);
  const related = words.related(term);
  const uses = lessons.filter(({ id }) =>
    termsOfLessons.get(id)?.some((name) => words.find(name) === term),
  );
  return (
    <article
      ref={article}
      tabIndex={-1}
      aria-labelledby={`term-${term.id}`}
      className={styles.term}
      data-named={named ? "yes" : undefined}
    >
      <h3 id={`term-${term.id}`}>
        <a href={linkToTerm(term.id)} lang={term.language}>
          {term.term}
        </a>
        {term.also && <small> {say`also: ${term.also.join(", ")}`}</small>}
      </h3>
      <p lang={term.language}>{term[level]}</p>
      <p className={styles.small}>
        {related.length > 0 && (
          <>
            {rich`See ${related.map((each, i) => (
              <span key={each.id}>
                {i > 0 && ", "}
                <a href={linkToTerm(each.id)} lang={each.language}>
                  {each.term}
                </a>
              </span>
            ))}.`}{" "}
          </>
        )}
        {uses.length > 0 &&
          rich`In the lessons ${uses.map(({ id, title }, i) => (
            <span key={id}>
              {i > 0 && ", "}
              <a href={linkTo(id, null)}>{title}</a>
            </span>
          ))}.`}
      </p>
    </article>
  );
}
