import { Check, RotateCcw, X } from "lucide-react";
import type { FetchedTexts } from "../../catalog/lesson-texts.ts";
import { say } from "../../languages/say.ts";
import { fillIn } from "../../wire/texts.ts";
import { firstFrom } from "../../store/rows.ts";
import type { Course } from "../../store/learning.ts";
import { useLab, usePage, usePhase, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Card } from "./Card.tsx";
import styles from "./Learn.module.css";
import { useLearning } from "./use-learning.ts";

interface PredictionCardProps {
  readonly course: Extract<Course, { readonly is: "prediction" }>;
  readonly texts: FetchedTexts;
}

/** A question, the answer that was given, and what the run said to it. */
export function PredictionCard({ course, texts }: PredictionCardProps) {
  const lab = useLab();
  const learning = useLearning();
  const level = usePage((page) => page.level);
  const seed = usePage((page) => page.seed);
  const predictions = usePage((page) => page.manifest?.teaching.predictions) ?? [];
  const phase = usePhase();
  const { id, answer, standing } = course;
  const text = texts.predictions[id];
  if (!text) return null;
  const asked = standing?.asked ?? null;
  const outcome = answer === null ? null : (standing?.outcome ?? null);
  const names = { ...asked?.names, ...outcome?.names };
  const question = fillIn(text.question, names);
  const options = (asked?.options ?? []).map((option) => ({
    id: option.id,
    text: fillIn(text.options[option.text ?? option.id] ?? option.id, {
      ...names,
      ...option.names,
    }),
  }));
  const said = (option: string): string =>
    options.find((each) => each.id === option)?.text ?? option;
  const right = outcome !== null && outcome.option === answer;
  const because = outcome && (text.because[outcome.option] ?? text.because["*"]);
  const why = because ? fillIn(because[level], names) : "";
  const verdict =
    outcome === null
      ? ""
      : right
        ? say`Right: ${said(outcome.option)}.`
        : say`Not this time. It was: ${said(outcome.option)}. You said: ${said(answer ?? "")}.`;
  const next = predictions[predictions.findIndex((each) => each.id === id) + 1];
  const told = outcome
    ? `${verdict} ${why}`
    : asked === null
      ? say`The run goes on until the moment of the question.`
      : answer === null
        ? question
        : say`You said: ${said(answer)}. Watch.`;
  return (
    <Card
      name={say`Prediction`}
      leave={say`Leave the prediction`}
      lang={texts.language}
      title={text.title}
      told={told}
      buttons={
        outcome ? (
          <>
            {next ? (
              <button
                type="button"
                className={styles.main}
                onClick={() => void learning.predict(next.id)}
              >
                {say`Next question`}
              </button>
            ) : (
              <button
                type="button"
                className={styles.main}
                onClick={() => {
                  void learning.leave();
                  lab.page.setState({ pane: "learn", sheet: "learn" });
                }}
              >
                {say`Challenges`}
              </button>
            )}
            <Button onClick={() => void learning.predict(id, seed + 1)}>
              <RotateCcw aria-hidden="true" />
              {say`Ask me again in another run`}
            </Button>
          </>
        ) : asked && answer === null ? (
          <div role="group" aria-label={question} className={styles.options}>
            {options.map((option) => (
              <Button key={option.id} onClick={() => void learning.answer(option.id)}>
                {option.text}
              </Button>
            ))}
          </div>
        ) : phase === "playing" ? null : (
          <button type="button" className={styles.main} onClick={() => lab.play()}>
            {say`Let it run`}
          </button>
        )
      }
    >
      {asked === null ? (
        <p>{say`The run goes on until the moment of the question.`}</p>
      ) : (
        <p className={styles.question}>{question}</p>
      )}
      {answer !== null && outcome === null && <p>{say`You said: ${said(answer)}. Watch.`}</p>}
      {outcome && (
        <>
          <p className={styles.done} data-right={right}>
            {right ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
            <strong>{verdict}</strong>
          </p>
          <p>{why}</p>
          <Proof events={outcome.events} />
        </>
      )}
    </Card>
  );
}

/** The events that show it; each leads to its moment. */
function Proof({ events }: { readonly events: readonly number[] }) {
  const lab = useLab();
  const level = usePage((page) => page.level);
  const rows = useRun((run) => run.rows);
  const told = events.flatMap((id) => {
    const row = rows.all[firstFrom(rows.all, id)];
    return row?.id === id ? [row] : [];
  });
  if (told.length === 0) return null;
  return (
    <ul className={styles.proof}>
      {told.map((row) => (
        <li key={row.id}>
          <button type="button" className={styles.moment} onClick={() => void lab.visit(row.id)}>
            {row[level]}
          </button>
        </li>
      ))}
    </ul>
  );
}
