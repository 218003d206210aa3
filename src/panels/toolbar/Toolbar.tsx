import { usePage } from "../lab-context.ts";
import { CompareButton } from "../compare/CompareButton.tsx";
import { Faults } from "./Faults.tsx";
import { Knobs } from "./Knobs.tsx";
import { Presets } from "./Presets.tsx";
import { Rules } from "./Rules.tsx";
import { Settings } from "./Settings.tsx";
import styles from "./Toolbar.module.css";
import { Tools } from "./Tools.tsx";

/**
 * Everything that hands can do to the whole run, over the stage: the lesson's first knob and its rules at hand, the
 * rest under "Settings". On the phone it is a sheet and shows all of it.
 */
export function Toolbar({ roomy = false }: { readonly roomy?: boolean }) {
  const knobs = usePage((page) => page.manifest?.knobs) ?? [];
  return (
    <div
      role="group"
      aria-label="Controls"
      className={roomy ? `${styles.toolbar} ${styles.roomy}` : styles.toolbar}
    >
      <Tools />
      <Faults />
      <Presets />
      <Knobs knobs={roomy ? knobs : knobs.slice(0, 1)} roomy={roomy} />
      <Rules roomy={roomy} />
      <CompareButton />
      {!roomy && knobs.length > 0 && <Settings />}
    </div>
  );
}
