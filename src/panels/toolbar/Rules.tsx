import { ChevronDown, Telescope } from "lucide-react";
import { lazy, Suspense } from "react";
import { say } from "../../languages/say.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Hint } from "../parts/Hint.tsx";
import { Switch } from "../parts/Switch.tsx";
import { Flyout } from "./Flyout.tsx";
import styles from "./Toolbar.module.css";

/** Fetched when it is first opened. */
const RuleList = lazy(() => import("./RuleList.tsx").then((file) => ({ default: file.RuleList })));

/**
 * The protocol's own rules: switched off they are red, and something will break. `Rules` opens what each is for; beside them
 * stands the way to find out what breaks.
 */
export function Rules({ roomy }: { readonly roomy: boolean }) {
  const lab = useLab();
  const rules = usePage((page) => page.manifest?.rules) ?? [];
  const level = usePage((page) => page.level);
  const settings = useRun((run) => run.settings.rules);
  const find = (
    <Button
      look="act"
      aria-keyshortcuts="B"
      aria-label={say`Find a bad run`}
      title={say`Looks for a run in which a promise breaks (B)`}
      className={styles.find ?? ""}
      onClick={() => lab.findBadRun()}
    >
      <Telescope aria-hidden="true" />
      <span className={styles.word}>{say`Find a bad run`}</span>
      <span className={styles.short}>{say`Bad run`}</span>
    </Button>
  );
  if (roomy) {
    return (
      <>
        {find}
        {rules.length > 0 && (
          <div
            role="group"
            data-part="rules"
            aria-label={say`Rules`}
            className={`${styles.group} ${styles.rules}`}
          >
            <Suspense fallback={null}>
              <RuleList onDone={() => undefined} />
            </Suspense>
          </div>
        )}
      </>
    );
  }
  if (rules.length === 0) return find;
  return (
    <div
      role="group"
      data-part="rules"
      aria-label={say`Rules`}
      className={`${styles.group} ${styles.rules}`}
    >
      <Flyout
        name={say`What the rules are for`}
        button={{
          look: "plain",
          title: say`What each rule is for, and what history knows it by`,
          className: styles.label ?? "",
        }}
        face={
          <>
            {say`Rules`}
            <ChevronDown aria-hidden="true" />
          </>
        }
      >
        {(close) => (
          <Suspense fallback={null}>
            <RuleList onDone={close} />
          </Suspense>
        )}
      </Flyout>
      {rules.map((rule) => (
        <Hint
          key={rule.id}
          text={
            <>
              <p>{rule[level]}</p>
              <p>{rule.source}</p>
            </>
          }
        >
          {(describedBy) => (
            <Switch
              guards
              on={settings[rule.id] !== false}
              describedBy={describedBy}
              onChange={(on) => void lab.tryTo(`rule ${rule.id} ${on ? "on" : "off"}`)}
            >
              {rule.label}
            </Switch>
          )}
        </Hint>
      ))}
      {find}
    </div>
  );
}
