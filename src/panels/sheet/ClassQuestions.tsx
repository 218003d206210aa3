import { use } from "react";
import type { FetchedTexts } from "../../catalog/lesson-texts.ts";
import { say } from "../../languages/say.ts";
import { linkTo } from "../../store/address.ts";
import { rich } from "../parts/rich.tsx";
import { forAnyRun } from "./for-any-run.ts";

interface ClassQuestionsProps {
  readonly fetched: Promise<FetchedTexts>;
  readonly lesson: string;
}

/** What the lesson itself asks of learners, as a teacher wants it: questions with answers, challenges with what they show. */
export function ClassQuestions({ fetched, lesson }: ClassQuestionsProps) {
  const { predictions, challenges, language } = use(fetched);
  return (
    <>
      <h2>{say`Let the class predict`}</h2>
      <p>
        {rich`The lesson asks these under “Learn”, stops the run, and judges the answer by what then happens (${<a href={linkTo(lesson, null)}>{say`open it`}</a>}).`}
      </p>
      {Object.entries(predictions).map(([id, { title, question, because }]) => (
        <section key={id} lang={language}>
          <h3>{title}</h3>
          <p>{forAnyRun(question)}</p>
          {Object.entries(because).map(([outcome, told]) => (
            <p key={outcome}>
              <small>{forAnyRun(told.expert)}</small>
            </p>
          ))}
        </section>
      ))}
      <h2>{say`Challenges`}</h2>
      {Object.entries(challenges).map(([id, { title, goal, hints, done }]) => (
        <section key={id} lang={language}>
          <h3>{title}</h3>
          <p>{forAnyRun(goal.expert)}</p>
          <p>
            <small>
              {say`If somebody is stuck: ${forAnyRun(hints[0])} What it shows: ${forAnyRun(done.expert)}`}
            </small>
          </p>
        </section>
      ))}
    </>
  );
}
