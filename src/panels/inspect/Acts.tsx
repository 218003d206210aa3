import type { Act } from "../../store/acts.ts";
import { useLab } from "../lab-context.ts";
import { ACT_ICONS } from "../parts/act-icons.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Inspect.module.css";

/** What hands can do, as buttons. */
export function Acts({ name, acts }: { readonly name: string; readonly acts: readonly Act[] }) {
  const lab = useLab();
  if (acts.length === 0) return null;
  return (
    <div role="group" aria-label={name} className={styles.buttons}>
      {acts.map(({ kind, label, line, help }) => {
        const Icon = ACT_ICONS[kind];
        return (
          <Button key={line} small title={help} onClick={() => void lab.tryTo(line)}>
            <Icon aria-hidden="true" />
            {label}
          </Button>
        );
      })}
    </div>
  );
}
