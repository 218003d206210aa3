import { say } from "../../languages/say.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Switch } from "../parts/Switch.tsx";
import styles from "./RuleList.module.css";

/** Every rule with its switch, what it is for, where it stands written, what history knows it by, and the way to find out why. */
export function RuleList({ onDone }: { readonly onDone: () => void }) {
  const lab = useLab();
  const rules = usePage((page) => page.manifest?.rules) ?? [];
  const level = usePage((page) => page.level);
  const settings = useRun((run) => run.settings.rules);
  return (
    <ul className={styles.rules}>
      {rules.map((rule) => (
        <li key={rule.id}>
          <Switch
            guards
            on={settings[rule.id] !== false}
            onChange={(on) => void lab.tryTo(`rule ${rule.id} ${on ? "on" : "off"}`)}
          >
            {rule.label}
          </Switch>
          <Button
            look="act"
            small
            aria-label={say`Find out why: ${rule.label}`}
            title={say`Switches it off, and all others on, and looks for a run that breaks`}
            onClick={() => {
              onDone();
              void lab.findOutWhy(rule.id);
            }}
          >
            {say`Find out why`}
          </Button>
          <p>{rule[level]}</p>
          <p className={styles.source}>{rule.source}</p>
          {rule.known !== undefined && (
            <p className={styles.known}>
              <strong>{say`History`}</strong> {rule.known}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
