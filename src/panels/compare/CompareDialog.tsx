import { useState } from "react";
import { lessons } from "../../catalog/lessons.ts";
import { say } from "../../languages/say.ts";
import type { Compared } from "../../store/comparison.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { choicesOf } from "./choices.ts";
import styles from "./Compare.module.css";

/** Chooses what stands beside the run: the same script under another setting, or one of its other futures. */
export function CompareDialog() {
  const lab = useLab();
  const manifest = usePage((page) => page.manifest);
  const settings = useRun((run) => run.settings);
  const lanes = useRun((run) => run.lanes);
  if (!manifest) return null;
  const choices = choicesOf(manifest, settings, lanes, lessons);
  const start = (compared: Compared): void => {
    lab.compare(compared);
    lab.setOverlay(null);
  };
  return (
    <Dialog title={say`Compare two runs`} onClose={() => lab.setOverlay(null)}>
      <div className={styles.form}>
        <p>
          {say`A second run stands beside this one under the same clock. It has the same seed and the same script: whatever you do on the left happens on the right too.`}
        </p>
        <h3>{say`Another setting`}</h3>
        <dl className={styles.settings}>
          {choices.settings.map((group) => (
            <div key={group.label}>
              <dt>{group.label}</dt>
              <dd>
                <Choices choices={group.choices} onChoose={start} />
              </dd>
            </div>
          ))}
          <div>
            <dt>{say`Seed`}</dt>
            <dd>
              <OtherSeed onChoose={start} />
            </dd>
          </div>
        </dl>
        <h3>{say`Another future of this run`}</h3>
        {choices.lanes.length === 0 ? (
          <p className={styles.quiet}>
            {say`There is none yet. Go back in time and do something else: the old future stays and can be compared with the new one.`}
          </p>
        ) : (
          <Choices choices={choices.lanes} onChoose={start} />
        )}
        {choices.lessons.length > 0 && (
          <>
            <h3>{say`Another lesson with the same nodes`}</h3>
            <Choices choices={choices.lessons} onChoose={start} />
          </>
        )}
      </div>
    </Dialog>
  );
}

function Choices(props: {
  readonly choices: readonly Compared[];
  readonly onChoose: (compared: Compared) => void;
}) {
  return (
    <div className={styles.choices}>
      {props.choices.map((choice) => (
        <Button key={JSON.stringify(choice.beside)} small onClick={() => props.onChoose(choice)}>
          {choice.right}
        </Button>
      ))}
    </div>
  );
}

function OtherSeed({ onChoose }: { readonly onChoose: (compared: Compared) => void }) {
  const seed = usePage((page) => page.seed);
  const [other, setOther] = useState(String(seed + 1));
  const number = /^\d{1,15}$/.test(other) ? Number(other) : null;
  return (
    <form
      className={styles.choices}
      onSubmit={(event) => {
        event.preventDefault();
        if (number === null) return;
        onChoose({
          beside: { difference: { seed: number } },
          left: say`seed ${seed}`,
          right: say`seed ${number}`,
        });
      }}
    >
      <input
        inputMode="numeric"
        aria-label={say`Other seed`}
        value={other}
        onChange={(event) => setOther(event.target.value)}
      />
      <Button small type="submit" disabled={number === null || number === seed}>
        {say`Compare seeds`}
      </Button>
    </form>
  );
}
