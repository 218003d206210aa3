import { say } from "../../languages/say.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { rich } from "../parts/rich.tsx";
import styles from "./Search.module.css";
import { useSearch } from "./use-search.ts";

/** Under which rules and settings the runs are played: those of the run on the stage. */
export function Settings() {
  const lab = useLab();
  const manifest = usePage((page) => page.manifest);
  const search = useSearch();
  // Whatever is on the stage, and whenever it changes.
  useRun((run) => run.settings);
  usePage((page) => page.opened);
  const { settings } = search;
  if (!manifest) return null;
  const off = manifest.rules.filter((rule) => settings.rules[rule.id] === false);
  const turned = manifest.knobs.flatMap((knob) => {
    const now = settings.knobs[knob.id];
    const value = knob.values.find((each) => each.value === now);
    return value === undefined || value === knob.values[0] ? [] : [`${knob.label}: ${value.label}`];
  });
  return (
    <div className={styles.settings}>
      {turned.length > 0 && <p className={styles.quiet}>{turned.join(", ")}.</p>}
      {off.length > 0 ? (
        <p>
          {rich`Without ${off.map((rule, i) => (
            <span key={rule.id}>
              {i > 0 && ", "}
              <strong>{rule.label}</strong>
            </span>
          ))}.`}
        </p>
      ) : (
        <p>
          {manifest.rules.length > 0
            ? say`All rules are on, so that no promise should break. Take one away to learn what it is for:`
            : say`This lesson has no rules to take away.`}
        </p>
      )}
      <div role="group" aria-label={say`Rules to take away`} className={styles.rules}>
        {manifest.rules.map((rule) => {
          const kept = settings.rules[rule.id] !== false;
          return (
            <Button
              key={rule.id}
              small
              pressed={!kept}
              title={kept ? say`Take this rule away` : say`Keep this rule again`}
              onClick={() => void lab.tryTo(`rule ${rule.id} ${kept ? "off" : "on"}`)}
            >
              {say`without ${rule.label}`}
            </Button>
          );
        })}
      </div>
    </div>
  );
}
