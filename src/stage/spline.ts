/**
 * The uniform cubic B-spline through a row of control points (de Boor 1978): smooth, and never outside their hull. Written out,
 * because a library's would bring all of its other curves into the first load.
 */
import type { Brush } from "./brush.ts";
import type { Point } from "./geometry.ts";

/** As much of a brush as a curve needs. */
type Pen = Pick<Brush, "moveTo" | "lineTo" | "bezierCurveTo">;

/** Adds the curve to the path: from the first point to the last, or with `loop` round and round again. */
export function spline(pen: Pen, points: readonly Point[], loop: boolean): void {
  const { length } = points;
  const at = (i: number): Point => points[loop ? i % length : Math.min(i, length - 1)]!;
  const first = points[0];
  if (!first) return;
  if (length < 3) {
    pen.moveTo(first.x, first.y);
    pen.lineTo(at(1).x, at(1).y);
    return;
  }
  if (loop) {
    const start = knot(first, at(1), at(2));
    pen.moveTo(start.x, start.y);
  } else {
    const start = knot(first, first, at(1));
    pen.moveTo(first.x, first.y);
    pen.lineTo(start.x, start.y);
  }
  const from = loop ? 1 : 0;
  for (let i = from; i < from + length - (loop ? 0 : 1); i++) {
    const [a, b] = [at(i), at(i + 1)];
    const end = knot(a, b, at(i + 2));
    pen.bezierCurveTo(
      (2 * a.x + b.x) / 3,
      (2 * a.y + b.y) / 3,
      (a.x + 2 * b.x) / 3,
      (a.y + 2 * b.y) / 3,
      end.x,
      end.y,
    );
  }
  if (!loop) pen.lineTo(at(length - 1).x, at(length - 1).y);
}

/** Where two pieces of the curve meet. */
function knot(a: Point, b: Point, c: Point): Point {
  return { x: (a.x + 4 * b.x + c.x) / 6, y: (a.y + 4 * b.y + c.y) / 6 };
}
