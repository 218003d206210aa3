import { Faults } from "./Faults.tsx";
import { Knobs } from "./Knobs.tsx";
import { Presets } from "./Presets.tsx";
import { Rules } from "./Rules.tsx";
import styles from "./Toolbar.module.css";
import { Tools } from "./Tools.tsx";

/** Everything that hands can do to the whole run, over the stage; on the phone a sheet of its own. */
export function Toolbar({ roomy = false }: { readonly roomy?: boolean }) {
  return (
    <div
      role="group"
      aria-label="Controls"
      className={roomy ? `${styles.toolbar} ${styles.roomy}` : styles.toolbar}
    >
      <Tools />
      <Faults />
      <Presets />
      <Knobs roomy={roomy} />
      <Rules roomy={roomy} />
    </div>
  );
}
