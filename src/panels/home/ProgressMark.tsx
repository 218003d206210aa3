import type { Mark } from "./marks.ts";
import styles from "./ProgressMark.module.css";

/** A ring for what is new, half full for what is begun, ticked for what is done: told apart without colour. */
export function ProgressMark({ mark }: { readonly mark: Mark }) {
  return (
    <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" className={styles.mark}>
      <circle cx="9" cy="9" r="7.250" data-is={mark.is} />
      {mark.is === "begun" && <path d="M9 3.500a5.500 5.500 0 0 1 0 11z" data-is="begun" />}
      {mark.is === "done" && <path d="m5.500 9.300 2.400 2.400 4.600-5" data-is="done" />}
    </svg>
  );
}
