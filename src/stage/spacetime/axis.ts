/** The time axis under the nodes' lines, and the playhead across them. */
import { ticks } from "d3";
import { xOf } from "./layout.ts";
import type { Pen } from "./pen.ts";
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

export function drawAxis(pen: Pen, view: View): void {
  const { layout, stretch, palette } = view;
  const count = Math.max(2, Math.floor((layout.right - layout.left) / APART));
  const marks = ticks(stretch.from, stretch.from + stretch.span, count);
  const step = (marks[1] ?? 1) - (marks[0] ?? 0);
  pen.beginPath();
  for (const time of marks) {
    const x = Math.round(xOf(layout, stretch, time)) + 0.5;
    pen.moveTo(x, layout.top);
    pen.lineTo(x, layout.bottom + 5);
  }
  pen.strokeStyle = palette.lineSoft;
  pen.lineWidth = 1;
  pen.stroke();
  pen.beginPath();
  pen.moveTo(layout.left, layout.bottom + 0.5);
  pen.lineTo(layout.right, layout.bottom + 0.5);
  pen.strokeStyle = palette.line;
  pen.stroke();
  pen.font = `400 11px ${palette.mono}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = palette.ink3;
  for (const time of marks) {
    const x = xOf(layout, stretch, time);
    if (x > layout.right - 14) continue;
    pen.fillText(axisTime(time, step), Math.max(x, layout.left + 10), layout.bottom + 14);
  }
}

/** What lies beyond the playhead is faded, whatever it is. */
export function drawVeil(pen: Pen, view: View): void {
  const { layout, stretch, palette, scene } = view;
  const x = Math.max(layout.left, xOf(layout, stretch, scene.time));
  if (x >= layout.right) return;
  pen.beginPath();
  pen.rect(x, 0, layout.right - x, layout.bottom);
  pen.fillStyle = palette.surface;
  pen.globalAlpha = 0.58;
  pen.fill();
  pen.globalAlpha = 1;
}

export function drawPlayhead(pen: Pen, view: View): void {
  const { layout, stretch, palette, scene } = view;
  const x = xOf(layout, stretch, scene.time);
  if (x < layout.left - 1 || x > layout.right + 1) return;
  pen.beginPath();
  pen.moveTo(x, 2);
  pen.lineTo(x, layout.bottom + 2);
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 1.5;
  pen.stroke();
  pen.beginPath();
  pen.moveTo(x, layout.bottom - 4);
  pen.lineTo(x + 6, layout.bottom + 3);
  pen.lineTo(x + 6, layout.bottom + 9);
  pen.lineTo(x - 6, layout.bottom + 9);
  pen.lineTo(x - 6, layout.bottom + 3);
  pen.closePath();
  pen.fillStyle = palette.ink;
  pen.fill();
}
