import { say } from "../../languages/say.ts";
import { CauseChain } from "../events/CauseChain.tsx";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { seconds } from "../times.ts";
import styles from "./Inspect.module.css";

/** One moment of the trace: its sentence, and everything that led to it. */
export function EventInspector({ id }: { readonly id: number }) {
  const lab = useLab();
  const level = usePage((page) => page.level);
  const row = useRun((run) => run.rows.find(id));
  if (!row) return <p className={styles.quiet}>{say`This event belongs to another future.`}</p>;
  return (
    <>
      <header className={styles.head}>
        <h2>{row.kind === "note" ? row.label.replaceAll("-", " ") : row.label}</h2>
        <span className={styles.badge}>{seconds(row.time)}</span>
      </header>
      <p>
        {row[level]} {row.source !== undefined && <small>{row.source}</small>}
      </p>
      <div className={styles.buttons}>
        <Button small onClick={() => void lab.visit(id)}>
          {say`Go to this moment`}
        </Button>
        {row.node !== null && (
          <Button small onClick={() => lab.select({ is: "node", id: row.node ?? "" })}>
            {say`Look inside ${row.node}`}
          </Button>
        )}
      </div>
      <section>
        <h3>{say`Why`}</h3>
        <CauseChain event={id} />
      </section>
    </>
  );
}
