import { say } from "../../languages/say.ts";
import { useRun } from "../lab-context.ts";
import styles from "./VerdictsLabel.module.css";

/** A dot on the tab when a promise is broken. */
export function VerdictsLabel() {
  const broken = useRun((run) =>
    run.verdicts.some((each) => each.promised && each.finding.verdict === "violated"),
  );
  return (
    <>
      {say`Verdicts`}
      {broken && (
        <span className={styles.dot}>
          <span className="hidden">{`, ${say`a promise is broken`}`}</span>
        </span>
      )}
    </>
  );
}
