/** Where everything in the picture of a plot stands, in the units of its view box. Pure. */
import { curveLinear, curveStepAfter, line, scaleLinear } from "d3";
import type { Axis, Plot, Series } from "../../wire/plots.ts";

export const WIDTH = 480;
export const HEIGHT = 184;
/** The area between the axes. */
export const AREA = { left: 46, right: WIDTH - 14, top: 10, bottom: HEIGHT - 38 };

export interface Tick {
  readonly at: number;
  readonly text: string;
}

export interface Mark {
  readonly x: number;
  readonly y: number;
}

export interface Bar extends Mark {
  readonly width: number;
  readonly height: number;
}

export interface Drawn {
  readonly series: Series;
  /** Which colour of the cycle, from 1. */
  readonly colour: number;
  /** The line as SVG has it; null for points and bars. */
  readonly path: string | null;
  readonly points: readonly Mark[];
  readonly bars: readonly Bar[];
}

export interface Chart {
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly series: readonly Drawn[];
  /** The place on the x axis that a value of it has, and the value nearest to a place that some series has. */
  readonly x: (value: number) => number;
  readonly nearest: (place: number) => number | null;
}

/** Most names that stand side by side under the axis. */
const MOST_NAMES = 14;

export function chartOf(plot: Plot): Chart {
  const xs = plot.series.flatMap(({ points }) => points.map(([x]) => x));
  const ys = plot.series.flatMap(({ points }) => points.map(([, y]) => y));
  const barred = plot.series.filter(({ shape }) => shape === "bars");
  const x = scaleLinear(extent(plot.x, xs, barred.length > 0 ? 0.5 : 0), [AREA.left, AREA.right]);
  const y = scaleLinear(extent(plot.y, [0, ...ys], 0), [AREA.bottom, AREA.top]);
  if (plot.y.to === undefined) y.nice(4);
  const step = barred.length > 0 ? Math.abs(x(1) - x(0)) : 0;
  const width = Math.max(2, (step * 0.72) / Math.max(1, barred.length));
  const series = plot.series.map((each, i): Drawn => {
    const drawn = each.points.map(([a, b]) => ({ x: x(a), y: y(clamped(b, y.domain())) }));
    const nth = barred.indexOf(each);
    const curve = each.shape === "steps" ? curveStepAfter : curveLinear;
    const lined = each.shape === "line" || each.shape === "steps";
    const path = line<Mark>(
      (mark) => mark.x,
      (mark) => mark.y,
    ).curve(curve)(drawn);
    return {
      series: each,
      colour: (i % 8) + 1,
      path: lined && drawn.length > 1 ? path : null,
      // A line of one point would not be seen.
      points: each.shape === "points" || (lined && drawn.length === 1) ? drawn : [],
      bars:
        nth < 0
          ? []
          : drawn.map((mark) => ({
              x: clamped(mark.x - (width * barred.length) / 2 + nth * width, [
                AREA.left,
                AREA.right - width,
              ]),
              y: mark.y,
              width: width - 0.5,
              height: Math.max(0, AREA.bottom - mark.y),
            })),
    };
  });
  const known = [...new Set(xs)].sort((a, b) => a - b);
  return {
    xTicks: plot.x.names
      ? namesOf(plot.x.names).map(({ at, text }) => ({ at: x(at), text }))
      : x.ticks(6).map((value) => ({ at: x(value), text: told(value) })),
    yTicks: y.ticks(4).map((value) => ({ at: y(value), text: told(value) })),
    series,
    x: (value) => x(value),
    nearest: (place) => {
      const value = x.invert(place);
      return known.reduce<number | null>(
        (best, each) =>
          best === null || Math.abs(each - value) < Math.abs(best - value) ? each : best,
        null,
      );
    },
  };
}

/** What a series says at a value of x: at that very place, or for lines the last one before it. */
export function valueAt({ points, shape }: Series, x: number): number | null {
  const before = points.findLast(([at]) => at <= x);
  if (!before) return null;
  return before[0] === x || shape === "steps" ? before[1] : null;
}

export function told(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 0.01) return value.toExponential(1);
  return String(Number(value.toFixed(size < 1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0)));
}

function clamped(value: number, [low = 0, high = 0]: readonly number[]): number {
  return Math.min(high, Math.max(low, value));
}

function extent(axis: Axis, values: readonly number[], room: number): [number, number] {
  const low = axis.from ?? Math.min(...values, axis.to ?? Infinity) - room;
  const high = axis.to ?? Math.max(...values, axis.from ?? -Infinity) + room;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  return low < high ? [low, high] : [low, low + 1];
}

function namesOf(names: readonly string[]): { readonly at: number; readonly text: string }[] {
  const every = Math.ceil(names.length / MOST_NAMES);
  return names.map((text, at) => ({ at, text })).filter(({ at }) => at % every === 0);
}
