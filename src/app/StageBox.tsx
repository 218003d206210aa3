import { lazy, Suspense } from "react";
import { usePage, usePhase } from "../panels/lab-context.ts";
import { AlarmBanner } from "../panels/over-stage/AlarmBanner.tsx";
import { Cover } from "../panels/over-stage/Cover.tsx";
import { Legend } from "../panels/over-stage/Legend.tsx";
import { Readings } from "../panels/over-stage/Readings.tsx";
import { Toaster } from "../panels/over-stage/Toaster.tsx";
import { InHand } from "../panels/toolbar/InHand.tsx";
import styles from "./App.module.css";
import { StageView } from "./StageView.tsx";

const StageMenu = lazy(() =>
  import("../panels/menu/StageMenu.tsx").then((file) => ({ default: file.StageMenu })),
);

/** The stage with what lies over it. */
export function StageBox({ legend = true }: { readonly legend?: boolean }) {
  const phase = usePhase();
  const menu = usePage((page) => page.menu !== null);
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
        <Suspense fallback={null}>{menu && <StageMenu />}</Suspense>
      </div>
    </>
  );
}
