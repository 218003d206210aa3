/** What is pointed at or selected, over everything else. */
import { say } from "../../languages/say.ts";
import { plate, type Brush } from "../brush.ts";
import { glyph } from "../messages.ts";
import type { Target } from "../scene.ts";
import { axisTime } from "./axis.ts";
import type { Line } from "./chronicle.ts";
import { endsOf } from "./lines.ts";
import { spotOf } from "./spots.ts";
import type { View } from "./view.ts";

export function drawOverlay(ctx: Brush, view: View): void {
  const { scene } = view;
  if (scene.selected) light(ctx, view, scene.selected, true);
  if (scene.pointed) light(ctx, view, scene.pointed, false);
}

function light(ctx: Brush, view: View, target: Target, selected: boolean): void {
  const { chronicle } = view;
  switch (target.is) {
    case "node":
      lightTrack(ctx, view, chronicle.trackOf(target.id), selected);
      break;
    case "link":
      lightLink(ctx, view, target);
      break;
    case "message": {
      const line = chronicle.line(target.id);
      if (line) {
        const { top, x } = lightLine(ctx, view, line, selected);
        plateAbove(ctx, view, `${line.label}  m${line.id}`, x, top);
      }
      break;
    }
    case "event":
      lightEvent(ctx, view, target.id, selected);
      break;
  }
}

function lightTrack(ctx: Brush, { layout, palette }: View, track: number, selected: boolean): void {
  const y = layout.tracks[track];
  if (y === undefined) return;
  const half = layout.band / 2 + 4;
  ctx.beginPath();
  ctx.roundRect(layout.left - 4, y - half, layout.right - layout.left + 8, half * 2, half);
  ctx.strokeStyle = palette.act;
  ctx.lineWidth = selected ? 2 : 1.2;
  ctx.stroke();
}

function lightLink(ctx: Brush, view: View, { from, to }: Target & { is: "link" }): void {
  const { chronicle, stretch, palette } = view;
  const [a, b] = [chronicle.trackOf(from), chronicle.trackOf(to)];
  ctx.beginPath();
  for (const line of chronicle.between(stretch.from, stretch.from + stretch.span)) {
    if (!((line.from === a && line.to === b) || (line.from === b && line.to === a))) continue;
    const { x0, y0, x1, y1 } = endsOf(line, view);
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
  }
  ctx.strokeStyle = palette.act;
  ctx.lineWidth = 2.4;
  ctx.stroke();
}

/** Answers where a word on it has room. */
function lightLine(
  ctx: Brush,
  view: View,
  line: Line,
  selected: boolean,
): { readonly x: number; readonly top: number } {
  const { palette } = view;
  const { x0, y0, x1, y1 } = endsOf(line, view);
  const path = (colour: string, width: number): void => {
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  };
  ctx.lineCap = "round";
  path(palette.surface, 7);
  path(palette.act, selected ? 5 : 4.5);
  path(palette.tone[line.tone], 2);
  ctx.lineCap = "butt";
  const long = Math.hypot(x1 - x0, y1 - y0) || 1;
  ctx.beginPath();
  const [dx, dy] = [(x1 - x0) / long, (y1 - y0) / long];
  glyph(ctx, { glyph: line.glyph, x: x1, y: y1, dx, dy }, 6);
  ctx.fillStyle = palette.tone[line.tone];
  ctx.fill();
  ctx.strokeStyle = palette.act;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  return { x: (x0 + x1) / 2, top: Math.min(y0, y1) - 4 };
}

function lightEvent(ctx: Brush, view: View, id: number, selected: boolean): void {
  const { chronicle, palette, layout, cone, stretch } = view;
  const row = chronicle.rows[chronicle.order.placeOf(id)];
  const spot = row && spotOf(row, view);
  if (!row || !spot) return;
  if (row.message > 0 && !selected) {
    const line = chronicle.line(row.message);
    if (line) lightLine(ctx, view, line, false);
  }
  const r = row.node === null ? 11 : layout.band / 2 + 4;
  for (const [colour, width] of [
    [palette.surface, 5],
    [palette.act, selected ? 3 : 2],
  ] as const) {
    ctx.beginPath();
    ctx.moveTo(spot.x + r, spot.y);
    ctx.arc(spot.x, spot.y, r, 0, 2 * Math.PI);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  }
  if (selected && cone) nameSides(ctx, view, spot.x);
  if (!selected || !cone)
    plateAbove(
      ctx,
      view,
      `${row.label}  ${axisTime(row.time, stretch.span / 400)}`,
      spot.x,
      spot.y - r,
    );
}

/** Which side is which, in words, at the top of the selected event. */
function nameSides(ctx: Brush, { layout, palette }: View, x: number): void {
  if (x < layout.left || x > layout.right) return;
  ctx.font = `600 11px ${palette.text}`;
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.strokeStyle = palette.surface;
  ctx.fillStyle = palette.ink;
  ctx.lineWidth = 4;
  for (const [align, text, at] of [
    ["right", say`led to it ◂`, x - 14],
    ["left", say`▸ follows from it`, x + 14],
  ] as const) {
    ctx.textAlign = align;
    ctx.strokeText(text, at, layout.bottom - 8);
    ctx.fillText(text, at, layout.bottom - 8);
  }
  ctx.lineJoin = "miter";
}

/** A word on a plate above a point, kept within the diagram. */
function plateAbove(
  ctx: Brush,
  { layout, palette }: View,
  text: string,
  x: number,
  y: number,
): void {
  const font = `500 12px ${palette.text}`;
  ctx.font = font;
  const width = Math.ceil(ctx.measureText(text).width) + 14;
  const left = Math.max(layout.left - 8, Math.min(layout.right - width, x - width / 2));
  const above = y - 26 >= 0 ? y - 26 : y + 22;
  const box = { x: Math.round(left), y: Math.round(above), width, height: 22 };
  plate(ctx, palette, box, text, { font, ink: palette.ink, edge: palette.act, round: 6 });
}
