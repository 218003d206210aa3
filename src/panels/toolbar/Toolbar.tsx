import { Suspense } from "react";
import { say } from "../../languages/say.ts";
import { usePage } from "../lab-context.ts";
import { Faults } from "./Faults.tsx";
import { Knobs } from "./Knobs.tsx";
import { Rules } from "./Rules.tsx";
import { Settings } from "./Settings.tsx";
import styles from "./Toolbar.module.css";
import { Tools } from "./Tools.tsx";
import { Troubles, TroublesPanel } from "./Troubles.tsx";
import { Undo } from "./Undo.tsx";

/**
 * Everything that hands can do to the whole run, over the stage: tools and faults at hand, ready-made and random
 * troubles a press away, then the lesson's first knob, the rest under "Settings", its rules, and the search for what breaks. On the phone it is a
 * sheet and shows all of it.
 */
export function Toolbar({ roomy = false }: { readonly roomy?: boolean }) {
  const knobs = usePage((page) => page.manifest?.knobs) ?? [];
  const stay = (): void => undefined;
  return (
    <div
      role="group"
      data-part="controls"
      aria-label={say`Controls`}
      className={roomy ? `${styles.toolbar} ${styles.roomy}` : styles.toolbar}
    >
      <Tools />
      <Faults />
      <Undo />
      {roomy ? (
        <Suspense fallback={null}>
          <TroublesPanel onDone={stay} />
        </Suspense>
      ) : (
        <Troubles />
      )}
      <Knobs knobs={roomy ? knobs : knobs.slice(0, 1)} roomy={roomy} />
      {!roomy && knobs.length > 0 && <Settings />}
      <Rules roomy={roomy} />
    </div>
  );
}
