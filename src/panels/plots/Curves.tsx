import { useMemo, useState, type PointerEvent } from "react";
import type { Axis, Plot, Series } from "../../wire/plots.ts";
import { say } from "../../languages/say.ts";
import { AREA, chartOf, HEIGHT, told, valueAt, WIDTH, type Chart, type Drawn } from "./chart.ts";
import styles from "./Plots.module.css";

/** One plot: its series over a pair of axes, what they say where one points, and the numbers as a table. */
export function Curves({ plot }: { readonly plot: Plot }) {
  const chart = useMemo(() => chartOf(plot), [plot]);
  const [pointed, setPointed] = useState<number | null>(null);
  const point = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setPointed(chart.nearest(((event.clientX - box.left) / box.width) * WIDTH));
  };
  return (
    <figure className={styles.plot}>
      <figcaption>{plot.title}</figcaption>
      <Key chart={chart} plot={plot} pointed={pointed} />
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={plot.title}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setPointed(null)}
      >
        <Axes chart={chart} plot={plot} />
        {chart.series.map((each) => (
          <Shape key={each.series.id} drawn={each} />
        ))}
        {pointed !== null && (
          <line
            className={styles.pointed}
            x1={chart.x(pointed)}
            x2={chart.x(pointed)}
            y1={AREA.top}
            y2={AREA.bottom}
          />
        )}
      </svg>
      <Numbers plot={plot} />
    </figure>
  );
}

function Axes({ chart, plot }: { readonly chart: Chart; readonly plot: Plot }) {
  return (
    <g aria-hidden="true">
      {chart.yTicks.map(({ at, text }) => (
        <g key={text}>
          <line className={styles.grid} x1={AREA.left} x2={AREA.right} y1={at} y2={at} />
          <text x={AREA.left - 6} y={at} dy="0.32em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      <line
        className={styles.axis}
        x1={AREA.left}
        x2={AREA.right}
        y1={AREA.bottom}
        y2={AREA.bottom}
      />
      {chart.xTicks.map(({ at, text }) => (
        <text key={text} x={at} y={AREA.bottom + 14} textAnchor="middle">
          {text}
        </text>
      ))}
      <text className={styles.name} x={AREA.right} y={HEIGHT - 4} textAnchor="end">
        {named(plot.x)}
      </text>
      <text className={styles.name} x={AREA.left - 40} y={HEIGHT - 4}>
        {`↑ ${named(plot.y)}`}
      </text>
    </g>
  );
}

function Shape({ drawn }: { readonly drawn: Drawn }) {
  const { series, path, points, bars, colour } = drawn;
  return (
    <g
      data-kind={series.kind}
      className={styles.series}
      style={{ "--colour": colourOf(series, colour) } as React.CSSProperties}
    >
      {path !== null && <path d={path} />}
      {points.map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r={3} />
      ))}
      {bars.map((bar) => (
        <rect key={bar.x} {...bar} rx={1.5} />
      ))}
    </g>
  );
}

interface KeyProps {
  readonly chart: Chart;
  readonly plot: Plot;
  readonly pointed: number | null;
}

/** Which line is which, and what each says where one points. */
function Key({ chart, plot, pointed }: KeyProps) {
  return (
    <ul className={styles.key}>
      {chart.series.map(({ series, colour }) => {
        const value = pointed === null ? null : valueAt(series, pointed);
        return (
          <li
            key={series.id}
            style={{ "--colour": colourOf(series, colour) } as React.CSSProperties}
          >
            <span
              className={styles.swatch}
              data-kind={series.kind}
              data-shape={series.shape}
              aria-hidden="true"
            />
            {series.label}
            {value !== null && <b>{withUnit(value, plot.y)}</b>}
          </li>
        );
      })}
      {pointed !== null && (
        <li className={styles.here}>
          {plot.x.names?.[pointed] ?? `${plot.x.label} ${withUnit(pointed, plot.x)}`}
        </li>
      )}
    </ul>
  );
}

function Numbers({ plot }: { readonly plot: Plot }) {
  const [open, setOpen] = useState(false);
  const xs = [...new Set(plot.series.flatMap(({ points }) => points.map(([x]) => x)))].sort(
    (a, b) => a - b,
  );
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say`Numbers`}</summary>
      {open && (
        <table>
          <thead>
            <tr>
              <th scope="col">{named(plot.x)}</th>
              {plot.series.map((series) => (
                <th key={series.id} scope="col">
                  {series.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {xs.map((x) => (
              <tr key={x}>
                <th scope="row">{plot.x.names?.[x] ?? told(x)}</th>
                {plot.series.map((series) => (
                  <td key={series.id}>{cell(series, x)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}

function cell(series: Series, x: number): string {
  const value = valueAt(series, x);
  return value === null ? "–" : told(value);
}

/** What is published stands back; what is measured has the colours. */
function colourOf({ kind }: Series, colour: number): string {
  return kind === "published" ? "var(--ink-3)" : `var(--term-${colour})`;
}

function named({ label, unit }: Axis): string {
  return unit === "" ? label : `${label}, ${unit}`;
}

function withUnit(value: number, { unit }: Axis): string {
  return unit === "" ? told(value) : `${told(value)} ${unit}`;
}
