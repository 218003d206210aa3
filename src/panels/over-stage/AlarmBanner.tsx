import { OctagonAlert, TriangleAlert } from "lucide-react";
import { say } from "../../languages/say.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { accusedBy, brokenPromise } from "./accused.ts";
import styles from "./OverStage.module.css";

/** Why the run has stopped by itself, and the ways on. */
export function AlarmBanner() {
  const lab = useLab();
  const alarm = useRun((run) => run.alarm);
  const run = usePage((page) => page.shown);
  const level = usePage((page) => page.level);
  const promises = usePage((page) => page.manifest?.promises) ?? [];
  const alone = usePage((page) => page.presenter || page.embed !== null);
  if (!alarm) return null;
  const broken = brokenPromise(run);
  const title = promises.find((promise) => promise.id === broken?.id)?.title;
  const accused = accusedBy(run);
  const violation = alarm.kind === "violation";
  const Icon = violation ? OctagonAlert : TriangleAlert;
  const head = violation
    ? title === undefined
      ? say`Promise broken.`
      : say`Promise broken: ${title}.`
    : say`A machine failed.`;
  // The log's line says which promise it was; here the heading does.
  const sentence = alarm[level].startsWith(`${head} `)
    ? alarm[level].slice(head.length + 1)
    : alarm[level];
  return (
    <section role="alert" aria-label={say`The run has stopped`} className={styles.banner}>
      <Icon aria-hidden="true" />
      <p>
        <strong>{head}</strong> {sentence}{" "}
        {accused.length > 0 && (
          <span className={styles.accused}>{say`See ${accused.join(", ")}.`}</span>
        )}
      </p>
      <div className={styles.buttons}>
        {!alone && (
          <Button look="act" small onClick={() => lab.askWhy(alarm.event)}>
            {say`Why?`}
          </Button>
        )}
        {!alone && broken?.id === "linearizable" && (
          <Button small onClick={() => lab.showProof("linearizable")}>
            {say`Show the proof`}
          </Button>
        )}
        <Button small onClick={() => void lab.step(-1)}>
          {say`Step back before it`}
        </Button>
        <Button small onClick={() => lab.play()}>
          {say`Go on`}
        </Button>
      </div>
    </section>
  );
}
