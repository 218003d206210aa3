import { Check, CircleHelp, X } from "lucide-react";
import { lazy, Suspense } from "react";
import type { VerdictFrame } from "../../wire/frame.ts";
import type { PromiseCard } from "../../wire/manifest.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { seconds } from "../times.ts";
import styles from "./Verdicts.module.css";
import { say } from "../../languages/say.ts";

const RunLattice = lazy(() =>
  import("../judging/RunLattice.tsx").then((file) => ({ default: file.RunLattice })),
);

/** What the system promises, whether it has kept it so far, and what proves that it has not. */
export function Verdicts() {
  const promises = usePage((page) => page.manifest?.promises) ?? [];
  const verdicts = useRun((run) => run.verdicts);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={say`Verdicts`} tabIndex={0} className={styles.verdicts}>
      <p className={styles.quiet}>{say`Judges check every promise after every step of the run.`}</p>
      <ul>
        {promises.map((promise) => (
          <Verdict
            key={promise.id}
            promise={promise}
            verdict={verdicts.find((each) => each.id === promise.id) ?? null}
          />
        ))}
      </ul>
      <Suspense fallback={null}>
        <RunLattice />
      </Suspense>
      <Counters />
    </div>
  );
}

const WORDS = {
  holds: { word: "kept so far", icon: Check },
  violated: { word: "broken", icon: X },
  unknown: { word: "not known yet", icon: CircleHelp },
} as const;

interface VerdictProps {
  readonly promise: PromiseCard;
  readonly verdict: VerdictFrame | null;
}

function Verdict({ promise, verdict }: VerdictProps) {
  const lab = useLab();
  const level = usePage((page) => page.level);
  const rows = usePage((page) => page.shown.rows);
  const finding = verdict?.finding ?? { verdict: "unknown" as const };
  const { word, icon: Icon } = WORDS[finding.verdict];
  const promised = verdict?.promised ?? true;
  const events = (finding.events ?? []).slice(0, 8);
  return (
    <li data-verdict={finding.verdict} data-promised={promised}>
      <h2>
        <Icon aria-hidden="true" />
        {promise.title}
        <span className={styles.word}>{promised ? word : say`${word}, not promised`}</span>
      </h2>
      <p>
        {promise.simple} {level === "expert" && <small>{promise.source}</small>}
      </p>
      {!promised && (
        <p
          className={styles.quiet}
        >{say`Under the present settings the system does not promise this.`}</p>
      )}
      {finding[level] !== undefined && <p className={styles.finding}>{finding[level]}</p>}
      {events.length > 0 && (
        <div role="group" aria-label={say`What proves it`} className={styles.evidence}>
          {events.map((event) => {
            const row = rows.find(event);
            return (
              <Button
                key={event}
                small
                title={row?.[level] ?? say`Show this event`}
                onClick={() => void lab.visit(event)}
              >
                {say`Show ${row ? `${row.label} · ${seconds(row.time)}` : `event ${event}`}`}
              </Button>
            );
          })}
          <Button small look="plain" onClick={() => lab.askWhy(events.at(-1)!)}>
            {say`Why?`}
          </Button>
        </div>
      )}
    </li>
  );
}

function Counters() {
  const counters = useRun((run) => run.counters);
  const entries = Object.entries(counters);
  if (entries.length === 0) return null;
  return (
    <section>
      <h2>{say`Counted so far`}</h2>
      <dl>
        {entries.map(([name, count]) => (
          <div key={name}>
            <dt>{name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()}</dt>
            <dd>{count.toLocaleString("en")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
