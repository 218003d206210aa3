import { lazy, Suspense } from "react";
import { useStore } from "zustand";
import { say } from "../../languages/say.ts";
import { useLab, usePage, usePhase } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./OverStage.module.css";

const LessonsList = lazy(() =>
  import("../header/LessonsDrawer.tsx").then((file) => ({ default: file.LessonsList })),
);

/** What stands in the stage's place while there is nothing to show on it, and the way on. */
export function Cover() {
  const lab = useLab();
  const phase = usePhase();
  const why = useStore(lab.playback.store, (state) => state.why);
  const lesson = usePage((page) => page.lesson);
  const known = usePage((page) => page.card !== null);
  const drawn = usePage((page) => page.manifest !== null);
  if (phase === "failed" && !known) {
    return (
      <div role="alert" data-solid="true" className={styles.cover}>
        <p>{say`There is no lesson “${lesson}” yet. These are there:`}</p>
        <div>
          <Suspense fallback={null}>
            <LessonsList />
          </Suspense>
        </div>
      </div>
    );
  }
  if (phase === "failed") {
    return (
      <div role="alert" data-solid="true" className={styles.cover}>
        <p>{why}</p>
        <Button look="act" onClick={() => void lab.reload()}>
          {say`Reload the lesson`}
        </Button>
      </div>
    );
  }
  if (drawn) return null;
  return (
    <div role="status" className={styles.cover}>
      <p>{say`Setting the stage…`}</p>
    </div>
  );
}
