import { SlidersHorizontal } from "lucide-react";
import { useId, useRef } from "react";
import { usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Knobs } from "./Knobs.tsx";
import { Rules } from "./Rules.tsx";
import styles from "./Toolbar.module.css";

/** Every knob and rule of the lesson, with what it is for. */
export function Settings() {
  const knobs = usePage((page) => page.manifest?.knobs) ?? [];
  const id = useId();
  const button = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const place = (): void => {
    const around = button.current?.getBoundingClientRect();
    if (!around || !panel.current) return;
    const left = Math.min(around.left, window.innerWidth - panel.current.offsetWidth - 12);
    panel.current.style.left = `${Math.max(12, left)}px`;
    panel.current.style.top = `${around.bottom + 6}px`;
    panel.current.style.maxHeight = `${window.innerHeight - around.bottom - 24}px`;
  };
  return (
    <span ref={button}>
      <Button
        popoverTarget={id}
        aria-label="Settings"
        title="All settings, and what they are for"
        className={styles.more ?? ""}
      >
        <SlidersHorizontal aria-hidden="true" />
      </Button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="group"
        aria-label="All settings"
        className={`${styles.settings} ${styles.roomy}`}
        onToggle={place}
      >
        <Knobs knobs={knobs} roomy />
        <Rules roomy />
      </div>
    </span>
  );
}
