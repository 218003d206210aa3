import { say } from "../../languages/say.ts";
import type { Manifest } from "../../wire/manifest.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Toolbar.module.css";

type Preset = Manifest["presets"][number];

/** The lesson's ready-made troubles, computed from the moment, and the runs that it sets up, with what they do. */
export function Presets({ onDone }: { readonly onDone: () => void }) {
  const presets = usePage((page) => page.manifest?.presets) ?? [];
  const setUps = presets.filter((preset) => preset.opens);
  const troubles = presets.filter((preset) => !preset.opens);
  return (
    <>
      {troubles.length > 0 && (
        <section data-part="troubles" aria-label={say`Ready-made troubles`} className={styles.part}>
          <h2>{say`Of this lesson`}</h2>
          <List presets={troubles} onDone={onDone} />
        </section>
      )}
      {setUps.length > 0 && (
        <section aria-label={say`Set-ups`} className={styles.part}>
          <h2>{say`Set-ups: each starts a new run`}</h2>
          <List presets={setUps} onDone={onDone} />
        </section>
      )}
    </>
  );
}

function List({
  presets,
  onDone,
}: {
  readonly presets: readonly Preset[];
  readonly onDone: () => void;
}) {
  const lab = useLab();
  return (
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
  );
}
