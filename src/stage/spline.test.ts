import { curveBasis, curveBasisClosed, line } from "d3";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Point } from "./geometry.ts";
import { spline } from "./spline.ts";

type Stroke = readonly [string, ...number[]];

/** Writes down what is drawn. */
class Pen {
  readonly strokes: Stroke[] = [];
  moveTo(...to: number[]): void {
    this.strokes.push(["move", ...to]);
  }
  lineTo(...to: number[]): void {
    this.strokes.push(["line", ...to]);
  }
  bezierCurveTo(...to: number[]): void {
    this.strokes.push(["curve", ...to]);
  }
  closePath(): void {
    this.strokes.push(["close"]);
  }
}

const coordinate = fc.integer({ min: -1000, max: 1000 });
const points = (least: number) =>
  fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: least, maxLength: 30 });

test.each([false, true])("draws what d3’s basis curve draws; a loop: %s", (loop) => {
  fc.assert(
    fc.property(points(loop ? 3 : 2), (given) => {
      const [ours, theirs] = [new Pen(), new Pen()];
      spline(ours, given, loop);
      line<Point>(
        (p) => p.x,
        (p) => p.y,
      )
        .curve(loop ? curveBasisClosed : curveBasis)
        .context(theirs as unknown as CanvasRenderingContext2D)(given);
      expect(ours.strokes.map(([kind]) => kind)).toEqual(theirs.strokes.map(([kind]) => kind));
      ours.strokes.forEach(([, ...to], i) => {
        const [, ...other] = theirs.strokes[i]!;
        to.forEach((value, j) => expect(value).toBeCloseTo(other[j]!, 6));
      });
    }),
  );
});

test("nothing to draw is no error, one point is a dot", () => {
  const pen = new Pen();
  spline(pen, [], false);
  expect(pen.strokes).toEqual([]);
  spline(pen, [{ x: 1, y: 2 }], false);
  expect(pen.strokes).toEqual([
    ["move", 1, 2],
    ["line", 1, 2],
  ]);
});
