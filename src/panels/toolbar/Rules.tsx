import { useLab, usePage, useRun } from "../lab-context.ts";
import { Hint } from "../parts/Hint.tsx";
import { Switch } from "../parts/Switch.tsx";
import styles from "./Toolbar.module.css";

/** The protocol's own rules: switched off they are red, and something will break. */
export function Rules({ roomy }: { readonly roomy: boolean }) {
  const lab = useLab();
  const rules = usePage((page) => page.manifest?.rules) ?? [];
  const level = usePage((page) => page.level);
  const settings = useRun((run) => run.settings.rules);
  if (rules.length === 0) return null;
  return (
    <div role="group" aria-label="Rules" className={`${styles.group} ${styles.rules}`}>
      <span aria-hidden="true" className={styles.label}>
        Rules
      </span>
      {rules.map((rule) => {
        const on = settings[rule.id] !== false;
        const set = (to: boolean): void => void lab.tryTo(`rule ${rule.id} ${to ? "on" : "off"}`);
        const text = (
          <>
            <p>{rule[level]}</p>
            <p>{rule.source}</p>
          </>
        );
        return roomy ? (
          <div key={rule.id}>
            <Switch guards on={on} onChange={set}>
              {rule.label}
            </Switch>
            <div className={styles.help}>{text}</div>
          </div>
        ) : (
          <Hint key={rule.id} text={text}>
            {(describedBy) => (
              <Switch guards on={on} describedBy={describedBy} onChange={set}>
                {rule.label}
              </Switch>
            )}
          </Hint>
        );
      })}
    </div>
  );
}
