import { useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent } from "react";
import { say } from "../../languages/say.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { seconds, spoken } from "../times.ts";
import { InterventionMark } from "./InterventionMark.tsx";
import { deeds, density, leftBehind, spanOf, type LeftBehind } from "./span.ts";
import styles from "./TimeLine.module.css";

const BINS = 150;
/** Keys that move the playhead, in simulated µs. */
const KEYS: Readonly<Record<string, number>> = {
  ArrowRight: 100_000,
  ArrowUp: 100_000,
  ArrowLeft: -100_000,
  ArrowDown: -100_000,
  PageUp: 1_000_000,
  PageDown: -1_000_000,
};

/** The run's story in one line: how much happened when, what hands did, and the futures left behind. */
export function TimeLine() {
  const lab = useLab();
  const lanes = useRun((run) => run.lanes);
  const end = useRun((run) => run.end);
  const revision = useRun((run) => run.revision);
  const time = useRun((run) => run.time);
  const rows = usePage((page) => page.shown.rows);
  const span = spanOf(time, lanes, end);
  const bars = useMemo(
    () => (revision < 0 ? [] : density(rows.all, span, BINS)),
    [rows, revision, span],
  );
  const head = useRef<HTMLDivElement>(null);
  const played = useRef<HTMLDivElement>(null);
  const slider = useSlider(span);
  useEffect(() => {
    // Transforms alone: the playhead moves sixty times a second and must cost the page no layout.
    const place = (run: { readonly time: number }): void => {
      const now = Math.min(1, run.time / span);
      if (head.current) head.current.style.transform = `translateX(${now * 100}%)`;
      if (played.current) played.current.style.transform = `scaleX(${now})`;
    };
    place(lab.live.getState());
    return lab.live.subscribe(place);
  }, [lab, span]);

  const interventions = lanes.find((lane) => lane.current)?.interventions ?? [];
  const left = (at: number): string => `${Math.min(100, (at / span) * 100)}%`;
  return (
    <div className={styles.line}>
      <div
        role="slider"
        data-part="timeline"
        tabIndex={0}
        aria-label={say`Time`}
        aria-valuemin={0}
        aria-valuemax={Math.round(span / 1_000)}
        aria-valuenow={Math.round(time / 1_000)}
        aria-valuetext={spoken(time)}
        className={styles.slider}
        {...slider}
      >
        <svg viewBox={`0 0 ${BINS} 20`} preserveAspectRatio="none" aria-hidden="true">
          <Bars bars={bars} />
        </svg>
        <div className={styles.track}>
          <div className={styles.played} ref={played} />
          <div className={styles.future} style={{ left: 0, width: left(end) }} />
        </div>
        <div className={styles.head} ref={head} />
      </div>
      {deeds(interventions, span).map((deed) => (
        <InterventionMark key={deed.at} deed={deed} left={left(deed.at)} />
      ))}
      <ul className={styles.lanes} aria-label={say`Futures left behind`}>
        {leftBehind(lanes).map((lane) => (
          <Lane key={lane.id} lane={lane} span={span} />
        ))}
      </ul>
    </div>
  );
}

/** A future left behind, dashed from where it parts; its words stand where there is room. */
function Lane({ lane, span }: { readonly lane: LeftBehind; readonly span: number }) {
  const lab = useLab();
  const from = (lane.from / span) * 100;
  const end = Math.min(100, (lane.end / span) * 100);
  const words = end < 66 ? "after" : from > 34 ? "before" : "over";
  return (
    <li>
      <button
        type="button"
        data-words={words}
        style={words === "before" ? { right: `${100 - end}%` } : { left: `${from}%` }}
        title={say`Return to this future (${seconds(lane.from)} to ${seconds(lane.end)})`}
        onClick={() => void lab.lane(lane.id)}
        onContextMenu={(event) => {
          event.preventDefault();
          lab.setOverlay("lanes");
        }}
      >
        <span className={styles.dashes} style={{ width: `max(24px, ${end - from}cqw)` }} />
        <span>{lane.label}</span>
      </button>
    </li>
  );
}

function Bars({ bars }: { readonly bars: readonly number[] }) {
  const path = bars
    .map((share, at) => (share > 0 ? `M${at + 0.5} 20v-${(2 + share * 17).toFixed(1)}` : ""))
    .join("");
  return <path d={path} className={styles.bars} />;
}

/** Drag and keys move the playhead; a run that played goes on when it is let go. */
function useSlider(span: number) {
  const lab = useLab();
  const moment = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * span;
  };
  const wasPlaying = useRef(false);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      wasPlaying.current = lab.playing;
      lab.pause();
      void lab.seek(moment(event));
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) void lab.seek(moment(event));
    },
    onPointerUp() {
      if (wasPlaying.current) lab.play();
      wasPlaying.current = false;
    },
    onKeyDown(event: KeyboardEvent) {
      const { time, end } = lab.live.getState();
      const by = KEYS[event.key];
      const to = event.key === "Home" ? 0 : event.key === "End" ? end : by && time + by;
      if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      void lab.seek(to);
    },
  };
}
