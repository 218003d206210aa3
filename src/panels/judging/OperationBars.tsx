import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { say } from "../../languages/say.ts";
import type { Operation, Verdict } from "../../wire/judging.ts";
import { seconds } from "../times.ts";
import { barsOf, type Bar } from "./bars.ts";
import styles from "./OperationBars.module.css";
import { deed, ending, nameOf } from "./words.ts";

interface OperationBarsProps {
  readonly operations: readonly Operation[];
  /** Whose culprits are outlined, or whose order is numbered. */
  readonly verdict: Verdict | null;
  /** How far the run has come, in simulated µs; null without a run. */
  readonly until: number | null;
  /** Lit by whatever else speaks of it. */
  readonly shown: number | null;
  readonly onShow: (op: Operation) => void;
  /** Over the bars: gets the scale. */
  readonly cursor?: (scale: { readonly from: number; readonly to: number }) => ReactNode;
}

/** Three bars of four have so much room for their words, in pixels. */
const ROOM = 112;
/** The picture is never wider, whatever the bars want, in pixels. */
const WIDEST = 30_000;

/** Every process's operations as bars on its own line, from call to return. */
export function OperationBars(props: OperationBarsProps) {
  const { operations, verdict, until, shown, onShow, cursor } = props;
  const bars = barsOf(operations, verdict, until);
  const scroller = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<number | null>(null);
  const proves = verdict?.answer === "no" && (verdict.culprits?.length ?? 0) > 0;
  const target = shown ?? (proves ? verdict.culprits![0]! : null);
  const latest = operations.at(-1)?.id ?? null;
  // What is spoken of comes into view; of a run that goes on, its latest part.
  useEffect(() => {
    const area = scroller.current;
    const bar = area?.querySelector(`[data-operation="${target ?? latest}"]`);
    if (!area || !bar) return;
    const left = bar.getBoundingClientRect().left - area.getBoundingClientRect().left;
    area.scrollLeft += left - (target === null ? area.clientWidth - 180 : 140);
  }, [target, latest]);
  // One stop for Tab; arrows walk in the order of calls.
  const tabStop = operations.some((op) => op.id === stop) ? stop : (target ?? operations[0]?.id);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = operations.findIndex((op) => op.id === tabStop);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: operations.length - 1 }[
      event.key
    ];
    const next = to === undefined ? undefined : operations[to];
    if (!next) return;
    event.preventDefault();
    setStop(next.id);
    scroller.current?.querySelector<HTMLElement>(`[data-operation="${next.id}"]`)?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={scroller} className={styles.scroller} onKeyDown={onKeyDown}>
      <div
        className={styles.lines}
        style={{ minWidth: Math.min(WIDEST, Math.max(320, ROOM / Math.max(bars.narrow, 1e-6))) }}
      >
        {bars.lines.map((line) => (
          <div key={line.process} className={styles.line}>
            <span className={styles.process}>{nameOf(line.process)}</span>
            <ol aria-label={say`Operations of ${nameOf(line.process)}`} className={styles.track}>
              {line.bars.map((bar) => (
                <OperationBar
                  key={bar.op.id}
                  bar={bar}
                  dim={proves && bar.culprit === null}
                  shown={bar.op.id === shown}
                  stop={bar.op.id === tabStop}
                  onShow={() => {
                    setStop(bar.op.id);
                    onShow(bar.op);
                  }}
                />
              ))}
            </ol>
          </div>
        ))}
        {cursor?.(bars)}
      </div>
    </div>
  );
}

interface OperationBarProps {
  readonly bar: Bar;
  readonly dim: boolean;
  readonly shown: boolean;
  readonly stop: boolean;
  readonly onShow: () => void;
}

function OperationBar({ bar, dim, shown, stop, onShow }: OperationBarProps) {
  const { op, from, to, room, culprit, order } = bar;
  const width = Math.max(room - from, 0.0001);
  return (
    <li className={styles.place} style={{ left: `${from * 100}%`, width: `${width * 100}%` }}>
      <button
        type="button"
        data-operation={op.id}
        data-outcome={op.outcome}
        data-culprit={culprit !== null}
        data-dim={dim}
        aria-current={shown}
        tabIndex={stop ? 0 : -1}
        aria-label={told(bar)}
        title={told(bar)}
        className={styles.bar}
        onClick={onShow}
      >
        <span
          className={styles.extent}
          style={{ width: `${Math.min(1, (to - from) / width) * 100}%` }}
        />
        <span className={styles.words}>
          {culprit !== null && <b>{culprit}</b>}
          {order !== null && <i>{order}.</i>}
          {deed(op)}
          {ending(op) !== "" && <em> · {op.outcome === "fail" ? say`failed` : "?"}</em>}
        </span>
      </button>
    </li>
  );
}

/** A bar in words: who, what, how it ended, when, and what part it plays. */
function told({ op, culprit, order }: Bar): string {
  const parts = [`${nameOf(op.process)} ${deed(op)}`];
  if (ending(op) !== "") parts.push(ending(op));
  if (op.time) {
    const { called, returned } = op.time;
    parts.push(
      returned === null
        ? say`${seconds(called)} to now`
        : say`${seconds(called)} to ${seconds(returned)}`,
    );
  }
  if (op.line !== undefined && op.line > 0) parts.push(say`line ${op.line}`);
  if (culprit !== null) parts.push(say`number ${culprit} of what proves it`);
  if (order !== null) parts.push(say`number ${order} in the order that explains everything`);
  return parts.join(", ");
}
