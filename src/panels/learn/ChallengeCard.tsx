import { Lightbulb, Link, RotateCcw, Star, Trophy } from "lucide-react";
import { useState } from "react";
import type { LessonTexts } from "../../catalog/lesson-texts.ts";
import type { Course } from "../../store/learning.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Card } from "./Card.tsx";
import styles from "./Learn.module.css";
import { actions } from "./numbers.ts";
import { useLearning } from "./use-learning.ts";
import { say } from "../../languages/say.ts";

interface ChallengeCardProps {
  readonly course: Extract<Course, { readonly is: "challenge" }>;
  readonly texts: LessonTexts;
}

/** A goal, how far the attempt has come, and a hint more whenever one is wanted. */
export function ChallengeCard({ course, texts }: ChallengeCardProps) {
  const lab = useLab();
  const learning = useLearning();
  const level = usePage((page) => page.level);
  const challenges = usePage((page) => page.manifest?.teaching.challenges) ?? [];
  const [copied, setCopied] = useState("");
  const { id, hints, standing } = course;
  const card = challenges.find((each) => each.id === id);
  const text = texts.challenges[id];
  if (!card || !text) return null;
  const met = standing?.unfit == null ? (standing?.met ?? null) : null;
  const star = met !== null && met.actions <= card.best;
  const next = challenges[challenges.indexOf(card) + 1];
  const trouble = troubleWith(standing, card.most, card.allows);
  const verdict = met
    ? `Done with ${actions(met.actions)}.${star ? " That earns the star." : ""}`
    : "";
  const told = met ? `${verdict} ${text.done[level]}` : (trouble ?? "");
  return (
    <Card
      name={say`Challenge`}
      title={text.title}
      told={told}
      aside={
        <span className={styles.count}>
          {say`${standing?.actions ?? 0} of ${actions(card.most)}`}
        </span>
      }
      buttons={
        <>
          {met ? (
            <>
              {next && (
                <button
                  type="button"
                  className={styles.main}
                  onClick={() => void learning.attempt(next.id)}
                >
                  {say`Next challenge`}
                </button>
              )}
              {!star && (
                <Button onClick={() => void learning.attempt(id)}>
                  <Star aria-hidden="true" />
                  {say`Again, with ${actions(card.best)}`}
                </Button>
              )}
              <Button
                onClick={() =>
                  void learning
                    .attemptLink()
                    .then(copy, () => "It cannot be linked.")
                    .then(setCopied)
                }
              >
                <Link aria-hidden="true" />
                {say`Copy link`}
              </Button>
            </>
          ) : (
            hints < text.hints.length && (
              <Button onClick={() => learning.hint()}>
                <Lightbulb aria-hidden="true" />
                {hints === 0 ? say`Hint` : say`Another hint`}
              </Button>
            )
          )}
          {(trouble !== null || (standing?.actions ?? 0) > 0) && (
            <Button
              look={trouble === null ? "plain" : "outlined"}
              onClick={() => void learning.attempt(id)}
            >
              <RotateCcw aria-hidden="true" />
              {say`Start again`}
            </Button>
          )}
          {trouble !== null && standing?.unfit == null && (
            <Button look="plain" onClick={() => void lab.undo()}>
              {say`Undo`}
            </Button>
          )}
          <span role="status" className={styles.quiet}>
            {copied}
          </span>
        </>
      }
    >
      {met ? (
        <>
          <p className={styles.done} data-right="true">
            {star ? <Star aria-hidden="true" /> : <Trophy aria-hidden="true" />}
            <strong>{verdict}</strong>
          </p>
          <p>{text.done[level]}</p>
        </>
      ) : (
        <>
          <p>{text.goal[level]}</p>
          {trouble !== null && <p className={styles.wrong}>{trouble}</p>}
          {standing && standing.progress > 0 && (
            <progress
              aria-label={say`How much of the goal is reached`}
              max={1}
              value={standing.progress}
            />
          )}
          {hints > 0 && (
            <ol className={styles.hints}>
              {text.hints.slice(0, hints).map((hint) => (
                <li key={hint}>{hint}</li>
              ))}
            </ol>
          )}
        </>
      )}
    </Card>
  );
}

/** Why the attempt cannot succeed as it is. */
function troubleWith(
  standing: ChallengeCardProps["course"]["standing"],
  most: number,
  allows: readonly string[] | null,
): string | null {
  if (!standing) return null;
  if (standing.unfit !== null)
    return `This run is no attempt at the challenge: ${standing.unfit}. Start again for one that is.`;
  if (standing.forbidden !== null)
    return `“${standing.forbidden}” is not allowed here${allows ? `, only ${allows.join(", ")}` : ""}. Undo it, or start again.`;
  if (standing.actions > most)
    return `These were more than ${actions(most)}. Undo some, or start again.`;
  return null;
}

async function copy(hash: string): Promise<string> {
  const link = location.href.replace(/#.*$/, "") + hash;
  try {
    await navigator.clipboard.writeText(link);
    return "Copied. Whoever opens it has the attempt judged anew.";
  } catch {
    return `The browser did not allow copying. The link: ${link}`;
  }
}
