import { lazy, Suspense } from "react";
import { ChallengeCard } from "./ChallengeCard.tsx";
import { PredictionCard } from "./PredictionCard.tsx";
import { TourCard } from "./TourCard.tsx";
import { useLearned } from "./use-learning.ts";

const Pointing = lazy(() => import("./Pointing.tsx").then((file) => ({ default: file.Pointing })));

/**
 * What is being learned with, in a card at the stage's edge: it takes room of its own and covers nothing, and the run goes
 * on beside it.
 */
export function LearnDock() {
  const { course, texts } = useLearned();
  if (!course || !texts) return null;
  const points = course.is === "challenge" ? [] : (course.standing?.points ?? []);
  const pointing =
    course.is === "tour"
      ? course.standing?.met === null
      : course.is === "prediction" && course.answer === null;
  return (
    <>
      {course.is === "tour" && <TourCard course={course} texts={texts} />}
      {course.is === "prediction" && <PredictionCard course={course} texts={texts} />}
      {course.is === "challenge" && <ChallengeCard course={course} texts={texts} />}
      <Suspense fallback={null}>{pointing && <Pointing at={points} />}</Suspense>
    </>
  );
}
