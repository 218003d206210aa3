import { say } from "../../languages/say.ts";
import { usePage } from "../lab-context.ts";
import type { Operation, Standpoint } from "../../wire/judging.ts";
import { provenBy, SIGN, wordFor } from "./answers.ts";
import styles from "./Answer.module.css";
import { Culprits } from "./Culprits.tsx";

interface AnswerProps {
  readonly of: Standpoint;
  readonly lattice: readonly Standpoint[];
  readonly operations: readonly Operation[];
  readonly running: boolean;
  /** Shows one of the operations that prove it. */
  readonly onShow: (op: Operation) => void;
}

/** What one consistency means, whether the history has it, and what proves that it has not. */
export function Answer({ of, lattice, operations, running, onShow }: AnswerProps) {
  const level = usePage((page) => page.level);
  const Sign = SIGN[of.answer];
  const proof = of.verdict === null && of.answer === "no" ? provenBy(lattice, of) : null;
  const verdict = of.verdict ?? proof?.verdict ?? null;
  return (
    <section aria-label={say`${of.title}, the answer`} className={styles.answer}>
      <h3 data-answer={of.answer}>
        <Sign aria-hidden="true" />
        {of.title}
        <span>{wordFor(of.answer, of.consistency, running)}</span>
      </h3>
      <p>
        {of[level]} <small>{of.source}</small>
      </p>
      {of.answer === "yes" && of.verdict === null && (
        <p className={styles.quiet}>{say`It follows from something stronger that holds.`}</p>
      )}
      {proof && (
        <p className={styles.quiet}>{say`It would imply “${proof.title}”, and that is broken:`}</p>
      )}
      {verdict !== null && verdict[level] !== "" && (
        <p className={styles.finding} data-answer={verdict.answer}>
          {verdict[level]}
          {verdict.anomaly !== undefined && level === "expert" && (
            <small> {say`Anomaly: ${verdict.anomaly}.`}</small>
          )}
        </p>
      )}
      {verdict?.answer === "no" && (
        <Culprits verdict={verdict} operations={operations} onShow={onShow} />
      )}
    </section>
  );
}
