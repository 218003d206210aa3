import { FileText, FolderOpen, X } from "lucide-react";
import type { RefObject } from "react";
import { say, translate } from "../../../languages/say.ts";
import { isShowable, type Checking, type HistoryCheck } from "../../../store/checking.ts";
import { Button } from "../../parts/Button.tsx";
import { rich } from "../../parts/rich.tsx";
import styles from "./Check.module.css";
import { EXAMPLES } from "./examples.ts";

interface HistoryFieldProps {
  readonly check: HistoryCheck;
  readonly checking: Checking;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** Kinds of files that a browser should offer first. */
const KINDS = ".edn,.log,.txt,.json,.jsonl,.ndjson,text/plain,application/json";

/** Where the history comes from: a field to paste into, a file, an example. */
export function HistoryField({ check, checking, field }: HistoryFieldProps) {
  const { text, name, refusal } = checking;
  const choose = (): void => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = KINDS;
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file) void check.open(file);
    });
    input.click();
  };
  return (
    <>
      <div className={styles.sources}>
        <Button small onClick={choose}>
          <FolderOpen aria-hidden="true" />
          {say`Open a file…`}
        </Button>
        <span className={styles.quiet}>{say`or an example:`}</span>
        {EXAMPLES.map((example) => (
          <Button key={example.id} small onClick={() => check.write(example.text)}>
            {translate(example.label)}
          </Button>
        ))}
      </div>
      {isShowable(text) ? (
        <textarea
          ref={field}
          aria-label={say`History`}
          aria-invalid={refusal !== null}
          aria-describedby={refusal === null ? undefined : "history-refusal"}
          spellCheck={false}
          wrap="off"
          placeholder={`${say`Jepsen’s log lines or EDN, Porcupine’s key–value lines,
Elle’s list-append transactions in EDN, Netsplit’s JSON:`}\n\n${SAMPLE}`}
          value={text}
          onChange={(event) => check.write(event.target.value)}
        />
      ) : (
        <p className={styles.file}>
          <FileText aria-hidden="true" />
          <span>
            {rich`${<strong>{name ?? say`A long text`}</strong>}, ${(text.length / 1_000_000).toFixed(1)} million characters`}
          </span>
          <Button small look="plain" aria-label={say`Take it away`} onClick={() => check.write("")}>
            <X aria-hidden="true" />
          </Button>
        </p>
      )}
      {refusal !== null && (
        <p role="alert" id="history-refusal" className={styles.refusal}>
          {refusal.line > 0 && <strong>{say`Line ${refusal.line}:`} </strong>}
          {refusal.sentence}
        </p>
      )}
    </>
  );
}

const SAMPLE = `{:process 0, :type :invoke, :f :write, :value 1}
{:process 0, :type :ok, :f :write, :value 1}`;
