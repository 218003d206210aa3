import { useEffect, useRef, useState } from "react";
import { say } from "../../languages/say.ts";
import styles from "./Inspect.module.css";
import { Setting } from "./Setting.tsx";

interface AmountProps {
  readonly label: string;
  /** As it is written beside the slider, and how, as an example. */
  readonly text: string;
  readonly hint: string;
  readonly onText: (text: string) => void;
  /** The slider's scale and where it stands. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  /** What a place on the slider means, as it is written. */
  readonly write: (value: number) => string;
  readonly disabled?: boolean;
}

/** An amount that one drags or writes. It is set once, when the slider is let go, so that the script stays short. */
export function Amount(props: AmountProps) {
  const { label, text, value, onText, write } = props;
  const slider = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<number | null>(null);
  const set = useRef(onText);
  useEffect(() => {
    set.current = onText;
  }, [onText]);
  useEffect(() => {
    const element = slider.current;
    // React calls every movement a change; the browser's own event comes once, at the end.
    const commit = (): void => {
      set.current(write(Number(element?.value)));
      setDraft(null);
    };
    element?.addEventListener("change", commit);
    return () => element?.removeEventListener("change", commit);
  }, [write]);
  const shown = draft === null ? text : write(draft);
  return (
    <div className={styles.amount}>
      <Setting label={label} value={shown} hint={props.hint} onSet={onText} />
      <input
        ref={slider}
        type="range"
        aria-label={say`${label}, slider`}
        aria-valuetext={shown}
        min={props.min}
        max={props.max}
        step={props.step}
        value={draft ?? value}
        disabled={props.disabled}
        onChange={(event) => setDraft(Number(event.target.value))}
      />
    </div>
  );
}
