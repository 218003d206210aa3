import { useEffect, useRef, useState } from "react";
import type { Searching } from "../../store/searching.ts";
import { tellAllowance } from "./allowances.ts";
import styles from "./Search.module.css";
import { say } from "../../languages/say.ts";

/** Screen readers are told how far it is so often at most, in wall ms. */
const POLITE = 10_000;

const DOING = {
  walks: "Walking at random",
  exhaustive: "Trying every order",
  shrinking: "Found one; making it shorter",
} as const;

/** How far the search is, and in the end what was looked at. It never says that nothing can break. */
export function SearchProgress({ searching }: { readonly searching: Searching }) {
  const { phase, progress, took, choices, losses, found, workers, shortening } = searching;
  const explored = progress?.explored ?? null;
  const busy = phase === "searching" || phase === "stopping";
  const count = (value: number): string => value.toLocaleString("en");
  const wall = took / 1_000;
  const sentence = endOf(searching);
  return (
    <>
      {busy && choices && (
        <section aria-label={say`Progress`} className={styles.progress}>
          <p>
            {phase === "stopping" ? say`Stopping…` : `${DOING[progress?.phase ?? "walks"]}…`}{" "}
            <small>
              {workers === 1 ? say`1 worker` : say`${workers} workers`}
              {shortening && say`, for a shorter one`}
              {progress?.best != null && say`, now ${progress.best} interventions`}
            </small>
          </p>
          <progress
            aria-label={say`Time spent`}
            value={Math.min(wall, choices.seconds)}
            max={choices.seconds}
          />
          <dl>
            <Count name="runs" value={count(explored?.runs ?? 0)} />
            <Count name="states" value={count(explored?.states ?? 0)} />
            <Count
              name={say`states a second`}
              value={count(Math.round((explored?.states ?? 0) / Math.max(wall, 0.25)))}
            />
            <Count
              name={say`steps a second`}
              value={count(Math.round((explored?.steps ?? 0) / Math.max(wall, 0.25)))}
            />
            {explored !== null && explored.depth > 0 && (
              <Count name={say`all tried to depth`} value={count(explored.depth)} />
            )}
            <Count name="time" value={`${wall.toFixed(0)} of ${choices.seconds} s`} />
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
              {say`Looked at ${count(explored.runs)} ${explored.runs === 1 ? "run" : "runs"} and ${count(explored.states)} states in ${wall.toFixed(1)} s, ${count(explored.steps)} steps in all, with ${tellAllowance(choices.allowance)}.${
                explored.depth > 0 &&
                ` Every order of events was tried to a depth of ${count(explored.depth)}.`
              }`}
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
            ? say`Searching: ${count(explored?.runs ?? 0)} runs, ${count(explored?.states ?? 0)} states.`
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
  if (found !== null && !shortening) return `Found: ${found.title} broken.`;
  const nothing = shortening ? "No shorter one was found" : "Nothing was found";
  return stopped
    ? `Stopped. ${nothing} so far.`
    : `${nothing} in ${Math.round(Math.min(took / 1_000, choices?.seconds ?? 0))} s.`;
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
