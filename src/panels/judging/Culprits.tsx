import { say } from "../../languages/say.ts";
import type { Operation, Verdict } from "../../wire/judging.ts";
import { Button } from "../parts/Button.tsx";
import { seconds } from "../times.ts";
import styles from "./Answer.module.css";
import { deed, ending, nameOf } from "./words.ts";

interface CulpritsProps {
  readonly verdict: Verdict;
  readonly operations: readonly Operation[];
  readonly onShow: (op: Operation) => void;
}

/** The operations that together have no order, numbered as in the picture. */
export function Culprits({ verdict, operations, onShow }: CulpritsProps) {
  const culprits = (verdict.culprits ?? []).flatMap(
    (id) => operations.find((op) => op.id === id) ?? [],
  );
  return (
    <ol aria-label={say`Operations that prove it`} className={styles.culprits}>
      {culprits.map((op) => (
        <li key={op.id}>
          <Button small title={say`Show this operation`} onClick={() => onShow(op)}>
            <strong>{nameOf(op.process)}</strong>
            <span className={styles.deed}>{deed(op)}</span>
            {ending(op) !== "" && <em>{ending(op)}</em>}
            <small>{whereabouts(op)}</small>
          </Button>
        </li>
      ))}
    </ol>
  );
}

/** When it was, or on which line. */
function whereabouts(op: Operation): string {
  if (op.line !== undefined && op.line > 0) return say`line ${op.line}`;
  return op.time ? seconds(op.time.returned ?? op.time.called) : "";
}
