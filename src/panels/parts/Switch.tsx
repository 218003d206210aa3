import type { ReactNode } from "react";
import { useEager } from "./use-eager.ts";
import styles from "./Switch.module.css";

interface SwitchProps {
  readonly on: boolean;
  readonly children: ReactNode;
  /** Off is a danger: a rule of the protocol that is not kept. */
  readonly guards?: boolean;
  readonly describedBy?: string;
  readonly onChange: (on: boolean) => void;
}

/** On or off, with its label as its name. */
export function Switch({ on, children, guards = false, describedBy, onChange }: SwitchProps) {
  const [shown, choose] = useEager(on);
  return (
    <button
      type="button"
      role="switch"
      aria-checked={shown}
      aria-describedby={describedBy}
      className={`${styles.switch} ${guards ? styles.guards : ""}`}
      onClick={() => {
        choose(!shown);
        onChange(!shown);
      }}
    >
      <span className={styles.track} aria-hidden="true">
        <span className={styles.knob} />
      </span>
      <span>{children}</span>
    </button>
  );
}
