import { HeartPulse } from "lucide-react";
import { say } from "../../languages/say.ts";
import { makeWell } from "../../store/scripts.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Segmented } from "../parts/Segmented.tsx";
import { levels } from "./levels.ts";
import styles from "./Toolbar.module.css";

/** The dial for random trouble, and the way out of all of it. */
export function Chaos({ onDone }: { readonly onDone: () => void }) {
  const lab = useLab();
  const trouble = usePage((page) => page.trouble);
  const ill = useRun((run) => makeWell(run) !== null);
  const mend = (): void => {
    const lines = makeWell(lab.live.getState());
    if (trouble > 0) void lab.setTrouble(0);
    if (lines === null) lab.say(say`All is well already.`);
    else void lab.tryTo(lines);
    onDone();
  };
  return (
    <section className={styles.part}>
      <h2>{say`Random trouble`}</h2>
      <Segmented
        wide
        name={say`Random trouble`}
        choices={levels().map(({ level, label }) => ({ value: String(level), label }))}
        value={String(trouble)}
        onChange={(value) => {
          const found = levels().find(({ level }) => String(level) === value);
          if (found) void lab.setTrouble(found.level);
        }}
      />
      <p className={styles.help}>
        {say`Crashes, cuts, losses and pauses by chance while the run plays, as this lesson’s fault model allows. Each goes into the script like your own.`}
      </p>
      <Button disabled={!ill && trouble === 0} onClick={mend}>
        <HeartPulse aria-hidden="true" />
        {say`Make all well`}
      </Button>
    </section>
  );
}
