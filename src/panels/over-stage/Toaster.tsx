import { X } from "lucide-react";
import { useEffect } from "react";
import { say } from "../../languages/say.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./OverStage.module.css";

/** How long a sentence stays, in ms: longer when there is more to read. */
const stay = (text: string): number => 4_000 + text.length * 60;

/** Sentences that come and go over the stage: mostly why nothing was done. */
export function Toaster() {
  const lab = useLab();
  const toast = usePage((page) => page.toast);
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => lab.page.setState({ toast: null }), stay(toast.text));
    return () => clearTimeout(timer);
  }, [toast, lab]);
  return (
    <div role="status">
      {toast && (
        <div key={toast.id} data-tone={toast.tone} className={styles.toast}>
          <span>{toast.text}</span>
          <Button
            look="plain"
            small
            aria-label={say`Dismiss`}
            onClick={() => lab.page.setState({ toast: null })}
          >
            <X aria-hidden="true" />
          </Button>
        </div>
      )}
    </div>
  );
}
