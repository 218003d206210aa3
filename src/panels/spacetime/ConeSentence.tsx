import { say } from "../../languages/say.ts";
import { useLab, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Spacetime.module.css";
import { coneSentence, nameOf } from "./cone-sentence.ts";

/** The event that the diagram lights, and how many events on nodes led to it, follow from it, and neither. */
export interface ConeCounts {
  readonly event: number;
  readonly past: number;
  readonly future: number;
  readonly concurrent: number;
}

/** What the lit cone says, in a sentence. */
export function ConeSentence({ counts }: { readonly counts: ConeCounts | null }) {
  const lab = useLab();
  const row = useRun((run) => (counts ? run.rows.find(counts.event) : null));
  return (
    <div className={styles.sentence}>
      <p role="status">
        {counts && row ? (
          <>
            <strong>{nameOf(row)}</strong>: {coneSentence(counts)}
          </>
        ) : (
          <span className={styles.quiet}>{say`Choose an event to see what led to it.`}</span>
        )}
      </p>
      {counts && row && (
        <>
          <Button small look="chip" onClick={() => lab.askWhy(row.id)}>
            {say`Why?`}
          </Button>
          <Button small look="chip" onClick={() => void lab.visit(row.id)}>
            {say`Go there`}
          </Button>
        </>
      )}
    </div>
  );
}
