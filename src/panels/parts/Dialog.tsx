import { X } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { say } from "../../languages/say.ts";
import styles from "./Dialog.module.css";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `side` slides in from the left, `sheet` from below. */
  readonly from?: "middle" | "side" | "top" | "sheet";
}

/** The browser's own modal dialog: it keeps the focus, gives it back, and closes on Escape. */
export function Dialog({ title, onClose, children, from = "middle" }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) {
      element.showModal();
      // What is meant to be typed into first; else the dialog itself, so that it is read from its title.
      (element.querySelector<HTMLElement>("[data-first]") ?? element).focus();
    }
    return () => element?.close();
  }, []);
  return (
    // The backdrop's click is a convenience; Escape and the button do the same by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-labelledby={heading}
      className={`${styles.dialog} ${styles[from]}`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles.body}>
        <header className={from === "top" ? "hidden" : styles.header}>
          <h2 id={heading}>{title}</h2>
          <button type="button" aria-label={say`Close`} className={styles.close} onClick={onClose}>
            <X aria-hidden="true" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
