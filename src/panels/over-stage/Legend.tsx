import { say } from "../../languages/say.ts";
import { usePage } from "../lab-context.ts";
import { Mark } from "../parts/Mark.tsx";
import styles from "./OverStage.module.css";

/** What shapes and glyphs mean here. */
export function Legend() {
  const legend = usePage((page) => page.manifest?.legend) ?? [];
  if (legend.length === 0) return null;
  const roles = legend.filter((entry) => entry.glyph === undefined);
  const messages = legend.filter((entry) => entry.glyph !== undefined);
  return (
    <ul aria-label={say`Legend`} className={styles.legend}>
      {[...roles, null, ...messages].map((entry) =>
        entry === null ? (
          <li key="between" aria-hidden="true" className={styles.between} />
        ) : (
          <li key={entry.label}>
            <Mark {...entry} />
            {entry.label}
          </li>
        ),
      )}
    </ul>
  );
}
