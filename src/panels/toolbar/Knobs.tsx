import { RotateCcw } from "lucide-react";
import { say } from "../../languages/say.ts";
import type { Manifest } from "../../wire/manifest.ts";
import { useLab, useRun } from "../lab-context.ts";
import { Hint } from "../parts/Hint.tsx";
import { Segmented } from "../parts/Segmented.tsx";
import { Switch } from "../parts/Switch.tsx";
import styles from "./Toolbar.module.css";

type Knob = Manifest["knobs"][number];

interface KnobsProps {
  readonly knobs: readonly Knob[];
  /** With what they do, in words. */
  readonly roomy: boolean;
}

/** The lesson's choices: on and off as a switch, few values side by side, many as a list. */
export function Knobs({ knobs, roomy }: KnobsProps) {
  return knobs.map((knob) => <KnobControl key={knob.id} knob={knob} roomy={roomy} />);
}

function KnobControl({ knob, roomy }: { readonly knob: Knob; readonly roomy: boolean }) {
  const lab = useLab();
  const now = useRun((run) => run.settings.knobs[knob.id]) ?? knob.values[0]?.value ?? "";
  const set = (value: string): void => void lab.tryTo(`set ${knob.id} ${value}`);
  const choice = knob.values.find((each) => each.value === now);
  const help = choice?.help ?? knob.help;
  const isSwitch = knob.values.length === 2 && knob.values.every((v) => /^(on|off)$/.test(v.value));
  const choose = isSwitch ? (
    <Switch on={now === "on"} onChange={(on) => set(on ? "on" : "off")}>
      {knob.label}
    </Switch>
  ) : knob.values.length <= 4 ? (
    <Segmented
      name={knob.label}
      showName
      choices={knob.values.map(({ value, label }) => ({ value, label }))}
      value={now}
      onChange={set}
    />
  ) : (
    <label className={styles.select}>
      <span>{knob.label}</span>
      <select value={now} onChange={(event) => set(event.target.value)}>
        {knob.values.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
  const control = knob.atStart ? (
    <span className={styles.anew}>
      {choose}
      <RotateCcw role="img" aria-label={say`Starts a new run`} />
    </span>
  ) : (
    choose
  );
  const anew = knob.atStart && say`Turning it starts a new run with the same seed.`;
  if (roomy) {
    return (
      <div>
        {control}
        <p className={styles.help}>
          {help} {anew}
        </p>
      </div>
    );
  }
  return (
    <Hint
      text={
        <>
          <p>{knob.help}</p>
          {choice?.help !== undefined && (
            <p>
              {choice.label}: {choice.help}
            </p>
          )}
          {anew && <p>{anew}</p>}
        </>
      }
    >
      {() => control}
    </Hint>
  );
}
