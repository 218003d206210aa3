import { Lightbulb, Link, Play, RotateCcw, SearchCode, Star, Trophy } from "lucide-react";
import { useState } from "react";
import type { FetchedTexts } from "../../catalog/lesson-texts.ts";
import { language, say, several } from "../../languages/say.ts";
import type { Course } from "../../store/learning.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Card } from "./Card.tsx";
import { recordText } from "./record-text.ts";
import styles from "./Learn.module.css";
import { useLearning } from "./use-learning.ts";

interface ChallengeCardProps {
  readonly course: Extract<Course, { readonly is: "challenge" }>;
  readonly texts: FetchedTexts;
}

/** A goal, how far the attempt has come, and a hint more whenever one is wanted. */
export function ChallengeCard({ course, texts }: ChallengeCardProps) {
  const lab = useLab();
  const learning = useLearning();
  const level = usePage((page) => page.level);
  const manifest = usePage((page) => page.manifest);
  const [copied, setCopied] = useState("");
  const { id, hints, standing } = course;
  if (!manifest) return null;
  const { challenges, records } = manifest.teaching;
  const record = records.find((each) => each.id === id);
  const card = record ?? challenges.find((each) => each.id === id);
  const text = record ? recordText(record, manifest) : texts.challenges[id];
  if (!card || !text) return null;
  const met = standing?.unfit == null ? (standing?.met ?? null) : null;
  const star = met !== null && met.actions <= card.best;
  const next = record ? undefined : challenges[challenges.indexOf(card) + 1];
  const trouble = troubleWith(standing, card.most, card.allows);
  const verdict =
    met === null
      ? ""
      : star
        ? several(
            met.actions,
            "Done with {n} action. That earns the star.",
            "Done with {n} actions. That earns the star.",
          )
        : several(met.actions, "Done with {n} action.", "Done with {n} actions.");
  const told = met ? `${verdict} ${text.done[level]}` : (trouble ?? "");
  return (
    <Card
      name={record ? say`Break it` : say`Challenge`}
      leave={say`Leave the challenge`}
      lang={record ? language() : texts.language}
      title={text.title}
      told={told}
      aside={
        <span className={styles.count}>
          {several(card.most, "{0} of {n} action", "{0} of {n} actions", standing?.actions ?? 0)}
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
                  {several(card.best, "Again, with {n} action", "Again, with {n} actions")}
                </Button>
              )}
              <Button
                onClick={() =>
                  void learning
                    .attemptLink()
                    .then(copy, () => say`It cannot be linked.`)
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
          {record && (
            <Button look="plain" onClick={() => void learning.showRecord(id)}>
              <Play aria-hidden="true" />
              {say`See the search’s run`}
            </Button>
          )}
          {record && !met && (
            <Button look="plain" onClick={() => void lab.findOutWhy(record.rule)}>
              <SearchCode aria-hidden="true" />
              {say`Let the search try`}
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
    return say`This run is no attempt at the challenge: ${standing.unfit}. Start again for one that is.`;
  if (standing.forbidden !== null)
    return allows
      ? say`“${standing.forbidden}” is not allowed here, only ${allows.join(", ")}. Undo it, or start again.`
      : say`“${standing.forbidden}” is not allowed here. Undo it, or start again.`;
  if (standing.actions > most)
    return several(
      most,
      "These were more than {n} action. Undo some, or start again.",
      "These were more than {n} actions. Undo some, or start again.",
    );
  return null;
}

async function copy(hash: string): Promise<string> {
  const link = location.href.replace(/#.*$/, "") + hash;
  try {
    await navigator.clipboard.writeText(link);
    return say`Copied. Whoever opens it has the attempt judged anew.`;
  } catch {
    return say`The browser did not allow copying. The link: ${link}`;
  }
}
