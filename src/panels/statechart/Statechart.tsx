import { useEffect, useMemo, useRef, useState } from "react";
import { say } from "../../languages/say.ts";
import { nodeOf } from "../../store/echo.ts";
import type { NodeFrame } from "../../wire/frame.ts";
import { draw } from "../diagrams/draw.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { rich } from "../parts/rich.tsx";
import { brief, seconds } from "../times.ts";
import { chartText, modeName, nameOf } from "./chart-text.ts";
import styles from "./Statechart.module.css";

/** The machine that runs in the chosen node, its present state lit. */
export function Statechart() {
  const lab = useLab();
  const cards = usePage((page) => page.manifest?.nodes) ?? [];
  const charts = usePage((page) => page.manifest?.charts) ?? {};
  const chosen = usePage((page) => nodeOf(page.shown, page.selected));
  const drawn = cards.filter((card) => charts[card.kind]);
  const card = drawn.find((each) => each.id === chosen) ?? drawn[0];
  const chart = card && charts[card.kind];
  const node = useRun((run) => (card ? run.nodes.get(card.id) : undefined));
  if (!card || !chart) return <p className={styles.quiet}>{say`No node here has a statechart.`}</p>;
  const mode = node?.mode ?? "";
  return (
    <div className={styles.chart}>
      <div className={styles.bar}>
        <label>
          <span>{say`Machine of`}</span>
          <select
            value={card.id}
            onChange={(event) => lab.select({ is: "node", id: event.target.value })}
          >
            {drawn.map((each) => (
              <option key={each.id}>{each.id}</option>
            ))}
          </select>
        </label>
        <span>
          {rich`is in ${<strong>{node && (mode === "" ? say`no state: it is down` : modeName(chart, mode))}</strong>}`}
        </span>
        <LastTransition node={card.id} />
        {node && <RunningTimers node={node} />}
      </div>
      <Diagram
        key={card.kind}
        text={chartText(chart)}
        mode={mode}
        name={
          mode === ""
            ? say`Statechart, now in no state`
            : say`Statechart, now in ${modeName(chart, mode)}`
        }
      />
    </div>
  );
}

/** The timers that may make the next change. */
function RunningTimers({ node }: { readonly node: NodeFrame }) {
  const time = useRun((run) => run.time);
  if (node.timers.length === 0) return null;
  return (
    <ul aria-label={say`Running timers of ${node.id}`} className={styles.timers}>
      {node.timers.map(({ label, set, due, waits }) => {
        const left = Math.max(0, due - time);
        return (
          <li key={`${label} ${due}`}>
            <span>{label}</span>
            <meter
              min={0}
              max={1}
              value={left / Math.max(1, due - set)}
              aria-label={say`${label} runs down`}
            />
            <span>{waits ? say`waits` : brief(Math.round(left / 1_000) * 1_000)}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** The latest change of state at or before the playhead. */
function LastTransition({ node }: { readonly node: string }) {
  const lab = useLab();
  const rows = usePage((page) => page.shown.rows);
  const event = useRun((run) => run.event);
  const level = usePage((page) => page.level);
  const last = useMemo(
    () =>
      rows.all.findLast((row) => row.id <= event && row.kind === "mode" && row.node === node) ??
      null,
    [rows, event, node],
  );
  if (!last) return null;
  return (
    <button type="button" className={styles.last} onClick={() => void lab.visit(last.id)}>
      {say`last change at ${seconds(last.time)}: ${last[level] || last.label}`}
    </button>
  );
}

interface DiagramProps {
  readonly text: string;
  readonly mode: string;
  readonly name: string;
}

function Diagram({ text, mode, name }: DiagramProps) {
  const dark = usePage((page) => page.dark);
  const place = useRef<HTMLDivElement>(null);
  const [svg, setSvg] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    draw(text, dark).then(
      (drawn) => wanted && setSvg(drawn),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [text, dark]);
  // The picture is drawn once; living in it is a class on the state's group.
  useEffect(() => {
    const element = place.current;
    if (!element || mode === "") return;
    const lit: Element[] = [];
    // `up.leader` is in `up` too: what is not drawn as a leaf simply does not match.
    for (const group of element.querySelectorAll("g[id]")) {
      if (group.id.includes(`-state-${nameOf(mode)}-`)) lit.push(group);
    }
    for (const group of lit) group.classList.add(styles.live ?? "");
    show(element, lit[0]);
    return () => {
      for (const group of lit) group.classList.remove(styles.live ?? "");
    };
  }, [mode, svg]);
  if (failed) return <p className={styles.quiet}>{say`This chart could not be drawn.`}</p>;
  if (svg === null) return <p className={styles.quiet}>{say`Drawing…`}</p>;
  return (
    <div
      ref={place}
      role="region"
      aria-label={say`Statechart`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles.picture}
    >
      <div
        role="img"
        aria-label={name}
        // Mermaid's own output, made in its strict mode from the machine's names.
        // oxlint-disable-next-line react/no-danger
        dangerouslySetInnerHTML={{ __html: svg }}
      />
    </div>
  );
}

/** Brings the live state into view, when it is not. */
function show(scroller: HTMLElement, group: Element | undefined): void {
  if (!group) return;
  const box = group.getBoundingClientRect();
  const around = scroller.getBoundingClientRect();
  if (
    box.left >= around.left &&
    box.right <= around.right &&
    box.top >= around.top &&
    box.bottom <= around.bottom
  ) {
    return;
  }
  scroller.scrollBy({
    left: (box.left + box.right - around.left - around.right) / 2,
    top: (box.top + box.bottom - around.top - around.bottom) / 2,
  });
}
