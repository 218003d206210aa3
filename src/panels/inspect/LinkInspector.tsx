import { Scissors, Undo2 } from "lucide-react";
import { isCut } from "../../store/scripts.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Segmented } from "../parts/Segmented.tsx";
import styles from "./Inspect.module.css";
import { Setting } from "./Setting.tsx";

interface Ends {
  readonly from: string;
  readonly to: string;
}

/** A link: both directions, each with its own troubles. */
export function LinkInspector({ from, to }: Ends) {
  const lab = useLab();
  const links = usePage((page) => page.manifest?.links) ?? [];
  const run = usePage((page) => page.shown);
  const exists = (a: string, b: string): boolean =>
    links.some((link) => link.from === a && link.to === b);
  const cut = isCut(run, from, to) && isCut(run, to, from);
  return (
    <>
      <header className={styles.head}>
        <h2>
          {from} – {to}
        </h2>
        {cut && (
          <span className={styles.status} data-status="crashed">
            cut
          </span>
        )}
      </header>
      <div className={styles.buttons}>
        <Button small onClick={() => void lab.tryTo(`cut ${from}-${to}`)}>
          <Scissors aria-hidden="true" />
          Cut both ways
        </Button>
        <Button small onClick={() => void lab.tryTo(`heal ${from}-${to}`)}>
          <Undo2 aria-hidden="true" />
          Heal both ways
        </Button>
      </div>
      {exists(from, to) && <Direction from={from} to={to} />}
      {exists(to, from) && <Direction from={to} to={from} />}
    </>
  );
}

function Direction({ from, to }: Ends) {
  const lab = useLab();
  const run = usePage((page) => page.shown);
  const link = `${from}>${to}`;
  const cut = isCut(run, from, to);
  const held =
    run.network.holdAll || run.network.held.some((each) => each.from === from && each.to === to);
  const is = run.network.conditions.find((each) => each.from === from && each.to === to);
  const act = (line: string): void => void lab.tryTo(line);
  const percent = (share: number | undefined): string => `${+((share ?? 0) * 100).toFixed(4)}%`;
  const share = (value: string): string => (value.endsWith("%") ? value : `${value}%`);
  return (
    <section>
      <h3>
        {from} → {to} {cut && <small className={styles.bad}>cut</small>}
      </h3>
      <div className={`${styles.settings} ${styles.three}`}>
        <Setting
          label="Takes"
          value={is?.latency ?? ""}
          hint="40ms..60ms"
          onSet={(value) => act(`latency ${link} ${value}`)}
        />
        <Setting
          label="Loses"
          value={percent(is?.loss)}
          hint="5%"
          onSet={(value) => act(`loss ${link} ${share(value)}`)}
        />
        <Setting
          label="Doubles"
          value={percent(is?.duplication)}
          hint="5%"
          onSet={(value) => act(`duplication ${link} ${share(value)}`)}
        />
        <Segmented
          name="Order"
          showName
          choices={[
            { value: "any", label: "may overtake" },
            { value: "fifo", label: "as sent" },
          ]}
          value={is?.order ?? "any"}
          onChange={(order) => act(`order ${link} ${order}`)}
        />
      </div>
      <div className={styles.buttons}>
        <Button small onClick={() => act(`${cut ? "heal" : "cut"} ${link}`)}>
          {cut ? "Heal this way" : "Cut this way"}
        </Button>
        <Button
          small
          title="Held messages wait at their end until a hand delivers them"
          onClick={() => act(`${held ? "release" : "hold"} ${link}`)}
        >
          {held ? "Release what is held" : "Hold messages"}
        </Button>
      </div>
    </section>
  );
}
