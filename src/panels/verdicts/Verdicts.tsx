import { Check, CircleHelp, X } from "lucide-react";
import { lazy, Suspense } from "react";
import { numeral, phrase, say, translate } from "../../languages/say.ts";
import type { VerdictFrame } from "../../wire/frame.ts";
import type { PromiseCard } from "../../wire/manifest.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { seconds } from "../times.ts";
import styles from "./Verdicts.module.css";

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

const ICONS = { holds: Check, violated: X, unknown: CircleHelp } as const;

function wordOf(verdict: keyof typeof ICONS, promised: boolean): string {
  return {
    holds: promised ? say`kept so far` : say`kept so far, not promised`,
    violated: promised ? say`broken` : say`broken, not promised`,
    unknown: promised ? say`not known yet` : say`not known yet, not promised`,
  }[verdict];
}

interface VerdictProps {
  readonly promise: PromiseCard;
  readonly verdict: VerdictFrame | null;
}

function Verdict({ promise, verdict }: VerdictProps) {
  const lab = useLab();
  const level = usePage((page) => page.level);
  const rows = usePage((page) => page.shown.rows);
  const finding = verdict?.finding ?? { verdict: "unknown" as const };
  const Icon = ICONS[finding.verdict];
  const promised = verdict?.promised ?? true;
  const events = (finding.events ?? []).slice(0, 8);
  return (
    <li data-verdict={finding.verdict} data-promised={promised}>
      <h2>
        <Icon aria-hidden="true" />
        {promise.title}
        <span className={styles.word}>{wordOf(finding.verdict, promised)}</span>
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
                {row ? say`Show ${row.label} · ${seconds(row.time)}` : say`Show event ${event}`}
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

/** What is counted, in words where its name is none that everybody reads. */
const COUNTED: Readonly<Record<string, string>> = {
  sent: phrase("sent"),
  delivered: phrase("delivered"),
  lost: phrase("lost"),
  cut: phrase("cut"),
  refused: phrase("refused"),
  timers: phrase("timers"),
  calls: phrase("calls"),
  returns: phrase("returns"),
  ok: phrase("ok"),
  failed: phrase("failed"),
  unknown: phrase("unknown"),
  latency: phrase("latency"),
  bytes: phrase("bytes"),
};

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
            <dt>{translate(COUNTED[name] ?? name)}</dt>
            <dd>{numeral(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
