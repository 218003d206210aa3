import { useState } from "react";
import { say } from "../../languages/say.ts";
import { actsOn } from "../../store/acts.ts";
import type { FlightFrame, TraceRow } from "../../wire/frame.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Mark } from "../parts/Mark.tsx";
import { brief, seconds, written } from "../times.ts";
import { Acts } from "./Acts.tsx";
import { Amount } from "./Amount.tsx";
import styles from "./Inspect.module.css";

/** A message: what it says, where it is, and what hands can do to it while it is on its way. */
export function MessageInspector({ id }: { readonly id: number }) {
  const lab = useLab();
  const flight = useRun((run) => run.flights.get(id));
  const time = useRun((run) => run.time);
  const [delay, setDelay] = useState(200_000);
  const run = usePage((page) => page.shown);
  const manifest = usePage((page) => page.manifest);
  if (!flight) return <Gone id={id} />;
  const { view, from, to, waits } = flight;
  const far = Math.round(shareOf(flight, time) * 100);
  return (
    <>
      <header className={styles.head}>
        <Mark tone={view.tone} glyph={view.glyph} />
        <h2>{view.label}</h2>
        <span className={styles.badge}>m{id}</span>
      </header>
      <dl className={styles.fields}>
        <div>
          <dt>{say`from, to`}</dt>
          <dd>
            {from} → {to}
          </dd>
        </div>
        <div>
          <dt>{say`sent`}</dt>
          <dd>{seconds(flight.sent)}</dd>
        </div>
        <div>
          <dt>{waits === null ? say`arrives` : say`waits for`}</dt>
          <dd>
            {waits === null
              ? say`${seconds(flight.arrives)} (in ${brief(Math.max(0, flight.arrives - time))})`
              : waits === "hand"
                ? say`your hand`
                : to}
          </dd>
        </div>
      </dl>
      {waits !== "node" && (
        <div className={styles.amounts}>
          <Amount
            label={say`How far`}
            text={`${far}%`}
            hint="40%"
            onText={(text) =>
              void lab.tryTo(`move m${id} ${text.endsWith("%") ? text : `${text}%`}`)
            }
            min={0}
            max={100}
            step={1}
            value={far}
            write={asShare}
          />
        </div>
      )}
      <Acts
        name={say`Act on this message`}
        acts={manifest ? actsOn({ is: "message", id }, run, manifest) : []}
      />
      <div role="group" aria-label={say`Delay this message`} className={styles.buttons}>
        <Button small onClick={() => void lab.tryTo(`delay m${id} ${written(delay)}`)}>
          {say`Delay by`}
        </Button>
        <select
          aria-label={say`How long to delay it`}
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
        <h3>{say`It says`}</h3>
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
          {say`Why was it sent?`}
        </Button>
      </div>
    </>
  );
}

const asShare = (value: number): string => `${value}%`;

/** How far along its link a message is, 0 to 1. */
function shareOf({ progress, since, arrives, waits }: FlightFrame, time: number): number {
  if (waits !== null) return 1;
  const span = arrives - since;
  const gone = span <= 0 ? 1 : Math.max(0, Math.min(1, (time - since) / span));
  return progress + (1 - progress) * gone;
}

/** A message that is no longer on its way: what became of it, and the way back to it. */
function Gone({ id }: { readonly id: number }) {
  const lab = useLab();
  const rows = usePage((page) => page.shown.rows);
  const level = usePage((page) => page.level);
  const about: TraceRow[] = rows.all.filter((row) => row.message === id);
  const last = about.at(-1);
  if (!last) return <p className={styles.quiet}>{say`Message m${id} is not on its way now.`}</p>;
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
