import { Check, CircleHelp, Footprints, Hammer, RotateCcw, Star, Target } from "lucide-react";
import { useStore } from "zustand";
import { say, several } from "../../languages/say.ts";
import { doneIn, progress, type DeedKind } from "../../store/progress.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Learn.module.css";
import { useLearned, useLearning } from "./use-learning.ts";

/** All that the lesson teaches with: its tour, its predictions, its challenges, and what of it has been done. */
export function Learn() {
  const lab = useLab();
  const learning = useLearning();
  const rules = usePage((page) => page.manifest?.rules) ?? [];
  const { texts, left, course } = useLearned();
  const teaching = usePage((page) => page.manifest?.teaching);
  const level = usePage((page) => page.level);
  const lesson = usePage((page) => page.manifest?.scenario) ?? "";
  const list = useStore(progress.list);
  const stars = (what: DeedKind, id: string): number | null => {
    const deed = doneIn(list, lesson, what).find((each) => each.id === id);
    return deed ? (deed.stars ?? 0) : null;
  };
  if (!teaching || !texts) return <p className={styles.wait}>{say`Fetching…`}</p>;
  const { tour, predictions, challenges, records } = teaching;
  const touring = course?.is === "tour" && course.step < (tour?.steps.length ?? 0);
  return (
    // A region that scrolls can be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={say`Learn`} tabIndex={0} className={styles.learn}>
      {tour && (
        <section aria-labelledby="learn-tour">
          <h2 id="learn-tour">
            <Footprints aria-hidden="true" />
            <span lang={texts.language}>{texts.tour.title}</span>
            <Medal stars={stars("tour", "tour")} of="tour" />
          </h2>
          <p lang={texts.language}>{texts.tour.promise}</p>
          <div className={styles.buttons}>
            {touring ? (
              <p className={styles.quiet}>{say`It is under way, under the stage.`}</p>
            ) : left === null ? (
              <Button look="act" onClick={() => void learning.startTour()}>
                {stars("tour", "tour") === null ? say`Take the tour` : say`Take the tour again`}
              </Button>
            ) : (
              <>
                <Button look="act" onClick={() => void learning.resumeTour()}>
                  {say`Go on with the tour at step ${left + 1}`}
                </Button>
                <Button onClick={() => void learning.startTour()}>
                  <RotateCcw aria-hidden="true" />
                  {say`From its start`}
                </Button>
              </>
            )}
          </div>
        </section>
      )}
      <section aria-labelledby="learn-predictions">
        <h2 id="learn-predictions">
          <CircleHelp aria-hidden="true" />
          {say`Predict, then see`}
        </h2>
        <p>{say`The run stops and asks. What happens next decides who was right.`}</p>
        <ul className={styles.list}>
          {predictions.map(({ id }) => (
            <li key={id}>
              <button type="button" onClick={() => void learning.predict(id)}>
                <span lang={texts.language}>{texts.predictions[id]?.title}</span>
                <Medal stars={stars("prediction", id)} of="prediction" />
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="learn-challenges">
        <h2 id="learn-challenges">
          <Target aria-hidden="true" />
          {say`Challenges`}
        </h2>
        <p>
          {say`Bring something about. Every line that your hands write counts as an action; a star is for the fewest.`}
        </p>
        <ul className={styles.list}>
          {challenges.map(({ id, most, best }) => (
            <li key={id}>
              <button type="button" onClick={() => void learning.attempt(id)}>
                <span>
                  <span lang={texts.language}>{texts.challenges[id]?.title}</span>
                  <small lang={texts.language}>{texts.challenges[id]?.goal[level]}</small>
                  <small>
                    {several(
                      most,
                      "At most {n} action; a star for {0}.",
                      "At most {n} actions; a star for {0}.",
                      best,
                    )}
                  </small>
                </span>
                <Medal stars={stars("challenge", id)} of="challenge" />
              </button>
            </li>
          ))}
        </ul>
      </section>
      {rules.length > 0 && (
        <section aria-labelledby="learn-break">
          <h2 id="learn-break">
            <Hammer aria-hidden="true" />
            {say`Break it`}
          </h2>
          <p>
            {say`Without one of its rules, break a promise with your own hands. The shortest run that the search has found is the record to beat.`}
          </p>
          <ul className={styles.list}>
            {rules.map(({ id, label }) => {
              const record = records.find(({ rule }) => rule === id);
              return (
                <li key={id}>
                  <button
                    type="button"
                    onClick={() => void (record ? learning.attempt(record.id) : lab.findOutWhy(id))}
                  >
                    <span>
                      {say`Without “${label}”`}
                      <small>
                        {record
                          ? several(
                              record.best,
                              "The record: {n} action.",
                              "The record: {n} actions.",
                            )
                          : say`Nobody has found a bad run yet. Let the search try.`}
                      </small>
                    </span>
                    {record && <Medal stars={stars("challenge", record.id)} of="challenge" />}
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </div>
  );
}

/** What has been done of it: a mark, and a star where it was done well. */
function Medal({ stars, of }: { readonly stars: number | null; readonly of: string }) {
  if (stars === null) return null;
  const [Icon, told] =
    stars > 0
      ? [Star, of === "prediction" ? say`Predicted rightly` : say`Done with a star`]
      : [Check, of === "prediction" ? say`Answered` : say`Done`];
  return (
    <span className={styles.medal} data-star={stars > 0}>
      <Icon aria-hidden="true" />
      <span className="hidden">{told}</span>
    </span>
  );
}
