import { numeral, say, several } from "../../../languages/say.ts";
import type { Checking, HistoryCheck } from "../../../store/checking.ts";
import type { Consistency } from "../../../wire/judging.ts";
import { Button } from "../../parts/Button.tsx";
import { consistencyName } from "../words.ts";
import styles from "./Check.module.css";

interface ChoicesProps {
  readonly check: HistoryCheck;
  readonly checking: Checking;
}

/** What the text was taken for, what is asked of it, and the button that asks. */
export function Choices({ check, checking }: ChoicesProps) {
  const { understood, model, question, busy, progress, text } = checking;
  if (text.trim() === "") return null;
  const judging = busy === "judging" || busy === "comparing";
  return (
    <div className={styles.choices}>
      {understood && (
        <>
          <p className={styles.found}>
            <strong>{understood.format}</strong>:{" "}
            {several(
              understood.processes,
              "{0} operations of {n} process.",
              "{0} operations of {n} processes.",
              numeral(understood.operations),
            )}{" "}
            {understood.note}
          </p>
          <label>
            <span>{say`It is`}</span>
            <select
              value={model ?? understood.model}
              disabled={judging}
              onChange={(event) => check.chooseModel(event.target.value)}
            >
              {understood.models.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{say`Is it`}</span>
            <select
              value={question ?? understood.questions[0]}
              disabled={judging}
              onChange={(event) => check.chooseQuestion(event.target.value as Consistency)}
            >
              {understood.questions.map((each) => (
                <option key={each} value={each}>
                  {consistencyName(each)}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      <div className={styles.go}>
        <Button
          look="act"
          disabled={understood === null || busy !== null}
          onClick={() => check.check()}
        >
          {say`Check`}
        </Button>
        {judging && <Button onClick={() => check.stop()}>{say`Stop`}</Button>}
        <p role="status" className={styles.quiet}>
          {busy === "reading" && say`Reading…`}
          {busy === "judging" &&
            (progress ? say`Placed ${progress.placed} of ${progress.of} at most…` : say`Judging…`)}
          {busy === "comparing" && say`Asking everything else…`}
          {checking.stopped && say`Stopped.`}
        </p>
      </div>
      {busy === "judging" && (
        <progress
          aria-label={say`Operations placed`}
          {...(progress ? { value: progress.placed, max: progress.of } : {})}
        />
      )}
    </div>
  );
}
