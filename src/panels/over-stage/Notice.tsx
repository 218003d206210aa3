import { X } from "lucide-react";
import { say } from "../../languages/say.ts";
import { useLab, usePage, usePhase } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./OverStage.module.css";

/** What is worth knowing of the run that was opened; it stays until it is closed. */
export function Notice() {
  const lab = useLab();
  const notice = usePage((page) => page.notice);
  const phase = usePhase();
  if (notice === null || phase === "failed") return null;
  return (
    <div role="status" className={styles.notice}>
      <p>{notice}</p>
      <Button
        look="plain"
        small
        aria-label={say`Dismiss`}
        onClick={() => lab.page.setState({ notice: null })}
      >
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}
