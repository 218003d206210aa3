import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Toolbar.module.css";

/** The lesson's ready-made troubles, computed from the moment, with what they do. */
export function Presets({ onDone }: { readonly onDone: () => void }) {
  const lab = useLab();
  const presets = usePage((page) => page.manifest?.presets) ?? [];
  if (presets.length === 0) return null;
  return (
    <section aria-label="Ready-made troubles" className={styles.part}>
      <h2>Of this lesson</h2>
      <ul className={styles.presets}>
        {presets.map((preset) => (
          <li key={preset.id}>
            <Button
              look="act"
              small
              shortcut={preset.key?.toUpperCase()}
              onClick={() => {
                lab.showStage();
                void lab.preset(preset.id);
                onDone();
              }}
            >
              {preset.label}
            </Button>
            <p>{preset.help}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
