import { memo } from "react";
import { say } from "../../languages/say.ts";
import type { TraceRow } from "../../wire/frame.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Mark } from "../parts/Mark.tsx";
import { seconds } from "../times.ts";
import styles from "./Events.module.css";

interface EventRowProps {
  readonly row: TraceRow;
  readonly height: number;
  /** It lies beyond the playhead. */
  readonly future: boolean;
  readonly selected: boolean;
  /** It is, or is about, what a hand points at in any view. */
  readonly pointed: boolean;
  readonly open: boolean;
  readonly onWhy: () => void;
}

/** One line of the log. */
export const EventRow = memo(function EventRow(props: EventRowProps) {
  const { row } = props;
  const lab = useLab();
  const level = usePage((page) => page.level);
  return (
    <div
      className={styles.row}
      style={{ height: props.height }}
      data-weight={row.weight}
      data-future={props.future}
      data-selected={props.selected}
      data-pointed={props.pointed}
      onPointerEnter={() => lab.point({ is: "event", id: row.id })}
      onPointerLeave={() => lab.point(null)}
    >
      <button type="button" className={styles.visit} onClick={() => void lab.visit(row.id)}>
        <span className={styles.time}>{seconds(row.time)}</span>
        <span className={styles.node}>{row.node ?? "–"}</span>
        <span className={styles.mark}>
          {row.tone && <Mark tone={row.tone} glyph={row.glyph} />}
        </span>
        <span className={styles.sentence}>{row[level] || row.label}</span>
      </button>
      <button
        type="button"
        className={styles.why}
        aria-expanded={props.open}
        aria-label={say`Why? ${row.label}`}
        onClick={props.onWhy}
      >
        {say`why?`}
      </button>
    </div>
  );
});
