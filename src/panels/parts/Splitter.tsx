import type { KeyboardEvent, PointerEvent } from "react";
import styles from "./Splitter.module.css";

interface SplitterProps {
  readonly name: string;
  /** `column` stands between left and right. */
  readonly between: "column" | "row";
  readonly size: number;
  readonly min: number;
  readonly max: number;
  /** The size of what lies after it, in px. */
  readonly onSize: (size: number) => void;
}

/** Moves the border between two regions, by drag and by arrow keys. */
export function Splitter({ name, between, size, min, max, onSize }: SplitterProps) {
  const set = (to: number): void => onSize(Math.round(Math.min(max, Math.max(min, to))));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    const element = event.currentTarget;
    const start = between === "column" ? event.clientX : event.clientY;
    element.setPointerCapture(event.pointerId);
    const move = (at: globalThis.PointerEvent): void =>
      set(size + start - (between === "column" ? at.clientX : at.clientY));
    element.addEventListener("pointermove", move);
    element.addEventListener(
      "lostpointercapture",
      () => element.removeEventListener("pointermove", move),
      { once: true },
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: 24, ArrowUp: 24, ArrowRight: -24, ArrowDown: -24 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    set(size + by);
  };
  return (
    // A focusable separator is a widget: the ARIA pattern "window splitter".
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-label={name}
      aria-orientation={between === "column" ? "vertical" : "horizontal"}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={`${styles.splitter} ${styles[between]}`}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
