import { useState } from "react";
import type { TraceRow } from "../../wire/frame.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Mark } from "../parts/Mark.tsx";
import { brief, seconds, written } from "../times.ts";
import styles from "./Inspect.module.css";

/** A message: what it says, where it is, and what hands can do to it while it is on its way. */
export function MessageInspector({ id }: { readonly id: number }) {
  const lab = useLab();
  const flight = useRun((run) => run.flights.get(id));
  const time = useRun((run) => run.time);
  const [delay, setDelay] = useState(200_000);
  if (!flight) return <Gone id={id} />;
  const { view, from, to, waits } = flight;
  const act = (line: string) => () => void lab.tryTo(line);
  return (
    <>
      <header className={styles.head}>
        <Mark tone={view.tone} glyph={view.glyph} />
        <h2>{view.label}</h2>
        <span className={styles.badge}>m{id}</span>
      </header>
      <dl className={styles.fields}>
        <div>
          <dt>from, to</dt>
          <dd>
            {from} → {to}
          </dd>
        </div>
        <div>
          <dt>sent</dt>
          <dd>{seconds(flight.sent)}</dd>
        </div>
        <div>
          <dt>{waits === null ? "arrives" : "waits for"}</dt>
          <dd>
            {waits === null
              ? `${seconds(flight.arrives)} (in ${brief(Math.max(0, flight.arrives - time))})`
              : waits === "hand"
                ? "your hand"
                : to}
          </dd>
        </div>
      </dl>
      <div role="group" aria-label="Act on this message" className={styles.buttons}>
        <Button small onClick={act(`deliver m${id}`)}>
          Deliver now
        </Button>
        <Button small onClick={act(`drop m${id}`)}>
          Drop
        </Button>
        <Button small onClick={act(`duplicate m${id}`)}>
          Duplicate
        </Button>
        <Button small onClick={act(`delay m${id} ${written(delay)}`)}>
          Delay by
        </Button>
        <select
          aria-label="How long to delay it"
          value={delay}
          onChange={(event) => setDelay(Number(event.target.value))}
        >
          {[50_000, 100_000, 200_000, 500_000, 1_000_000].map((each) => (
            <option key={each} value={each}>
              {brief(each)}
            </option>
          ))}
        </select>
      </div>
      <section>
        <h3>It says</h3>
        <dl className={styles.fields}>
          {view.fields.map((field) => (
            <div key={field.name}>
              <dt>{field.name}</dt>
              <dd>{field.value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <div className={styles.buttons}>
        <Button small onClick={() => lab.askWhy(flight.cause)}>
          Why was it sent?
        </Button>
      </div>
    </>
  );
}

/** A message that is no longer on its way: what became of it, and the way back to it. */
function Gone({ id }: { readonly id: number }) {
  const lab = useLab();
  const rows = usePage((page) => page.shown.rows);
  const level = usePage((page) => page.level);
  const about: TraceRow[] = rows.all.filter((row) => row.message === id);
  const last = about.at(-1);
  if (!last) return <p className={styles.quiet}>Message m{id} is not on its way now.</p>;
  return (
    <>
      <header className={styles.head}>
        <h2>{about[0]?.label}</h2>
        <span className={styles.badge}>m{id}</span>
      </header>
      <ol className={styles.story}>
        {about.map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => void lab.visit(row.id)}>
              <span className={styles.number}>{seconds(row.time)}</span>
              {row[level] || row.label}
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
