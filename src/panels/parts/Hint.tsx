import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import styles from "./Hint.module.css";

interface HintProps {
  readonly text: ReactNode;
  /** Gets the id that describes it, for `aria-describedby`. */
  readonly children: (describedBy: string) => ReactNode;
}

/** A few lines that appear beside what is pointed at or focused. */
export function Hint({ text, children }: HintProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const bubble = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    const element = bubble.current;
    if (!shown || !element || !anchor.current) return;
    element.showPopover?.();
    const around = anchor.current.getBoundingClientRect();
    const width = element.offsetWidth;
    const left = Math.min(around.left, window.innerWidth - width - 12);
    const below = around.bottom + 8 + element.offsetHeight < window.innerHeight;
    element.style.left = `${Math.max(12, left)}px`;
    element.style.top = `${below ? around.bottom + 8 : around.top - 8 - element.offsetHeight}px`;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") setShown(false);
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
      if (element.matches(":popover-open")) element.hidePopover();
    };
  }, [shown]);

  return (
    <span
      ref={anchor}
      className={styles.anchor}
      onPointerEnter={(event) => event.pointerType === "mouse" && setShown(true)}
      onPointerLeave={() => setShown(false)}
      onFocus={(event) => event.target.matches(":focus-visible") && setShown(true)}
      onBlur={() => setShown(false)}
    >
      {children(id)}
      <div ref={bubble} id={id} role="tooltip" popover="manual" className={styles.bubble}>
        {text}
      </div>
    </span>
  );
}
