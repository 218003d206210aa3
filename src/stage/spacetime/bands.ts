/** Each node's line as bands of the states that it was in. */
import { say } from "../../languages/say.ts";
import type { Brush } from "../brush.ts";
import { interpolateRgb } from "d3";
import { FUTURE, PAST } from "../../wire/happened-before.ts";
import type { Palette, Tone } from "../colours.ts";
import { firstFrom, type Band, type Track } from "./chronicle.ts";
import { timeAt, xOf, type Layout } from "./layout.ts";
import type { View } from "./view.ts";

/** Bands narrower than this many pixels are drawn as one. */
const NARROW = 0.75;
/** Lines nearer to each other than this have no room for names between them. */
export const NAMED_PITCH = 23;

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A state's name beside its band. */
export interface BandLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Draws the bands in sight; answers how many, and the names that there is room for. */
export function drawBands(ctx: Brush, view: View): { count: number; labels: BandLabel[] } {
  const { chronicle, layout, palette, cone } = view;
  const groups = new Map<string, Bar[]>();
  const labels: BandLabel[] = [];
  let count = 0;
  ctx.font = labelFont(palette);
  ctx.beginPath();
  for (const y of layout.tracks) {
    ctx.moveTo(layout.left, y);
    ctx.lineTo(layout.right, y);
  }
  ctx.strokeStyle = palette.lineSoft;
  ctx.lineWidth = 1;
  ctx.stroke();
  chronicle.tracks.forEach((track, i) => {
    const y = layout.tracks[i]!;
    let worded = -Infinity;
    for (const { band, x, width } of bandsInSight(track, view)) {
      const key = `${band.status} ${band.tone}`;
      const group = groups.get(key);
      if (group) group.push({ x, y, width });
      else groups.set(key, [{ x, y, width }]);
      count++;
      // A client's line is named by its operations instead.
      const text = band.status === "crashed" ? say`down` : track.spans.length > 0 ? "" : band.name;
      if (width < 24 || text === "" || layout.pitch < NAMED_PITCH || x < worded) continue;
      const wide = ctx.measureText(text).width;
      if (wide + 8 > width) continue;
      labels.push({ text, x: x + 4, y: labelY(layout, y) });
      worded = x + wide + 10;
    }
  });
  ctx.globalAlpha = cone ? 0.4 : 1;
  for (const [key, bars] of groups) {
    const [status, tone] = key.split(" ") as [Band["status"], Tone];
    drawBars(ctx, palette, status, tone, bars, layout.band);
  }
  ctx.globalAlpha = 1;
  if (cone) drawReach(ctx, view);
  return { count, labels };
}

export function labelFont(palette: Palette): string {
  return `550 11px ${palette.text}`;
}

/** Where a name stands over a node's line. */
export function labelY(layout: Layout, y: number): number {
  return y - layout.band / 2 - 6;
}

/** Names stand over the lines of messages, with a rim of the ground around them. */
export function drawLabels(ctx: Brush, palette: Palette, labels: readonly BandLabel[]): void {
  ctx.font = labelFont(palette);
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const { text, x, y } of labels) {
    ctx.strokeStyle = palette.surface;
    ctx.lineWidth = 3.5;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = palette.ink2;
    ctx.fillText(text, x, y);
  }
  ctx.lineJoin = "miter";
}

function* bandsInSight(
  { bands }: Track,
  { layout, stretch, scene }: View,
): Generator<{ readonly band: Band; readonly x: number; readonly width: number }> {
  const endOf = (at: number): number => bands[at + 1]?.time ?? Math.max(scene.end, scene.time);
  const from = stretch.from;
  for (let at = firstFrom(bands.length, (i) => endOf(i) > from); at < bands.length;) {
    const band = bands[at]!;
    const x = Math.max(layout.left, xOf(layout, stretch, band.time));
    if (x >= layout.right) return;
    let end = Math.min(layout.right, xOf(layout, stretch, endOf(at)));
    let next = at + 1;
    if (end - x < NARROW) {
      end = x + NARROW;
      const beyond = timeAt(layout, stretch, end);
      next = Math.max(
        next,
        firstFrom(bands.length, (i) => endOf(i) > beyond),
      );
    }
    yield { band, x, width: end - x };
    at = next;
  }
}

function drawBars(
  ctx: Brush,
  palette: Palette,
  status: Band["status"],
  tone: Tone,
  bars: readonly Bar[],
  thick: number,
): void {
  const colour = status === "crashed" ? palette.tone.crashed : palette.tone[tone];
  ctx.beginPath();
  for (const { x, y, width } of bars) {
    // A hair's breadth between two states, where there is room for it.
    const wide = width > 3 ? width - 1 : width;
    ctx.roundRect(x, y - thick / 2, wide, thick, wide > thick ? thick / 2 : 0);
  }
  ctx.fillStyle = interpolateRgb(palette.surface, colour)(SHADES[status]);
  ctx.fill();
  if (status === "up") return;
  ctx.strokeStyle = interpolateRgb(palette.surface, colour)(0.8);
  ctx.lineWidth = 1;
  if (status === "paused") {
    ctx.setLineDash([3, 3]);
    ctx.stroke();
    ctx.setLineDash([]);
    return;
  }
  ctx.beginPath();
  for (const { x, y, width } of bars) {
    for (let at = x + 2; at + thick < x + width - 1; at += 5) {
      ctx.moveTo(at, y + thick / 2);
      ctx.lineTo(at + thick, y - thick / 2);
    }
  }
  ctx.stroke();
}

const SHADES: Readonly<Record<Band["status"], number>> = { up: 0.62, paused: 0.16, crashed: 0.2 };

/** How far the selected event's past and future reach on each line: whole up to here, broken from there. */
function drawReach(ctx: Brush, view: View): void {
  const { chronicle, layout, stretch, cone, palette, scene } = view;
  if (!cone) return;
  const timeOf = (place: number): number => chronicle.rows[place]!.time;
  const clip = (x: number): number => Math.min(layout.right, Math.max(layout.left, x));
  const past: [number, number, number][] = [];
  const future: [number, number, number][] = [];
  chronicle.tracks.forEach(({ events }, i) => {
    const y = layout.tracks[i]!;
    const side = (at: number): number => cone.sides[events[at]!]!;
    const itself = events[firstFrom(events.length, (at) => events[at]! >= cone.at)] === cone.at;
    const begins = firstFrom(events.length, (at) => events[at]! >= cone.at || side(at) !== PAST);
    const follows = firstFrom(events.length, (at) => events[at]! > cone.at && side(at) >= FUTURE);
    const last = itself ? cone.at : begins > 0 ? events[begins - 1]! : null;
    const first = itself ? cone.at : (events[follows] ?? null);
    if (last !== null)
      past.push([clip(xOf(layout, stretch, 0)), clip(xOf(layout, stretch, timeOf(last))), y]);
    if (first !== null) {
      const end = Math.max(scene.end, scene.time);
      future.push([clip(xOf(layout, stretch, timeOf(first))), clip(xOf(layout, stretch, end)), y]);
    }
  });
  const reach = (parts: typeof past): void => {
    ctx.beginPath();
    for (const [from, to, y] of parts) {
      if (to - from < 0.5) continue;
      ctx.moveTo(from, y);
      ctx.lineTo(to, y);
    }
    ctx.stroke();
  };
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = 2.5;
  reach(past);
  ctx.setLineDash([3, 4]);
  reach(future);
  ctx.setLineDash([]);
}
