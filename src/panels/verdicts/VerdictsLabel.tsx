import { useRun } from "../lab-context.ts";
import styles from "./VerdictsLabel.module.css";

/** A dot on the tab when a promise is broken. */
export function VerdictsLabel() {
  const broken = useRun((run) =>
    run.verdicts.some((each) => each.promised && each.finding.verdict === "violated"),
  );
  return (
    <>
      Verdicts
      {broken && (
        <span className={styles.dot}>
          <span className="hidden">, a promise is broken</span>
        </span>
      )}
    </>
  );
}
