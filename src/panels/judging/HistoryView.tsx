import { useEffect, useRef, useState } from "react";
import { phrase, say, translate } from "../../languages/say.ts";
import type { Consistency } from "../../wire/judging.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { chosenOf, proofOf, wordFor } from "./answers.ts";
import styles from "./HistoryView.module.css";
import { OperationBars } from "./OperationBars.tsx";
import bars from "./OperationBars.module.css";
import { Tried } from "./Tried.tsx";
import { useRunJudge } from "./use-run-judge.ts";

/** The run's client operations as bars under the run's own time, and what they prove. */
export function HistoryView() {
  const lab = useLab();
  const { standing, failed } = useRunJudge();
  const level = usePage((page) => page.level);
  const question = usePage((page) => page.question);
  const time = useRun((run) => run.time);
  const [shown, setShown] = useState<number | null>(null);
  const here = useRef<HTMLDivElement>(null);
  const judged = standing !== null;
  // In a small window the proof that was asked for may lie below.
  useEffect(() => {
    if (judged && question !== null) here.current?.scrollIntoView({ block: "nearest" });
  }, [judged, question]);
  const lattice = standing?.lattice ?? [];
  const chosen = chosenOf(lattice, question);
  if (failed !== null) return <p className={styles.empty}>{failed}</p>;
  if (!standing || !chosen) return <p className={styles.empty}>{say`Judging…`}</p>;
  const { operations, of } = standing.excerpt;
  if (operations.length === 0)
    return <p className={styles.empty}>{say`No client has asked for anything yet.`}</p>;
  const verdict = proofOf(lattice, chosen);
  return (
    <div ref={here} role="region" aria-label={say`History`} className={styles.history}>
      <div className={styles.head}>
        <label className={styles.question}>
          <span>{say`Is it`}</span>
          <select
            value={chosen.consistency}
            onChange={(event) => lab.ask(event.target.value as Consistency)}
          >
            {lattice.map((each) => (
              <option key={each.consistency} value={each.consistency}>
                {each.title}: {wordFor(each.answer, each.consistency, true)}
              </option>
            ))}
          </select>
        </label>
        <p className={styles.sentence} data-answer={chosen.answer}>
          {verdict === null || verdict[level] === ""
            ? translate(KEPT[chosen.answer])
            : verdict[level]}
        </p>
        {of > operations.length && (
          <small className={styles.part}>{say`${operations.length} of ${of} operations`}</small>
        )}
      </div>
      {verdict && <Tried verdict={verdict} operations={operations} />}
      <OperationBars
        operations={operations}
        verdict={verdict}
        until={time}
        shown={shown}
        onShow={(op) => {
          setShown(op.id);
          if (!op.time) return;
          lab.pause();
          void lab.seek(op.time.returned ?? op.time.called);
        }}
        cursor={({ from, to }) => <Cursor from={from} to={to} />}
      />
    </div>
  );
}

const KEPT = {
  yes: phrase(
    "Yes: every answer so far can be explained. Numbers on the bars are an order that does.",
  ),
  no: phrase("No."),
  unknown: phrase("That is not known."),
} as const;

/** The run's playhead over the bars. It follows every frame, past React. */
function Cursor({ from, to }: { readonly from: number; readonly to: number }) {
  const lab = useLab();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let drawn = -1;
    const draw = (): void => {
      const { time } = lab.live.getState();
      if (time === drawn || !line.current) return;
      drawn = time;
      const share = (time - from) / (to - from);
      line.current.hidden = share < 0 || share > 1;
      line.current.style.left = `calc(84px + (100% - 84px) * ${share})`;
    };
    draw();
    return lab.live.subscribe(draw);
  }, [lab, from, to]);
  return <div ref={line} className={bars.cursor} />;
}
