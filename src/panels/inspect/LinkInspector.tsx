import { Scissors, Undo2 } from "lucide-react";
import { say } from "../../languages/say.ts";
import { linked } from "../../wire/manifest.ts";
import { isCut } from "../../store/scripts.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Direction } from "./Direction.tsx";
import styles from "./Inspect.module.css";

interface Ends {
  readonly from: string;
  readonly to: string;
}

/** A link: both directions, each with its own troubles. */
export function LinkInspector({ from, to }: Ends) {
  const lab = useLab();
  const links = usePage((page) => page.manifest?.links) ?? [];
  const run = usePage((page) => page.shown);
  const exists = (a: string, b: string): boolean => linked({ links }, a, b);
  const cut = isCut(run, from, to) && isCut(run, to, from);
  return (
    <>
      <header className={styles.head}>
        <h2>
          {from} – {to}
        </h2>
        {cut && (
          <span className={styles.status} data-status="crashed">
            {say`cut`}
          </span>
        )}
      </header>
      <div className={styles.buttons}>
        <Button small onClick={() => void lab.tryTo(`cut ${from}-${to}`)}>
          <Scissors aria-hidden="true" />
          {say`Cut both ways`}
        </Button>
        <Button small onClick={() => void lab.tryTo(`heal ${from}-${to}`)}>
          <Undo2 aria-hidden="true" />
          {say`Heal both ways`}
        </Button>
      </div>
      {exists(from, to) && <Direction from={from} to={to} />}
      {exists(to, from) && <Direction from={to} to={from} />}
    </>
  );
}
