import { useRun } from "../lab-context.ts";
import styles from "./OverStage.module.css";

/** More than this do not fit in the corner without covering a node. */
const IN_THE_CORNER = 3;

/** The numbers worth watching: a few in the corner of the stage, many in a line above it. */
export function Readings() {
  const all = useRun((run) => run.readings);
  if (all.length === 0) return null;
  const many = all.length > IN_THE_CORNER;
  // In a line that wraps, what is not measured yet only takes room.
  const readings = many ? all.filter((reading) => reading.value !== null) : all;
  return (
    <dl aria-label="Readings" className={many ? styles.line : styles.readings}>
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
