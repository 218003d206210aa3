import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { say } from "../../../languages/say.ts";
import { HistoryCheck } from "../../../store/checking.ts";
import { useLab } from "../../lab-context.ts";
import { rich } from "../../parts/rich.tsx";
import styles from "./Check.module.css";
import { CheckResult } from "./CheckResult.tsx";
import { Choices } from "./Choices.tsx";
import { HistoryField } from "./HistoryField.tsx";

/** A history from elsewhere: pasted, opened or dropped; judged here, in the reader's own browser. */
export function Check() {
  const lab = useLab();
  const [check] = useState(() => new HistoryCheck(() => lab.makeJudge()));
  useEffect(() => () => check.close(), [check]);
  const checking = useStore(check.state);
  // Another verdict begins with nothing chosen in it.
  const judged = useStore(check.state, ({ result }) => result?.verdict.consistency ?? "none");
  const field = useRef<HTMLTextAreaElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const drag = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void check.open(file);
    };
    // The whole window takes it: a file let go of beside the page would replace it.
    const parts = [
      ["dragenter", drag],
      ["dragover", drag],
      ["dragleave", leave],
      ["drop", drop],
    ] as const;
    for (const [name, hear] of parts) window.addEventListener(name, hear);
    return () => {
      for (const [name, hear] of parts) window.removeEventListener(name, hear);
    };
  }, [check]);
  return (
    <main className={styles.check} data-over={over}>
      <div className={styles.columns}>
        <section aria-label={say`The history`} className={styles.given}>
          <h1>{say`Check a history`}</h1>
          <p>
            {rich`Did a system keep its promise? Paste what its clients asked and were told, or drop a file here. ${<strong>{say`It is judged in your browser; nothing leaves it.`}</strong>}`}
          </p>
          <HistoryField check={check} checking={checking} field={field} />
          <Choices check={check} checking={checking} />
        </section>
        <CheckResult
          key={judged}
          checking={checking}
          onLine={(line) => {
            if (field.current) showLine(field.current, line);
          }}
        />
      </div>
    </main>
  );
}

/** Selects a line, from 1, and brings it into view. */
function showLine(field: HTMLTextAreaElement, line: number): void {
  const lines = field.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  field.scrollTop = (field.scrollHeight / lines.length) * (line - 3);
}
