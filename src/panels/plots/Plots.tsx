import { useEffect, useState } from "react";
import { say } from "../../languages/say.ts";
import type { Plot } from "../../wire/plots.ts";
import { useLab, useRun } from "../lab-context.ts";
import { Curves } from "./Curves.tsx";
import styles from "./Plots.module.css";

/** What the run's meters have measured, as curves beside what was published. */
export function Plots() {
  const plots = usePlots();
  if (!plots) return null;
  if (plots.length === 0)
    return <p className={styles.quiet}>{say`Nothing is measured as a curve here.`}</p>;
  return (
    <div
      role="region"
      aria-label={say`Curves`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles.plots}
    >
      {plots.map((plot) => (
        <Curves key={plot.id} plot={plot} />
      ))}
    </div>
  );
}

/** Asked for again whenever the run has gone on; null before the first answer. */
function usePlots(): readonly Plot[] | null {
  const lab = useLab();
  const number = useRun((run) => run.number);
  const [plots, setPlots] = useState<readonly Plot[] | null>(null);
  useEffect(() => {
    void lab.plots().then((answer) => {
      setPlots(answer);
    });
  }, [lab, number]);
  return plots;
}
