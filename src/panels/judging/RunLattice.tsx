import { say, several } from "../../languages/say.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Answer } from "./Answer.tsx";
import { chosenOf } from "./answers.ts";
import { Lattice } from "./Lattice.tsx";
import styles from "./RunLattice.module.css";
import { useRunJudge } from "./use-run-judge.ts";

/** Which consistency models the run's history has so far, as its operations complete. */
export function RunLattice() {
  const lab = useLab();
  const { standing, failed } = useRunJudge();
  const question = usePage((page) => page.question);
  const lattice = standing?.lattice ?? [];
  const chosen = chosenOf(lattice, question);
  return (
    <section aria-label={say`Consistency of this run`} className={styles.run}>
      <h2>
        {say`What clients saw`}
        <span>
          {standing && several(standing.completed, "after {n} operation", "after {n} operations")}
        </span>
      </h2>
      {failed !== null && <p className={styles.quiet}>{failed}</p>}
      {failed === null && standing?.completed === 0 && (
        <p className={styles.quiet}>
          {say`No client has had an answer yet. Which consistency models a run has shows in what clients are told.`}
        </p>
      )}
      {standing && chosen && standing.completed > 0 && (
        <>
          <Lattice
            lattice={lattice}
            chosen={chosen.consistency}
            running
            onChoose={(next) => lab.ask(next)}
          />
          <Answer
            of={chosen}
            lattice={lattice}
            operations={standing.excerpt.operations}
            running
            onShow={({ time }) => {
              if (!time) return;
              lab.pause();
              void lab.seek(time.returned ?? time.called);
            }}
          />
          <Button
            small
            className={styles.open ?? ""}
            onClick={() => lab.showProof(chosen.consistency)}
          >
            {say`Show the operations as bars`}
          </Button>
        </>
      )}
    </section>
  );
}
