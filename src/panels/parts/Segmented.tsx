import { useId, type ReactNode } from "react";
import { useEager } from "./use-eager.ts";
import styles from "./Segmented.module.css";

interface Choice<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly title?: string | undefined;
}

interface SegmentedProps<T extends string> {
  readonly name: string;
  /** Shown before the choices; otherwise the name is for screen readers alone. */
  readonly showName?: boolean;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly wide?: boolean;
  readonly onChange: (value: T) => void;
}

/** One of a few, side by side: radio buttons underneath, so that arrow keys do what they should. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const group = useId();
  const [shown, choose] = useEager(props.value);
  return (
    <fieldset className={`${styles.segmented} ${props.wide ? styles.wide : ""}`}>
      <legend className={props.showName ? styles.name : "hidden"}>{props.name}</legend>
      <div className={styles.choices}>
        {props.choices.map((choice) => (
          <label key={choice.value} className={styles.choice} title={choice.title}>
            <input
              type="radio"
              name={group}
              value={choice.value}
              checked={choice.value === shown}
              onChange={() => {
                choose(choice.value);
                props.onChange(choice.value);
              }}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
