import { useId, useState } from "react";
import { say } from "../../languages/say.ts";
import styles from "./Inspect.module.css";

interface SettingProps {
  readonly label: string;
  readonly value: string;
  /** How it is written, as an example. */
  readonly hint: string;
  readonly onSet: (value: string) => void;
}

/** A value that one can write over: Enter or leaving it sets it, Escape leaves it as it was. */
export function Setting({ label, value, hint, onSet }: SettingProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    const next = draft?.trim();
    setDraft(null);
    if (next !== undefined && next !== "" && next !== value) onSet(next);
  };
  return (
    <form
      className={styles.setting}
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={draft ?? value}
        placeholder={hint}
        title={say`For example ${hint}`}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Escape") setDraft(null);
        }}
      />
    </form>
  );
}
