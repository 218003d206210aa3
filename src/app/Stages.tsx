import { lazy, Suspense } from "react";
import { useStore } from "zustand";
import { useLab, usePage } from "../panels/lab-context.ts";
import { Legend } from "../panels/over-stage/Legend.tsx";
import { ReadingsOf } from "../panels/over-stage/Readings.tsx";
import styles from "./App.module.css";
import { CompanionView } from "./CompanionView.tsx";
import type { Companion } from "../store/companion.ts";
import { StageBox } from "./StageBox.tsx";

const CompareTable = lazy(() =>
  import("../panels/compare/CompareTable.tsx").then((file) => ({ default: file.CompareTable })),
);

/** The stage, alone or beside another run. */
export function Stages() {
  const lab = useLab();
  const compared = usePage((page) => page.compared);
  const { companion } = lab;
  if (!compared || !companion) return <StageBox />;
  return (
    <>
      <div className={styles.beside}>
        <section aria-label={compared.left} className={styles.side}>
          <h2>{compared.left}</h2>
          <StageBox legend={false} />
        </section>
        <section aria-label={compared.right} className={styles.side}>
          <h2>{compared.right}</h2>
          <div className={styles.stageBox}>
            <CompanionReadings companion={companion} />
            <CompanionView companion={companion} />
          </div>
        </section>
      </div>
      <Legend />
      <Suspense fallback={null}>
        <CompareTable compared={compared} companion={companion} />
      </Suspense>
    </>
  );
}

function CompanionReadings({ companion }: { readonly companion: Companion }) {
  return <ReadingsOf readings={useStore(companion.shown, (run) => run.readings)} />;
}
