import { Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { say, several } from "../../languages/say.ts";
import { draw } from "../diagrams/draw.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { MOST, rowsOf, sequenceText } from "./sequence-text.ts";
import styles from "./Sequence.module.css";

const DEFAULT = 3_000_000;

/** A stretch of the run as a sequence diagram, to look at and to take away. */
export function Sequence() {
  const lab = useLab();
  const time = useRun((run) => run.time);
  const rows = usePage((page) => page.shown.rows);
  const nodes = usePage((page) => page.manifest?.nodes) ?? [];
  // Taken once: a picture that runs away while one looks at it is of no use.
  const [from, setFrom] = useState(() => Math.max(0, time - DEFAULT));
  const [to, setTo] = useState(time);
  const stretch = { from, to: Math.max(from, to) };
  const text = sequenceText(
    nodes.map((node) => node.id),
    rows.all,
    stretch,
  );
  const count = rowsOf(rows.all, stretch).length;
  const latest = (): void => {
    setFrom(Math.max(0, time - DEFAULT));
    setTo(time);
  };
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => lab.say(say`The diagram’s text is copied.`),
      () => lab.say(say`The browser did not allow copying. Select the text instead.`, "wrong"),
    );
  };
  return (
    <div className={styles.sequence}>
      <div className={styles.bar}>
        <Moment label={say`From`} value={from} onSet={setFrom} />
        <Moment label={say`to`} value={to} onSet={setTo} />
        <Button small onClick={latest}>
          {say`The last 3 s`}
        </Button>
        <span className={styles.quiet}>
          {count > MOST
            ? say`the first ${MOST} of ${count} events`
            : several(count, "{n} event", "{n} events")}
        </span>
        <Button small className={styles.copy ?? ""} onClick={copy}>
          <Copy aria-hidden="true" />
          {say`Copy as Mermaid text`}
        </Button>
      </div>
      <div
        role="region"
        aria-label={say`Sequence diagram and its text`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={styles.both}
      >
        {count === 0 ? (
          <p className={styles.quiet}>{say`Nothing arrived or was lost in this stretch.`}</p>
        ) : (
          <Picture text={text} />
        )}
        <details>
          <summary>{say`Text`}</summary>
          <textarea readOnly aria-label={say`Mermaid text`} value={text} rows={8} />
        </details>
      </div>
    </div>
  );
}

interface MomentProps {
  readonly label: string;
  readonly value: number;
  readonly onSet: (micros: number) => void;
}

function Moment({ label, value, onSet }: MomentProps) {
  return (
    <label className={styles.moment}>
      <span>{label}</span>
      <input
        type="number"
        min={0}
        step={0.1}
        value={value / 1_000_000}
        onChange={(event) => onSet(Math.max(0, Math.round(+event.target.value * 1_000_000)))}
      />
      <span>s</span>
    </label>
  );
}

function Picture({ text }: { readonly text: string }) {
  const dark = usePage((page) => page.dark);
  const [svg, setSvg] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      draw(text, dark).then(
        (drawn) => wanted && setSvg(drawn),
        () => wanted && setSvg(""),
      );
    }, 150);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text, dark]);
  if (svg === null) return <p className={styles.quiet}>{say`Drawing…`}</p>;
  if (svg === "") return <p className={styles.quiet}>{say`This stretch could not be drawn.`}</p>;
  return (
    <div
      role="img"
      aria-label={say`Sequence diagram`}
      className={styles.picture}
      // Mermaid's own output, made in its strict mode.
      // oxlint-disable-next-line react/no-danger
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}
