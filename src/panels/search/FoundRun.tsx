import { Download, Link, OctagonAlert, Play, Undo2 } from "lucide-react";
import { useState } from "react";
import { say, several } from "../../languages/say.ts";
import { linkTo } from "../../store/address.ts";
import { scriptName } from "../../store/files.ts";
import { MAX_LINK, pack } from "../../store/link.ts";
import type { Searching } from "../../store/searching.ts";
import type { StoryStep, Told } from "../../wire/searching.ts";
import { save } from "../files/save.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { seconds } from "../times.ts";
import styles from "./Search.module.css";
import { useSearch } from "./use-search.ts";

interface FoundRunProps {
  readonly found: Told;
  readonly searching: Searching;
}

/** The bad run: what breaks, told step by step; it plays, and is taken away as a link or a script. */
export function FoundRun({ found, searching }: FoundRunProps) {
  const lab = useLab();
  const search = useSearch();
  const level = usePage((page) => page.level);
  usePage((page) => page.opened);
  const time = useRun((run) => run.time);
  const [told, setTold] = useState("");
  const { story, script, interventions, events } = found;
  const { lesson, progress, took, phase } = searching;
  const explored = progress?.explored ?? null;
  const over = phase === "over";
  const { showing } = search;
  const now = showing ? story.steps.findLastIndex((step) => step.at <= time) : -1;
  const name = scriptName(lesson ?? "netsplit", searching.choices?.seed ?? 1);
  return (
    <section aria-label={say`The bad run`} className={styles.found}>
      <h3>
        <OctagonAlert aria-hidden="true" />
        {found.promised ? say`${found.title} broken` : say`${found.title} lost, not promised here`}
      </h3>
      <p className={styles.verdict}>{found[level]}</p>
      <p className={styles.quiet}>
        {[
          interventions === 0
            ? say`Nothing is done to it`
            : several(interventions, "{n} intervention", "{n} interventions"),
          several(events, "{n} event", "{n} events"),
        ].join(", ")}
        {over && explored
          ? `. ${several(
              explored.runs,
              "Found in {0} s, after {n} run.",
              "Found in {0} s, after {n} runs.",
              (took / 1_000).toFixed(1),
            )}`
          : "."}
      </p>
      <div className={styles.buttons}>
        <Button
          look="act"
          onClick={() => {
            lab.showStage();
            void search.show();
          }}
        >
          <Play aria-hidden="true" />
          {say`Play it`}
        </Button>
        {searching.own && (
          <Button onClick={() => void search.back()}>
            <Undo2 aria-hidden="true" />
            {say`Back to my run`}
          </Button>
        )}
        <Button
          onClick={() =>
            void copyLink(lesson ?? "cap", script).then((sentence) => setTold(sentence))
          }
        >
          <Link aria-hidden="true" />
          {say`Copy link`}
        </Button>
        <Button
          onClick={() => {
            save(name, script);
            setTold(say`Saved as ${name}.`);
          }}
        >
          <Download aria-hidden="true" />
          {say`Save script`}
        </Button>
        {over && interventions > 1 && (
          <Button onClick={() => search.searchOn()}>{say`Search on for a shorter one`}</Button>
        )}
      </div>
      <p role="status" className={styles.quiet}>
        {told}
      </p>
      <h4 id="bad-run-story">{say`What happens`}</h4>
      {story.settings.length > 0 && (
        <p className={styles.quiet}>{say`From the start: ${story.settings.join("; ")}.`}</p>
      )}
      <ol aria-labelledby="bad-run-story" className={styles.story}>
        {story.steps.map((step, i) => (
          <Step
            key={step.event}
            step={step}
            sentence={step[level]}
            current={i === now}
            onShow={() => {
              lab.showStage();
              void search.show(step);
            }}
          />
        ))}
      </ol>
    </section>
  );
}

interface StepProps {
  readonly step: StoryStep;
  readonly sentence: string;
  readonly current: boolean;
  readonly onShow: () => void;
}

function Step({ step, sentence, current, onShow }: StepProps) {
  return (
    <li data-kind={step.kind}>
      <button type="button" aria-current={current ? "step" : undefined} onClick={onShow}>
        <time>{seconds(step.at, 2)}</time>
        <span>
          {sentence}
          {step.line !== undefined && <code>{step.line}</code>}
          {step.source !== undefined && <small>{step.source}</small>}
        </span>
      </button>
    </li>
  );
}

async function copyLink(lesson: string, script: string): Promise<string> {
  const packed = await pack(script);
  if (packed.length > MAX_LINK) {
    return say`This run is too long for a link: save its script instead.`;
  }
  const link = location.href.replace(/#.*$/, "") + linkTo(lesson, packed);
  try {
    await navigator.clipboard.writeText(link);
    return say`Copied. Whoever opens it sees exactly this run.`;
  } catch {
    return say`The browser did not allow copying. The link: ${link}`;
  }
}
