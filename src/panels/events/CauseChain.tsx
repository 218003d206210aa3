import { say, several } from "../../languages/say.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { seconds } from "../times.ts";
import styles from "./Events.module.css";

/** Longer chains show their ends; the middle opens by walking. */
const LONGEST = 200;

/** Everything that led to an event, back to the beginning; every line leads to its moment. */
export function CauseChain({ event }: { readonly event: number }) {
  const lab = useLab();
  const level = usePage((page) => page.level);
  const rows = useRun((run) => run.rows);
  const chain = rows.chain(event);
  const shown = chain.slice(0, LONGEST);
  return (
    <ol className={styles.chain}>
      {shown.map((row, at) => (
        <li key={row.id}>
          <button type="button" onClick={() => void lab.visit(row.id)}>
            <span className={styles.time}>{seconds(row.time)}</span>
            <span>
              {at > 0 && <em>{say`because`} </em>}
              {row[level] || `${row.node ?? ""} ${row.label}`}
            </span>
          </button>
        </li>
      ))}
      <li className={styles.beginning}>
        {chain.length > LONGEST
          ? several(
              chain.length - LONGEST,
              "and {n} step more, back to the beginning",
              "and {n} steps more, back to the beginning",
            )
          : say`and so it began`}
      </li>
    </ol>
  );
}
