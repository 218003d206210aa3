import { useRun } from "../lab-context.ts";
import styles from "./OverStage.module.css";

/** The numbers worth watching, in the corner of the stage. */
export function Readings() {
  const readings = useRun((run) => run.readings);
  if (readings.length === 0) return null;
  return (
    <dl aria-label="Readings" className={styles.readings}>
      {readings.map((reading) => (
        <div key={reading.id}>
          <dt>{reading.label}</dt>
          <dd data-tone={reading.tone}>
            {reading.value === null ? "–" : number(reading.value)}
            {reading.value !== null && reading.unit !== "" && <span> {reading.unit}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function number(value: number): string {
  return String(Math.abs(value) < 10 ? Number(value.toFixed(1)) : Math.round(value));
}
