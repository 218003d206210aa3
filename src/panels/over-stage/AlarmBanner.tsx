import { OctagonAlert, TriangleAlert } from "lucide-react";
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
  if (!alarm) return null;
  const broken = brokenPromise(run);
  const title = promises.find((promise) => promise.id === broken?.id)?.title;
  const accused = accusedBy(run);
  const violation = alarm.kind === "violation";
  const Icon = violation ? OctagonAlert : TriangleAlert;
  return (
    <section role="alert" className={styles.banner}>
      <h2>
        <Icon aria-hidden="true" />
        {violation
          ? `Promise broken${title === undefined ? "" : `: ${title}`}`
          : "A machine failed"}
      </h2>
      <p>{alarm[level]}</p>
      {accused.length > 0 && <p className={styles.accused}>It shows at {accused.join(", ")}.</p>}
      <div className={styles.buttons}>
        <Button look="act" onClick={() => lab.askWhy(alarm.event)}>
          Why?
        </Button>
        <Button onClick={() => void lab.step(-1)}>Step back before it</Button>
        <Button onClick={() => lab.play()}>Go on</Button>
      </div>
    </section>
  );
}
