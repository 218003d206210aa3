/** What is pointed at or selected, over everything else. */
import { plate } from "../brush.ts";
import { glyph } from "../messages.ts";
import type { Target } from "../scene.ts";
import { axisTime } from "./axis.ts";
import type { Line } from "./chronicle.ts";
import { endsOf } from "./lines.ts";
import type { Pen } from "./pen.ts";
import { spotOf } from "./spots.ts";
import type { View } from "./view.ts";

export function drawOverlay(pen: Pen, view: View): void {
  const { scene } = view;
  if (scene.selected) light(pen, view, scene.selected, true);
  if (scene.pointed) light(pen, view, scene.pointed, false);
}

function light(pen: Pen, view: View, target: Target, selected: boolean): void {
  const { chronicle } = view;
  switch (target.is) {
    case "node":
      lightTrack(pen, view, chronicle.trackOf(target.id), selected);
      break;
    case "link":
      lightLink(pen, view, target);
      break;
    case "message": {
      const line = chronicle.line(target.id);
      if (line) lightLine(pen, view, line, selected);
      break;
    }
    case "event":
      lightEvent(pen, view, target.id, selected);
      break;
  }
}

function lightTrack(pen: Pen, { layout, palette }: View, track: number, selected: boolean): void {
  const y = layout.tracks[track];
  if (y === undefined) return;
  const half = layout.band / 2 + 4;
  pen.beginPath();
  pen.roundRect(layout.left - 4, y - half, layout.right - layout.left + 8, half * 2, half);
  pen.strokeStyle = palette.act;
  pen.lineWidth = selected ? 2 : 1.2;
  pen.stroke();
}

function lightLink(pen: Pen, view: View, { from, to }: Target & { is: "link" }): void {
  const { chronicle, stretch, palette } = view;
  const [a, b] = [chronicle.trackOf(from), chronicle.trackOf(to)];
  pen.beginPath();
  for (const line of chronicle.between(stretch.from, stretch.from + stretch.span)) {
    if (!((line.from === a && line.to === b) || (line.from === b && line.to === a))) continue;
    const { x0, y0, x1, y1 } = endsOf(line, view);
    pen.moveTo(x0, y0);
    pen.lineTo(x1, y1);
  }
  pen.strokeStyle = palette.act;
  pen.lineWidth = 2.4;
  pen.stroke();
}

function lightLine(pen: Pen, view: View, line: Line, selected: boolean): void {
  const { palette } = view;
  const { x0, y0, x1, y1 } = endsOf(line, view);
  const path = (colour: string, width: number): void => {
    pen.beginPath();
    pen.moveTo(x0, y0);
    pen.lineTo(x1, y1);
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.stroke();
  };
  pen.lineCap = "round";
  path(palette.surface, 7);
  path(palette.act, selected ? 5 : 4.5);
  path(palette.tone[line.tone], 2);
  pen.lineCap = "butt";
  const long = Math.hypot(x1 - x0, y1 - y0) || 1;
  pen.beginPath();
  const [dx, dy] = [(x1 - x0) / long, (y1 - y0) / long];
  glyph(pen, { glyph: line.glyph, x: x1, y: y1, dx, dy }, 6);
  pen.fillStyle = palette.tone[line.tone];
  pen.fill();
  pen.strokeStyle = palette.act;
  pen.lineWidth = 1.5;
  pen.stroke();
  say(pen, view, `${line.label}  m${line.id}`, (x0 + x1) / 2, Math.min(y0, y1) - 4);
}

function lightEvent(pen: Pen, view: View, id: number, selected: boolean): void {
  const { chronicle, palette, layout, cone, stretch } = view;
  const row = chronicle.rows[chronicle.order.placeOf(id)];
  const spot = row && spotOf(row, view);
  if (!row || !spot) return;
  if (row.message > 0 && !selected) {
    const line = chronicle.line(row.message);
    if (line) lightLine(pen, view, line, false);
  }
  const r = row.node === null ? 11 : layout.band / 2 + 4;
  for (const [colour, width, more] of [
    [palette.surface, 5, 0],
    [palette.act, selected ? 3 : 2, 0],
  ] as const) {
    pen.beginPath();
    pen.moveTo(spot.x + r + more, spot.y);
    pen.arc(spot.x, spot.y, r + more, 0, 2 * Math.PI);
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.stroke();
  }
  if (selected && cone) nameSides(pen, view, spot.x);
  if (!selected || !cone)
    say(pen, view, `${row.label}  ${axisTime(row.time, stretch.span / 400)}`, spot.x, spot.y - r);
}

/** Which side is which, in words, at the top of the selected event. */
function nameSides(pen: Pen, { layout, palette }: View, x: number): void {
  if (x < layout.left || x > layout.right) return;
  pen.font = `600 11px ${palette.text}`;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.strokeStyle = palette.surface;
  pen.fillStyle = palette.ink;
  pen.lineWidth = 4;
  for (const [align, text, at] of [
    ["right", "led to it ◂", x - 14],
    ["left", "▸ follows from it", x + 14],
  ] as const) {
    pen.textAlign = align;
    pen.strokeText(text, at, layout.bottom - 8);
    pen.fillText(text, at, layout.bottom - 8);
  }
  pen.lineJoin = "miter";
}

/** A word on a plate above a point, kept within the diagram. */
function say(pen: Pen, { layout, palette }: View, text: string, x: number, y: number): void {
  const font = `500 12px ${palette.text}`;
  pen.font = font;
  const width = Math.ceil(pen.measureText(text).width) + 14;
  const left = Math.max(layout.left - 8, Math.min(layout.right - width, x - width / 2));
  const above = y - 26 >= 0 ? y - 26 : y + 22;
  const box = { x: Math.round(left), y: Math.round(above), width, height: 22 };
  plate(pen, palette, box, text, { font, ink: palette.ink, edge: palette.act, round: 6 });
}
