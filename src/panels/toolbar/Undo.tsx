import { Redo2, Undo2 } from "lucide-react";
import { say } from "../../languages/say.ts";
import { useLab, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Toolbar.module.css";

/** Takes back what hands did last, and does it again. */
export function Undo() {
  const lab = useLab();
  const undo = useRun((run) => run.undo.undo);
  const redo = useRun((run) => run.undo.redo);
  return (
    <div role="group" aria-label={say`What hands did`} className={styles.group}>
      <Button
        look="plain"
        className={styles.icon ?? ""}
        disabled={undo === null}
        aria-label={undo === null ? say`Undo` : say`Undo ${undo}`}
        aria-keyshortcuts="Control+Z"
        title={undo === null ? say`Undo (Ctrl Z)` : say`Undo: ${undo} (Ctrl Z)`}
        onClick={() => void lab.undo()}
      >
        <Undo2 aria-hidden="true" />
        <span className={styles.roomyWord}>{say`Undo`}</span>
      </Button>
      <Button
        look="plain"
        className={styles.icon ?? ""}
        disabled={redo === null}
        aria-label={redo === null ? say`Redo` : say`Redo ${redo}`}
        aria-keyshortcuts="Control+Y"
        title={redo === null ? say`Do again (Ctrl Y)` : say`Do again: ${redo} (Ctrl Y)`}
        onClick={() => void lab.redo()}
      >
        <Redo2 aria-hidden="true" />
        <span className={styles.roomyWord}>{say`Redo`}</span>
      </Button>
    </div>
  );
}
