import { Check, Play } from "lucide-react";
import { useEffect, useRef } from "react";
import type { FetchedTexts, StepText } from "../../catalog/lesson-texts.ts";
import { say } from "../../languages/say.ts";
import { fillIn } from "../../wire/texts.ts";
import type { Course } from "../../store/learning.ts";
import { useLab, usePage, usePhase } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { seconds } from "../times.ts";
import { Card } from "./Card.tsx";
import styles from "./Learn.module.css";
import { useLearning } from "./use-learning.ts";

interface TourCardProps {
  readonly course: Extract<Course, { readonly is: "tour" }>;
  readonly texts: FetchedTexts;
}

/** A step of the tour: what to look at, what to do, and what was seen. */
export function TourCard({ course, texts }: TourCardProps) {
  const lab = useLab();
  const learning = useLearning();
  const level = usePage((page) => page.level);
  const steps = usePage((page) => page.manifest?.teaching.tour?.steps) ?? [];
  const step = steps[course.step];
  const text = step && texts.tour.steps[step.id];
  if (!step || !text) return <TourEnd texts={texts} />;
  const { standing } = course;
  const names = standing?.names ?? {};
  const met = standing?.met ?? null;
  const done = met && text.done ? fillIn(text.done[level], names) : null;
  const said = fillIn(text[level], names);
  return (
    <Card
      name={say`Tour`}
      leave={say`Leave the tour`}
      lang={texts.language}
      title={say`${course.step + 1} of ${steps.length} · ${text.title}`}
      told={done ?? said}
      buttons={<StepButtons key="buttons" text={text} course={course} waits={step.waits} />}
    >
      <p>{said}</p>
      {done !== null && (
        <p className={styles.done}>
          <Check aria-hidden="true" />
          <span>
            {done}{" "}
            {met && met.event > 0 && (
              <button
                type="button"
                className={styles.moment}
                onClick={() => void lab.visit(met.event).then(() => lab.select(null))}
              >
                {say`See it at ${seconds(met.at)}`}
              </button>
            )}
          </span>
        </p>
      )}
      {learning.state.getState().left === null && course.step === 0 && done === null && (
        <p className={styles.quiet}>
          {say`The run goes on while you read. Leave when you like: you can come back to this very run.`}
        </p>
      )}
    </Card>
  );
}

interface StepButtonsProps {
  readonly text: StepText;
  readonly course: TourCardProps["course"];
  readonly waits: boolean;
}

/** One button leads on, whatever that means now: it keeps the focus from the tour's first step to its last. */
function StepButtons({ text, course, waits }: StepButtonsProps) {
  const lab = useLab();
  const learning = useLearning();
  const phase = usePhase();
  const { standing } = course;
  const main = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Whoever starts the tour by keyboard goes on in its card.
    if (course.step === 0) main.current?.focus({ preventScroll: true });
  }, [course.step]);
  const met = standing?.met != null || (standing !== null && !waits);
  const acts = !met && (standing?.action.length ?? 0) > 0 && text.act !== undefined;
  const stopped = phase === "paused" || phase === "halted";
  const waiting = !met && !acts;
  return (
    <>
      <button
        ref={main}
        type="button"
        className={styles.main}
        data-waiting={waiting && !stopped}
        aria-disabled={waiting && !stopped}
        onClick={() => {
          if (met) {
            void learning.next();
            if (stopped) lab.play();
          } else if (acts) void learning.doStep();
          else if (stopped) lab.play();
        }}
      >
        {met ? (
          say`Next`
        ) : acts ? (
          fillIn(text.act ?? "", standing?.names ?? {})
        ) : stopped ? (
          <>
            <Play aria-hidden="true" /> {say`Let it run`}
          </>
        ) : (
          say`Waiting for it…`
        )}
      </button>
      {!met && (
        <Button look="plain" onClick={() => void learning.next()}>
          {say`Skip this step`}
        </Button>
      )}
    </>
  );
}

function TourEnd({ texts }: { readonly texts: FetchedTexts }) {
  const lab = useLab();
  const learning = useLearning();
  const level = usePage((page) => page.level);
  const first = usePage((page) => page.manifest?.teaching.predictions[0]?.id);
  return (
    <Card
      name={say`Tour`}
      leave={say`Leave the tour`}
      lang={texts.language}
      title={say`The tour is over`}
      told={texts.tour.end[level]}
      buttons={
        <>
          <button
            type="button"
            className={styles.main}
            onClick={() => {
              if (first !== undefined) void learning.predict(first);
            }}
          >
            {say`Predict what happens`}
          </button>
          <Button
            onClick={() => {
              void learning.leave();
              lab.page.setState({ pane: "learn", sheet: "learn" });
            }}
          >
            {say`Challenges`}
          </Button>
          <Button look="plain" onClick={() => void learning.startTour()}>
            {say`Start again`}
          </Button>
        </>
      }
    >
      <p>{texts.tour.end[level]}</p>
    </Card>
  );
}
