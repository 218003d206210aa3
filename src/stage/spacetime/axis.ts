/** The time axis under the nodes' lines, and the playhead across them. */
import type { Brush } from "../brush.ts";
import { ticks } from "d3";
import { xOf } from "./layout.ts";
import type { View } from "./view.ts";

/** Room that a time needs on the axis, in pixels. */
const APART = 84;

/** `3.4 s`, with as many digits as tell neighbours apart; under a second in milliseconds. */
export function axisTime(time: number, step: number): string {
  if (step < 1_000) return `${Math.round(time)} µs`;
  if (step < 10_000 && time < 1_000_000) return `${Math.round(time / 1_000)} ms`;
  const digits = step >= 1_000_000 ? 0 : step >= 100_000 ? 1 : step >= 10_000 ? 2 : 3;
  return `${(time / 1_000_000).toFixed(digits)} s`;
}

export function drawAxis(ctx: Brush, view: View): void {
  const { layout, stretch, palette } = view;
  const count = Math.max(2, Math.floor((layout.right - layout.left) / APART));
  const marks = ticks(stretch.from, stretch.from + stretch.span, count);
  const step = (marks[1] ?? 1) - (marks[0] ?? 0);
  ctx.beginPath();
  for (const time of marks) {
    const x = Math.round(xOf(layout, stretch, time)) + 0.5;
    ctx.moveTo(x, layout.top);
    ctx.lineTo(x, layout.bottom + 5);
  }
  ctx.strokeStyle = palette.lineSoft;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(layout.left, layout.bottom + 0.5);
  ctx.lineTo(layout.right, layout.bottom + 0.5);
  ctx.strokeStyle = palette.line;
  ctx.stroke();
  ctx.font = `400 11px ${palette.mono}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = palette.ink3;
  for (const time of marks) {
    const x = xOf(layout, stretch, time);
    if (x > layout.right - 14) continue;
    ctx.fillText(axisTime(time, step), Math.max(x, layout.left + 10), layout.bottom + 14);
  }
}

/** What lies beyond the playhead is faded, whatever it is. */
export function drawVeil(ctx: Brush, view: View): void {
  const { layout, stretch, palette, scene } = view;
  const x = Math.max(layout.left, xOf(layout, stretch, scene.time));
  if (x >= layout.right) return;
  ctx.beginPath();
  ctx.rect(x, 0, layout.right - x, layout.bottom);
  ctx.fillStyle = palette.surface;
  ctx.globalAlpha = 0.58;
  ctx.fill();
  ctx.globalAlpha = 1;
}

export function drawPlayhead(ctx: Brush, view: View): void {
  const { layout, stretch, palette, scene } = view;
  const x = xOf(layout, stretch, scene.time);
  if (x < layout.left - 1 || x > layout.right + 1) return;
  ctx.beginPath();
  ctx.moveTo(x, 2);
  ctx.lineTo(x, layout.bottom + 2);
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x, layout.bottom - 4);
  ctx.lineTo(x + 6, layout.bottom + 3);
  ctx.lineTo(x + 6, layout.bottom + 9);
  ctx.lineTo(x - 6, layout.bottom + 9);
  ctx.lineTo(x - 6, layout.bottom + 3);
  ctx.closePath();
  ctx.fillStyle = palette.ink;
  ctx.fill();
}
