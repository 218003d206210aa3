import { usePhase } from "../panels/lab-context.ts";
import { AlarmBanner } from "../panels/over-stage/AlarmBanner.tsx";
import { Cover } from "../panels/over-stage/Cover.tsx";
import { Legend } from "../panels/over-stage/Legend.tsx";
import { Readings } from "../panels/over-stage/Readings.tsx";
import { Toaster } from "../panels/over-stage/Toaster.tsx";
import { InHand } from "../panels/toolbar/InHand.tsx";
import styles from "./App.module.css";
import { StageView } from "./StageView.tsx";

/** The stage with what lies over it. */
export function StageBox({ legend = true }: { readonly legend?: boolean }) {
  const phase = usePhase();
  return (
    <>
      <AlarmBanner />
      <div id="stage" aria-busy={phase === "loading"} tabIndex={-1} className={styles.stageBox}>
        <Readings />
        <StageView />
        <InHand />
        {legend && <Legend />}
        <Cover />
        <Toaster />
      </div>
    </>
  );
}
