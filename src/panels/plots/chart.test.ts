import fc from "fast-check";
import { expect, test } from "vitest";
import type { Plot, Series } from "../../wire/plots.ts";
import { AREA, chartOf, told, valueAt } from "./chart.ts";

const series = (shape: Series["shape"], ...points: [number, number][]): Series => ({
  id: shape,
  label: shape,
  kind: "measured",
  shape,
  points,
});
const plot = (...all: Series[]): Plot => ({
  id: "plot",
  title: "plot",
  x: { label: "x", unit: "" },
  y: { label: "y", unit: "" },
  series: all,
});

test("whatever is measured stands between the axes", () => {
  const point = fc.tuple(
    fc.integer({ min: -50, max: 5_000 }),
    fc.double({ min: 0, max: 1e6, noNaN: true }),
  );
  const shape = fc.constantFrom<Series["shape"]>("line", "steps", "points", "bars");
  const any = fc.array(fc.tuple(shape, fc.array(point, { maxLength: 20 })), { maxLength: 4 });
  fc.assert(
    fc.property(any, (all) => {
      const chart = chartOf(
        plot(...all.map(([of, points]) => series(of, ...points.sort((a, b) => a[0] - b[0])))),
      );
      for (const drawn of chart.series) {
        for (const { x, y } of [...drawn.points, ...drawn.bars]) {
          expect(x).toBeGreaterThanOrEqual(AREA.left - 1);
          expect(x).toBeLessThanOrEqual(AREA.right + 1);
          expect(y).toBeGreaterThanOrEqual(AREA.top - 1);
          expect(y).toBeLessThanOrEqual(AREA.bottom + 1);
        }
        expect(drawn.path ?? "").not.toMatch(/NaN|Infinity/);
      }
    }),
  );
});

test("an axis of names says each of them at its place", () => {
  const names = ["n1", "n2", "n3"];
  const bars = series("bars", [0, 3], [1, 5], [2, 1]);
  const chart = chartOf({ ...plot(bars), x: { label: "server", unit: "", names } });
  expect(chart.xTicks.map(({ text }) => text)).toEqual(names);
  expect(chart.xTicks.map(({ at }) => at)).toEqual([chart.x(0), chart.x(1), chart.x(2)]);
  const [first] = chart.series[0]!.bars;
  expect(first!.x).toBeGreaterThanOrEqual(AREA.left);
  expect(first!.y + first!.height).toBeCloseTo(AREA.bottom);
});

test("what lies beyond an axis that ends is drawn at its end", () => {
  const chart = chartOf({
    ...plot(series("points", [0, 120])),
    y: { label: "share", unit: "%", from: 0, to: 100 },
  });
  expect(chart.series[0]!.points[0]!.y).toBe(AREA.top);
});

test("steps hold their value until the next one, lines say only what was measured", () => {
  const points: [number, number][] = [
    [1, 10],
    [3, 30],
  ];
  expect(valueAt(series("steps", ...points), 2)).toBe(10);
  expect(valueAt(series("line", ...points), 2)).toBeNull();
  expect(valueAt(series("line", ...points), 3)).toBe(30);
  expect(valueAt(series("steps", ...points), 0)).toBeNull();
});

test("numbers have as many digits as one can use", () => {
  expect([0, 0.00004, 0.2046, 5.678, 12.34, 1234.5].map(told)).toEqual([
    "0",
    "4.0e-5",
    "0.205",
    "5.68",
    "12.3",
    "1235",
  ]);
});
