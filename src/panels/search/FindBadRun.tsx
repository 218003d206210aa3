import { useEffect, useRef } from "react";
import { say } from "../../languages/say.ts";
import { usePage } from "../lab-context.ts";
import { FoundRun } from "./FoundRun.tsx";
import styles from "./Search.module.css";
import { SearchForm } from "./SearchForm.tsx";
import { SearchProgress } from "./SearchProgress.tsx";
import { Settings } from "./Settings.tsx";
import { useSearching } from "./use-search.ts";

/** Looks for a run in which a promise breaks, and tells it step by step. */
export function FindBadRun() {
  const searching = useSearching();
  const promises = usePage((page) => page.manifest?.promises) ?? [];
  const heading = useRef<HTMLHeadingElement>(null);
  // Who came by a button or a key reads from the heading on; who came along the tabs stays there.
  useEffect(() => {
    if (document.activeElement?.getAttribute("role") !== "tab") heading.current?.focus();
  }, []);
  const { found, phase } = searching;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={say`Find a bad run`} tabIndex={0} className={styles.search}>
      <h2 ref={heading} tabIndex={-1}>
        {say`Find a bad run`}
      </h2>
      <p className={styles.quiet}>
        {say`Plays thousands of runs, each with other faults at other moments, until one breaks a promise: ${promises.map(({ title }) => title).join(", ")}.`}
      </p>
      <Settings />
      {found === null || phase !== "over" ? (
        <SearchForm searching={searching} />
      ) : (
        <details>
          <summary>{say`Search again, otherwise`}</summary>
          <SearchForm searching={searching} />
        </details>
      )}
      <SearchProgress searching={searching} />
      {found && <FoundRun found={found} searching={searching} />}
    </div>
  );
}
