import { Dices } from "lucide-react";
import { useState } from "react";
import { say } from "../../languages/say.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Transport.module.css";

/** The run's luck as a number. Another number is another run, from its start, under the same settings. */
export function Seed() {
  const lab = useLab();
  const seed = usePage((page) => page.seed);
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    const next = Number(draft);
    setDraft(null);
    if (draft === null || draft === "" || next === seed) return;
    if (Number.isSafeInteger(next) && next >= 0) void lab.reseed(next);
    else lab.say(say`A seed is a whole number from 0 on.`, "wrong");
  };
  return (
    <form
      className={styles.seed}
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <label title={say`The run's luck: the same seed gives the same run`}>
        <span>{say`seed`}</span>
        <input
          inputMode="numeric"
          size={Math.max(2, String(draft ?? seed).length)}
          value={draft ?? String(seed)}
          onChange={(event) => setDraft(event.target.value.replace(/\D/g, "").slice(0, 15))}
          onBlur={commit}
          onKeyDown={(event) => event.key === "Escape" && setDraft(null)}
        />
      </label>
      <Button
        look="plain"
        small
        aria-label={say`New seed: another run from its start`}
        title={say`New seed: another run from its start`}
        onClick={() => void lab.reseed(randomSeed(seed))}
      >
        <Dices aria-hidden="true" />
      </Button>
    </form>
  );
}

/** Chance of the page's own, outside every simulation: which run to see next. */
function randomSeed(but: number): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  const seed = 1 + (drawn % 9_999);
  return seed === but ? seed + 1 : seed;
}
