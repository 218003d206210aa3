import { say } from "../../languages/say.ts";
import styles from "./OfCrowd.module.css";

interface OfCrowdProps {
  readonly shown: number;
  readonly all: number;
}

/** Says that a table or a diagram shows some of a crowd only; nothing where it shows all. */
export function OfCrowd({ shown, all }: OfCrowdProps) {
  if (shown >= all) return null;
  return (
    <small
      className={styles.few}
    >{say`${shown} of ${all} nodes are listed. Any of them can be chosen on the stage.`}</small>
  );
}
