import { Copy, Trash2 } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { say } from "../../languages/say.ts";
import { deliverablesOf, type Deliverable } from "../../store/deliverables.ts";
import { isHolding } from "../../store/scripts.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Mark } from "../parts/Mark.tsx";
import { brief } from "../times.ts";
import styles from "./Hold.module.css";

/** More rows than this are only counted. */
const MOST = 100;

/**
 * The adversary's seat: everything that waits for a hand, in the order in which it would come by itself. One stop of
 * the Tab key; from there arrows choose, Enter delivers or rings, Delete drops and 2 doubles.
 */
export function HoldList() {
  const lab = useLab();
  const run = usePage((page) => page.shown);
  const cards = usePage((page) => page.manifest?.nodes) ?? [];
  const [about, setAbout] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  /** Where the focus was when its row went away. */
  const focused = useRef<number | null>(null);
  const heading = useId();

  const all = deliverablesOf(run, about);
  const rows = all.slice(0, MOST);
  const current = Math.max(
    0,
    rows.findIndex((row) => row.key === chosen),
  );

  const buttons = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>("[data-deliver]") ?? []),
  ];
  const keys = rows.map((row) => row.key).join(" ");
  // A message delivered under the keyboard's focus must not throw it back to the top of the page.
  useEffect(() => {
    const at = focused.current;
    if (at === null || list.current?.contains(document.activeElement)) return;
    const now = buttons();
    (now[Math.min(at, now.length - 1)] ?? list.current)?.focus();
  }, [keys]);

  useEffect(() => {
    const element = list.current;
    const came = ({ target }: FocusEvent): void => {
      const row = target instanceof Element ? target.closest("li") : null;
      focused.current = row && element ? [...element.children].indexOf(row) : 0;
    };
    // Focus that moves elsewhere by itself leaves the list; a row that goes away has no next.
    const went = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget instanceof Node && !element?.contains(relatedTarget))
        focused.current = null;
    };
    element?.addEventListener("focusin", came);
    element?.addEventListener("focusout", went);
    return () => {
      element?.removeEventListener("focusin", came);
      element?.removeEventListener("focusout", went);
    };
  }, []);

  const act = (row: Deliverable, does: "deliver" | "drop" | "duplicate"): void => {
    if (row.is === "message") void lab.tryTo(`${does} m${row.flight.id}`);
    else if (does === "deliver") void lab.tryTo(`fire ${row.node} ${row.timer.label}`);
  };
  const key = (event: KeyboardEvent, row: Deliverable, at: number): void => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) buttons()[Math.max(0, Math.min(rows.length - 1, to))]?.focus();
    else if (event.key === "Delete" || event.key === "Backspace") act(row, "drop");
    else if (event.key === "2") act(row, "duplicate");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section aria-labelledby={heading} className={styles.hold}>
      <header>
        <h2 id={heading}>{say`By your hand`}</h2>
        <span className={styles.count}>{all.length}</span>
        <select
          aria-label={say`Only what concerns`}
          value={about ?? ""}
          onChange={(event) => setAbout(event.target.value === "" ? null : event.target.value)}
        >
          <option value="">{say`all nodes`}</option>
          {cards.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
        <Button
          small
          title={isHolding(run) ? say`Release everything (G)` : say`Release everything`}
          onClick={() => void lab.tryTo("release all; release timers")}
        >
          {say`Release all`}
        </Button>
      </header>
      {/* It takes the focus when the last row is gone. */}
      <ol ref={list} tabIndex={-1} aria-label={say`To deliver`}>
        {rows.map((row, at) => (
          <Row
            key={row.key}
            row={row}
            time={run.time}
            stop={at === current}
            onFocus={() => setChosen(row.key)}
            onAct={(does) => act(row, does)}
            onKey={(event) => key(event, row, at)}
          />
        ))}
      </ol>
      {rows.length === 0 && <p>{say`Nothing is on its way. Play on, or ring a timer.`}</p>}
      {all.length > MOST && <p>{say`And ${all.length - MOST} more.`}</p>}
    </section>
  );
}

interface RowProps {
  readonly row: Deliverable;
  readonly time: number;
  /** The Tab key stops here. */
  readonly stop: boolean;
  readonly onFocus: () => void;
  readonly onAct: (does: "deliver" | "drop" | "duplicate") => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

function Row({ row, time, stop, onFocus, onAct, onKey }: RowProps) {
  const lab = useLab();
  const point = (): void =>
    lab.point(
      row.is === "message" ? { is: "message", id: row.flight.id } : { is: "node", id: row.node },
    );
  const tabIndex = stop ? 0 : -1;
  const due = row.at - time;
  if (row.is === "timer") {
    const { label, waits } = row.timer;
    const when = waits ? say`overdue ${brief(-due)}` : say`due in ${brief(Math.max(0, due))}`;
    return (
      <li data-waits={waits} onPointerEnter={point} onPointerLeave={() => lab.point(null)}>
        <span className={styles.clock} aria-hidden="true" />
        <span className={styles.what}>
          {label}
          <small>
            {row.node} · {when}
          </small>
        </span>
        <Button
          small
          data-deliver={row.key}
          tabIndex={tabIndex}
          aria-label={say`Ring ${label} of ${row.node}, ${when}`}
          onFocus={() => {
            onFocus();
            point();
          }}
          onBlur={() => lab.point(null)}
          onKeyDown={onKey}
          onClick={() => onAct("deliver")}
        >
          {say`Ring now`}
        </Button>
      </li>
    );
  }
  const { id, from, to, view, waits, sent } = row.flight;
  const when =
    waits === "hand" ? say`${brief(time - sent)} old` : say`in ${brief(Math.max(0, due))}`;
  const name = say`${view.label} from ${from} to ${to}, m${id}`;
  return (
    <li data-waits={waits === "hand"} onPointerEnter={point} onPointerLeave={() => lab.point(null)}>
      <Mark tone={view.tone} glyph={view.glyph} />
      <span className={styles.what}>
        {view.label}
        <small>
          {from} → {to} · {when}
        </small>
      </span>
      <Button
        small
        data-deliver={row.key}
        tabIndex={tabIndex}
        aria-label={
          waits === "hand" ? say`Deliver ${name}, waiting, ${when}` : say`Deliver ${name}, ${when}`
        }
        onFocus={() => {
          onFocus();
          point();
        }}
        onBlur={() => lab.point(null)}
        onKeyDown={onKey}
        onClick={() => onAct("deliver")}
      >
        {say`Deliver`}
      </Button>
      <Button
        look="plain"
        small
        tabIndex={tabIndex}
        aria-label={say`Drop ${name}`}
        title={say`Drop (Delete)`}
        onClick={() => onAct("drop")}
      >
        <Trash2 aria-hidden="true" />
      </Button>
      <Button
        look="plain"
        small
        tabIndex={tabIndex}
        aria-label={say`Duplicate ${name}`}
        title={say`Duplicate (2)`}
        onClick={() => onAct("duplicate")}
      >
        <Copy aria-hidden="true" />
      </Button>
    </li>
  );
}
