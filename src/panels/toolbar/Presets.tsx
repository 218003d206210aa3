import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Hint } from "../parts/Hint.tsx";
import styles from "./Toolbar.module.css";

/** The lesson's ready-made troubles, computed from the moment. */
export function Presets() {
  const lab = useLab();
  const presets = usePage((page) => page.manifest?.presets) ?? [];
  if (presets.length === 0) return null;
  return (
    <div role="group" aria-label="Ready-made troubles" className={styles.presets}>
      {presets.map((preset) => (
        <Hint key={preset.id} text={preset.help}>
          {(describedBy) => (
            <Button
              look="act"
              small
              shortcut={preset.key?.toUpperCase()}
              aria-describedby={describedBy}
              onClick={() => {
                lab.showStage();
                void lab.preset(preset.id);
              }}
            >
              {preset.label}
            </Button>
          )}
        </Hint>
      ))}
    </div>
  );
}
