import { useId, useRef, useState, type ReactNode } from "react";
import { Button, type ButtonProps } from "../parts/Button.tsx";
import styles from "./Toolbar.module.css";

interface FlyoutProps {
  /** The panel's name. */
  readonly name: string;
  readonly button: Omit<ButtonProps, "children"> & { readonly "data-part"?: string };
  readonly face: ReactNode;
  /** Only asked for while the panel is open: what nobody sees costs nothing while the run plays. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button, and the panel that it opens below itself; Escape or a click elsewhere closes it. */
export function Flyout({ name, button, face, children }: FlyoutProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const place = (): void => {
    const around = anchor.current?.getBoundingClientRect();
    if (!around || !panel.current) return;
    const left = Math.min(around.left, window.innerWidth - panel.current.offsetWidth - 12);
    panel.current.style.left = `${Math.max(12, left)}px`;
    panel.current.style.top = `${around.bottom + 6}px`;
    panel.current.style.maxHeight = `${window.innerHeight - around.bottom - 24}px`;
  };
  return (
    <span ref={anchor}>
      <Button popoverTarget={id} {...button}>
        {face}
      </Button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="group"
        aria-label={name}
        className={`${styles.flyout} ${styles.roomy}`}
        onToggle={(event) => {
          setOpen(event.newState === "open");
          place();
        }}
      >
        {open && children(() => document.getElementById(id)?.hidePopover())}
      </div>
    </span>
  );
}
