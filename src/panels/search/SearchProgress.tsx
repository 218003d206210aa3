import { useEffect, useRef, useState } from "react";
import { numeral, say, several } from "../../languages/say.ts";
import type { Searching } from "../../store/searching.ts";
import { tellAllowance } from "./allowances.ts";
import styles from "./Search.module.css";

/** Screen readers are told how far it is so often at most, in wall ms. */
const POLITE = 10_000;

/** What it is at. */
function doing(phase: NonNullable<Searching["progress"]>["phase"]): string {
  return {
    walks: say`Walking at random…`,
    exhaustive: say`Trying every order…`,
    shrinking: say`Found one; making it shorter…`,
  }[phase];
}

/** How far the search is, and in the end what was looked at. It never says that nothing can break. */
export function SearchProgress({ searching }: { readonly searching: Searching }) {
  const { phase, progress, took, choices, losses, found, workers, shortening } = searching;
  const explored = progress?.explored ?? null;
  const busy = phase === "searching" || phase === "stopping";
  const wall = took / 1_000;
  const sentence = endOf(searching);
  return (
    <>
      {busy && choices && (
        <section aria-label={say`Progress`} className={styles.progress}>
          <p>
            {phase === "stopping" ? say`Stopping…` : doing(progress?.phase ?? "walks")}{" "}
            <small>
              {[
                several(workers, "{n} worker", "{n} workers"),
                ...(shortening ? [say`for a shorter one`] : []),
                ...(progress?.best == null
                  ? []
                  : [several(progress.best, "now {n} intervention", "now {n} interventions")]),
              ].join(", ")}
            </small>
          </p>
          <progress
            aria-label={say`Time spent`}
            value={Math.min(wall, choices.seconds)}
            max={choices.seconds}
          />
          <dl>
            <Count name={say`runs`} value={numeral(explored?.runs ?? 0)} />
            <Count name={say`states`} value={numeral(explored?.states ?? 0)} />
            <Count
              name={say`states a second`}
              value={numeral(Math.round((explored?.states ?? 0) / Math.max(wall, 0.25)))}
            />
            <Count
              name={say`steps a second`}
              value={numeral(Math.round((explored?.steps ?? 0) / Math.max(wall, 0.25)))}
            />
            {explored !== null && explored.depth > 0 && (
              <Count name={say`all tried to depth`} value={numeral(explored.depth)} />
            )}
            <Count name={say`time`} value={say`${wall.toFixed(0)} of ${choices.seconds} s`} />
          </dl>
        </section>
      )}
      {losses.map((loss) => (
        <p key={loss} role="alert" className={styles.refusal}>
          {loss}
        </p>
      ))}
      {phase === "over" && (found === null || shortening) && (
        <section aria-label={say`What was explored`} className={styles.nothing}>
          <h3>{sentence}</h3>
          {explored && choices && (
            <p>
              {several(
                explored.runs,
                "Looked at {n} run and {0} states in {1} s, {2} steps in all, with {3}.",
                "Looked at {n} runs and {0} states in {1} s, {2} steps in all, with {3}.",
                numeral(explored.states),
                wall.toFixed(1),
                numeral(explored.steps),
                tellAllowance(choices.allowance),
              )}
              {explored.depth > 0 &&
                ` ${say`Every order of events was tried to a depth of ${numeral(explored.depth)}.`}`}
            </p>
          )}
          {found === null && (
            <p className={styles.quiet}>
              {explored?.complete
                ? say`Under one seed every order of events within this allowance was tried. Of more faults, longer runs and other timings that says nothing.`
                : say`That is no proof: a bad run may lie where nobody has looked. Allow more, search longer, or take another seed.`}
            </p>
          )}
        </section>
      )}
      <Announcer
        text={
          busy
            ? say`Searching: ${numeral(explored?.runs ?? 0)} runs, ${numeral(explored?.states ?? 0)} states.`
            : phase === "over"
              ? sentence
              : ""
        }
        now={!busy}
      />
    </>
  );
}

function endOf({ found, stopped, shortening, took, choices }: Searching): string {
  if (found !== null && !shortening) return say`Found: ${found.title} broken.`;
  if (stopped)
    return shortening
      ? say`Stopped. No shorter one was found so far.`
      : say`Stopped. Nothing was found so far.`;
  const seconds = Math.round(Math.min(took / 1_000, choices?.seconds ?? 0));
  return shortening
    ? say`No shorter one was found in ${seconds} s.`
    : say`Nothing was found in ${seconds} s.`;
}

function Count({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Tells screen readers now and then, and the end at once. */
function Announcer({ text, now }: { readonly text: string; readonly now: boolean }) {
  const [told, setTold] = useState("");
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const wait = now ? 0 : Math.max(0, last.current + POLITE - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setTold(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text, now]);
  return (
    <div role="status" className="hidden">
      {told}
    </div>
  );
}
