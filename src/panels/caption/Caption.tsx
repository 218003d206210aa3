import { useEffect, useRef, useState } from "react";
import { say } from "../../languages/say.ts";
import { firstFrom } from "../../store/rows.ts";
import type { Run } from "../../store/run.ts";
import type { Caption as CaptionFrame, TraceRow } from "../../wire/frame.ts";
import { useLab, usePage, usePhase, useRun } from "../lab-context.ts";
import { rich } from "../parts/rich.tsx";
import { seconds } from "../times.ts";
import styles from "./Caption.module.css";

/** How often a screen reader is told, in ms. */
const POLITE = 2_000;

/** The teacher's voice: what just happened, and why, in one sentence. */
export function Caption() {
  const lab = useLab();
  const caption = useRun(captionOf);
  const begun = useRun((run) => run.time > 0);
  const level = usePage((page) => page.level);
  const promise = usePage((page) => page.card?.promise);
  const phase = usePhase();
  // Where stage, caption and transport stand alone there is no log to answer in.
  const alone = usePage((page) => page.presenter || page.embed !== null);
  const sentence = caption?.[level] ?? "";
  return (
    <section data-part="caption" aria-label={say`What happens`} className={styles.caption}>
      {caption ? (
        <p>
          <button
            type="button"
            className={styles.time}
            title={say`Go to this moment`}
            onClick={() => void lab.visit(caption.event)}
          >
            {seconds(caption.time)}
          </button>
          <Sentence text={sentence} />
          {caption.source !== undefined && <span className={styles.source}>{caption.source}</span>}
          {!alone && (
            <button type="button" className={styles.why} onClick={() => lab.askWhy(caption.event)}>
              {say`why?`}
            </button>
          )}
        </p>
      ) : (
        <p className={styles.quiet}>
          {promise}
          {phase === "paused" && !begun && (
            <> {rich`Press ${<kbd>Space</kbd>} or the round button to begin.`}</>
          )}
        </p>
      )}
      <Announcer text={sentence} />
    </section>
  );
}

type Said = Pick<CaptionFrame, "event" | "time" | "simple" | "expert" | "source">;
const said = new WeakMap<TraceRow, Said>();

/** The frame's caption; after a long leap it may have none, and then the log's last sentence is the caption. */
function captionOf(run: Run): Said | null {
  if (run.caption) return run.caption;
  const notable = run.rows.notable;
  const row = notable[firstFrom(notable, run.event + 1) - 1];
  if (!row) return null;
  const known = said.get(row) ?? { ...row, event: row.id };
  said.set(row, known);
  return known;
}

/** A sentence, what stands before its colon in bold. */
export function Sentence({ text }: { readonly text: string }) {
  const at = text.indexOf(": ");
  if (at < 0) return <span>{text}</span>;
  return (
    <span>
      <strong>{text.slice(0, at + 1)}</strong>
      {text.slice(at + 1)}
    </span>
  );
}

/** Tells screen readers the newest sentence, at a polite rate. */
function Announcer({ text }: { readonly text: string }) {
  const [told, setTold] = useState("");
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, last.current + POLITE - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setTold(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div aria-live="polite" className="hidden">
      {told}
    </div>
  );
}
