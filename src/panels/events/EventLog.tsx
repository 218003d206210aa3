import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { say, several } from "../../languages/say.ts";
import { isAbout } from "../../store/echo.ts";
import { firstFrom } from "../../store/rows.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Switch } from "../parts/Switch.tsx";
import { CauseChain } from "./CauseChain.tsx";
import { EventRow } from "./EventRow.tsx";
import styles from "./Events.module.css";
import { Filtered, isNarrow, NO_FILTER, passes } from "./filter.ts";
import { FilterBar } from "./FilterBar.tsx";
import { inSight, offsetOf, totalOf, type Layout } from "./window.ts";

/** A row's height: in a narrow place its sentence has two lines. */
const ROW = 30;
const TALL_ROW = 48;
const NARROW = 560;

/** Everything that happened, in order. Only the rows in sight are drawn, however long the run. */
export function EventLog() {
  const lab = useLab();
  const rows = useRun((run) => run.rows);
  const revision = useRun((run) => run.revision);
  const now = useRun((run) => run.event);
  const why = usePage((page) => page.why);
  const [follow, setFollow] = useState(why === null);
  const selected = usePage((page) => (page.selected?.is === "event" ? page.selected.id : null));
  const pointed = usePage((page) => page.pointed);
  const chosen = selected === null ? null : rows.find(selected);
  // Whoever comes here with a detail chosen in another view wants to see it.
  const [details, setDetails] = useState(chosen?.weight === "detail");
  const shownWhy = why === null ? null : rows.find(why);
  const [filter, setFilter] = useState(NO_FILTER);
  const [filtered] = useState(() => new Filtered());
  // Whoever looks for something looks for it among the details too.
  const every = details || isNarrow(filter) || shownWhy?.weight === "detail";
  const list = filtered.of(every ? rows.all : rows.notable, filter);
  const whyAt = shownWhy ? firstFrom(list, shownWhy.id) : -1;
  const openAt = whyAt >= 0 && list[whyAt] === shownWhy ? whyAt : -1;
  // A question asked elsewhere is answered here, whatever one was looking for.
  useEffect(() => {
    if (shownWhy && !passes(filter)(shownWhy)) setFilter(NO_FILTER);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [why]);

  const scroller = useRef<HTMLDivElement>(null);
  const unfolded = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 400, width: 1_000 });
  const rowHeight = view.width < NARROW ? TALL_ROW : ROW;
  const [extra, setExtra] = useState(160);
  const layout: Layout = { count: list.length, row: rowHeight, open: openAt, extra };
  const [first, last] = inSight(layout, view.top, view.height);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = new ResizeObserver(() =>
      setView({
        top: element.scrollTop,
        height: element.clientHeight,
        width: element.clientWidth,
      }),
    );
    measure.observe(element);
    return () => measure.disconnect();
  }, []);
  useLayoutEffect(() => {
    const height = unfolded.current?.offsetHeight;
    if (height !== undefined && height !== extra) setExtra(height);
  }, [extra, openAt, revision]);
  // The row asked about comes into view.
  useEffect(() => {
    if (openAt < 0) return;
    setFollow(false);
    scroller.current?.scrollTo({ top: Math.max(0, (openAt - 1) * rowHeight) });
    // Only a new question scrolls; rows that come later do not.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [why]);
  // The playhead's row stays in view until somebody scrolls away.
  useEffect(() => {
    const element = scroller.current;
    if (!follow || !element) return;
    const playhead = offsetOf(layout, firstFrom(list, now + 1));
    const low = element.scrollTop;
    if (playhead > low + element.clientHeight || playhead < low + rowHeight) {
      element.scrollTo({
        top: playhead - Math.floor(element.clientHeight / rowHeight) * rowHeight,
      });
    }
    // oxlint-disable-next-line react/exhaustive-deps
  }, [follow, now, revision, list]);
  // A row that is chosen in another view comes into view.
  useEffect(() => {
    const element = scroller.current;
    const at = chosen ? firstFrom(list, chosen.id) : -1;
    if (!element || at < 0 || list[at] !== chosen || why === selected) return;
    const top = offsetOf(layout, at);
    const low = element.scrollTop;
    if (top >= low && top + rowHeight <= low + element.clientHeight) return;
    setFollow(false);
    element.scrollTo({ top: Math.max(0, top - (element.clientHeight - rowHeight) / 2) });
    // Only a new choice scrolls; rows that come later do not.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [selected]);

  return (
    <div className={styles.events}>
      <div className={styles.bar}>
        <Switch on={details} onChange={setDetails}>
          {say`Every detail`}
        </Switch>
        <Switch on={follow} onChange={setFollow}>
          {say`Follow the run`}
        </Switch>
        <FilterBar filter={filter} onChange={setFilter} />
        <span className={styles.count}>{several(list.length, "{n} event", "{n} events")}</span>
      </div>
      <div
        ref={scroller}
        role="region"
        aria-label={say`Event log`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={styles.scroller}
        onScroll={(event) => {
          const { scrollTop, clientHeight, clientWidth } = event.currentTarget;
          setView({ top: scrollTop, height: clientHeight, width: clientWidth });
        }}
        onWheel={() => setFollow(false)}
        onTouchMove={() => setFollow(false)}
      >
        {list.length === 0 && (
          <p className={styles.none}>
            {isNarrow(filter) && rows.all.length > 0
              ? say`Nothing here passes. Try fewer words, all nodes, or every sort of event.`
              : rows.all.length === 0
                ? say`Nothing has happened yet. Press Space to begin.`
                : say`Only details so far. Switch on “Every detail” to see them.`}
          </p>
        )}
        <ol
          aria-label={say`Events`}
          style={{ height: totalOf(layout) + rowHeight }}
          className={styles.rows}
        >
          {list.slice(first, last).map((row, at) => (
            <li key={row.id} style={{ top: offsetOf(layout, first + at) }}>
              <EventRow
                row={row}
                height={rowHeight}
                future={row.id > now}
                selected={row.id === selected}
                pointed={isAbout(row, pointed)}
                open={first + at === openAt}
                onWhy={() => lab.page.setState({ why: row.id === why ? null : row.id })}
              />
              {first + at === openAt && (
                <div ref={unfolded} className={styles.unfolded}>
                  <CauseChain event={row.id} />
                </div>
              )}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
