/** The fault line of a partition: a soft band, a dashed middle, and the word. */
import { say } from "../languages/say.ts";
import type { NetworkFrame } from "../wire/frame.ts";
import { plate, type Brush } from "./brush.ts";
import type { Palette } from "./colours.ts";
import { faultLines, roomiest } from "./fault.ts";
import { distance, type Point } from "./geometry.ts";
import type { Layout } from "./layout.ts";
import { spline } from "./spline.ts";

export interface Fault {
  readonly lines: readonly (readonly Point[])[];
  readonly word: Point | null;
}

/** The fault lines of the partition in force; computed once for a partition and a layout. */
export function faultOf(partition: NetworkFrame["partition"], layout: Layout): Fault | null {
  if (!partition) return null;
  const lines = faultLines(partition, layout);
  return lines.length === 0 ? null : { lines, word: layout.crowd ? null : roomiest(lines, layout) };
}

export function drawFault(ctx: Brush, palette: Palette, layout: Layout, fault: Fault): void {
  const wide = Math.max(9, Math.min(22, layout.r * 0.42));
  ctx.beginPath();
  for (const points of fault.lines) trace(ctx, points);
  ctx.lineJoin = "round";
  ctx.lineCap = "butt";
  ctx.strokeStyle = palette.brokenSoft;
  ctx.lineWidth = wide;
  ctx.stroke();
  ctx.strokeStyle = palette.broken;
  ctx.lineWidth = Math.max(1.5, layout.r * 0.042);
  ctx.setLineDash([wide * 0.55, wide * 0.4]);
  ctx.stroke();
  ctx.setLineDash([]);
  if (!fault.word || layout.width < 300) return;
  const size = Math.max(10, Math.min(Math.max(19, layout.r * 0.17), layout.r * 0.28));
  const font = `700 ${size}px ${palette.text}`;
  ctx.font = font;
  const word = say`partition`;
  const width = ctx.measureText(word).width + size * 2;
  const height = size * 1.85;
  const x = Math.round(fault.word.x - width / 2);
  const y = Math.round(fault.word.y - height / 2);
  plate(ctx, palette, { x, y, width, height }, word, {
    font,
    ink: palette.broken,
    edge: palette.broken,
    round: height / 2,
  });
}

function trace(ctx: Brush, points: readonly Point[]): void {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return;
  const loop = points.length > 4 && distance(first, last) < 1;
  // Every third point is enough for a spline; the ends must stay.
  const kept = points.filter((_, i) => i % 3 === 0 || i === points.length - 1);
  if (loop) kept.pop();
  spline(ctx, kept, loop);
}
