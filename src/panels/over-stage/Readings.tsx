import { say } from "../../languages/say.ts";
import type { Run } from "../../store/run.ts";
import { useRun } from "../lab-context.ts";
import styles from "./OverStage.module.css";

/** More than this do not fit in the corner without covering a node. */
const IN_THE_CORNER = 3;

/** The numbers worth watching of the run on the stage. */
export function Readings() {
  return <ReadingsOf readings={useRun((run) => run.readings)} />;
}

/** A few in the corner of the stage, many in a line above it. */
export function ReadingsOf({ readings: all }: { readonly readings: Run["readings"] }) {
  if (all.length === 0) return null;
  const many = all.length > IN_THE_CORNER;
  // In a line that wraps, what is not measured yet only takes room.
  const readings = many ? all.filter((reading) => reading.value !== null) : all;
  return (
    <dl aria-label={say`Readings`} className={many ? styles.line : styles.readings}>
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
