import { useState } from "react";
import { numeral, phrase, say, translate } from "../../../languages/say.ts";
import type { Checking } from "../../../store/checking.ts";
import type { Consistency, Operation } from "../../../wire/judging.ts";
import { usePage } from "../../lab-context.ts";
import { Answer } from "../Answer.tsx";
import { chosenOf, proofOf, SIGN } from "../answers.ts";
import { Culprits } from "../Culprits.tsx";
import { Lattice } from "../Lattice.tsx";
import { OperationBars } from "../OperationBars.tsx";
import { Tried } from "../Tried.tsx";
import { consistencyName } from "../words.ts";
import styles from "./Check.module.css";

interface CheckResultProps {
  readonly checking: Checking;
  /** Shows a line of the text, from 1. */
  readonly onLine: (line: number) => void;
}

const HEAD = { yes: phrase("Yes"), no: phrase("No"), unknown: phrase("Not known") } as const;

/** The verdict and what proves it: in a sentence, as lines of the file, as bars, and beside all that could be asked. */
export function CheckResult({ checking, onLine }: CheckResultProps) {
  const level = usePage((page) => page.level);
  const { result, lattice, text } = checking;
  const [asked, ask] = useState<Consistency | null>(null);
  const [shown, setShown] = useState<number | null>(null);
  if (!result) {
    return (
      <section aria-label={say`The verdict`} className={styles.result}>
        <p className={styles.quiet}>
          {say`The verdict comes here: yes with an order that explains everything, no with the operations that prove it, or not known. Never a guess.`}
        </p>
      </section>
    );
  }
  const { verdict, excerpt, took } = result;
  const chosen = chosenOf(lattice ?? [], asked ?? verdict.consistency);
  const pictured =
    asked === null || !chosen ? verdict : (proofOf(lattice ?? [], chosen) ?? chosen.verdict);
  const Sign = SIGN[verdict.answer];
  const name = consistencyName(verdict.consistency);
  const show = (op: Operation): void => {
    setShown(op.id);
    if (op.line !== undefined && op.line > 0) onLine(op.line);
  };
  return (
    <section aria-label={say`The verdict`} className={styles.result}>
      <div role="status">
        <h2 data-answer={verdict.answer}>
          <Sign aria-hidden="true" />
          {translate(HEAD[verdict.answer])}
          <span>
            {verdict.answer === "no" ? say`not ${name}` : name}
            {verdict.anomaly !== undefined && ` (${verdict.anomaly})`}
          </span>
        </h2>
        <p className={styles.sentence}>
          {verdict[level] === ""
            ? verdict.witness
              ? say`One order explains every answer; the numbers on the bars are it.`
              : say`Every answer can be explained.`
            : verdict[level]}
        </p>
      </div>
      {verdict.answer === "no" && (
        <>
          <Culprits verdict={verdict} operations={excerpt.operations} onShow={show} />
          <Lines verdict={verdict} operations={excerpt.operations} text={text} />
          <Tried verdict={verdict} operations={excerpt.operations} />
        </>
      )}
      <div className={styles.bars} role="group" aria-label={say`Operations as bars`}>
        <OperationBars
          operations={excerpt.operations}
          verdict={pictured}
          until={null}
          shown={shown}
          onShow={show}
        />
      </div>
      <p className={styles.quiet}>
        {excerpt.of > excerpt.operations.length &&
          `${say`${excerpt.operations.length} of ${numeral(excerpt.of)} operations are shown.`} `}
        {say`${numeral(verdict.explored)} states looked at in ${(took / 1_000).toFixed(2)} s.`}
      </p>
      {lattice && chosen && lattice.length > 1 && (
        <>
          <h2>{say`All that can be asked of it`}</h2>
          <Lattice lattice={lattice} chosen={chosen.consistency} running={false} onChoose={ask} />
          <Answer
            of={chosen}
            lattice={lattice}
            operations={excerpt.operations}
            running={false}
            onShow={show}
          />
        </>
      )}
    </section>
  );
}

/** The culprits' lines, as they stand in the text. */
function Lines({
  verdict,
  operations,
  text,
}: {
  readonly verdict: NonNullable<Checking["result"]>["verdict"];
  readonly operations: readonly Operation[];
  readonly text: string;
}) {
  const numbers = (verdict.culprits ?? [])
    .map((id) => operations.find((op) => op.id === id)?.line ?? 0)
    .filter((line) => line > 0)
    .toSorted((a, b) => a - b);
  if (numbers.length === 0 || text.length > 1_000_000) return null;
  const lines = text.split("\n");
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre aria-label={say`Their lines`} role="region" tabIndex={0} className={styles.lines}>
      {numbers.map((line) => (
        <span key={line}>
          <b>{line}</b>
          {lines[line - 1]}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}
