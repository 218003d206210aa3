import { say } from "../../languages/say.ts";
import type { Consistency, Standpoint } from "../../wire/judging.ts";
import { SIGN, wordFor } from "./answers.ts";
import styles from "./Lattice.module.css";
import { COLUMNS, heightOf, implicationsIn, placeOf } from "./places.ts";

interface LatticeProps {
  readonly lattice: readonly Standpoint[];
  readonly chosen: Consistency | null;
  /** More may still happen in the history. */
  readonly running: boolean;
  readonly onChoose: (question: Consistency) => void;
}

/** Which consistencies a history has: the strongest on top, lines lead to what each implies. */
export function Lattice({ lattice, chosen, running, onChoose }: LatticeProps) {
  const height = heightOf(lattice);
  return (
    <div className={styles.lattice} style={{ height }}>
      <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {implicationsIn(lattice).map(({ strong, weak, path }) => (
          <path
            key={`${strong.consistency} ${weak.consistency}`}
            d={path}
            data-kept={strong.answer === "yes"}
          />
        ))}
      </svg>
      <ul aria-label={say`Consistency models, the strongest first`}>
        {lattice.map((each) => {
          const { left, top } = placeOf(each);
          const Sign = SIGN[each.answer];
          const word = wordFor(each.answer, each.consistency, running);
          return (
            <li
              key={each.consistency}
              style={{ left: `${left * 100}%`, top, width: `${100 / COLUMNS}%` }}
            >
              <button
                type="button"
                data-answer={each.answer}
                data-consistency={each.consistency}
                aria-pressed={each.consistency === chosen}
                aria-label={`${each.title}: ${word}`}
                onClick={() => onChoose(each.consistency)}
              >
                <span className={styles.title}>{each.title}</span>
                <span className={styles.word}>
                  <Sign aria-hidden="true" />
                  {word}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
