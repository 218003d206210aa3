/** What happened on the nodes besides messages, and above them what hands did and judges saw. */
import type { Brush } from "../brush.ts";
import { CONCURRENT } from "../../wire/happened-before.ts";
import type { TraceRow } from "../../wire/frame.ts";
import { firstFrom, type Span } from "./chronicle.ts";
import { labelFont, labelY, NAMED_PITCH, type BandLabel } from "./bands.ts";
import { drawIcon, mends } from "./icons.ts";
import { timeAt, xOf } from "./layout.ts";
import type { View } from "./view.ts";

/** Marks of one sort nearer than this on a line are drawn as one, in pixels. */
const NEAR = 2.5;
/** No name is shorter than this, in pixels. */
const LEAST_NAME = 20;
/** More timers than this are a crowd. */
const CROWD = 90;

/** Timers that rang, turns of the story, crashes and the rest, on each node's line. */
export function drawMarks(ctx: Brush, view: View): void {
  const { chronicle, layout, stretch, palette, cone } = view;
  const to = stretch.from + stretch.span;
  const timers: [x: number, y: number][] = [];
  const turns: [x: number, y: number][] = [];
  const breaks: [x: number, y: number][] = [];
  chronicle.tracks.forEach(({ marks }, i) => {
    const y = layout.tracks[i]!;
    const timeOf = (place: number): number => chronicle.rows[place]!.time;
    let lastTimer = -Infinity;
    let at = firstFrom(marks.length, (k) => timeOf(marks[k]!) >= stretch.from);
    for (; at < marks.length; at++) {
      const row = chronicle.rows[marks[at]!]!;
      if (row.time > to) break;
      if (cone && cone.sides[marks[at]!] === CONCURRENT) continue;
      const x = xOf(layout, stretch, row.time);
      if (row.kind === "timer") {
        if (x - lastTimer < NEAR) continue;
        lastTimer = x;
        timers.push([x, y]);
      } else if (row.kind === "note") turns.push([x, y]);
      else if (row.kind === "crash" || row.kind === "fault") breaks.push([x, y]);
    }
  });
  const half = layout.band / 2;
  drawTimers(ctx, view, timers, half);
  ctx.beginPath();
  for (const [x, y] of turns) {
    const r = half + 2.5;
    ctx.moveTo(x, y - r);
    ctx.lineTo(x + r * 0.8, y);
    ctx.lineTo(x, y + r);
    ctx.lineTo(x - r * 0.8, y);
    ctx.closePath();
  }
  ctx.fillStyle = palette.ink;
  ctx.fill();
  ctx.strokeStyle = palette.surface;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.beginPath();
  for (const [x, y] of breaks) {
    ctx.moveTo(x, y - half - 5);
    ctx.lineTo(x, y + half + 5);
  }
  ctx.strokeStyle = palette.broken;
  ctx.lineWidth = 2;
  ctx.stroke();
}

/** A pin for each timer that rang; a crowd of them steps back behind what they set off. */
function drawTimers(
  ctx: Brush,
  { palette }: View,
  timers: readonly (readonly [x: number, y: number])[],
  half: number,
): void {
  const crowd = timers.length > CROWD;
  ctx.globalAlpha = crowd ? 0.4 : 1;
  ctx.beginPath();
  for (const [x, y] of timers) {
    ctx.moveTo(x, y + half);
    ctx.lineTo(x, y - half - 3);
  }
  ctx.strokeStyle = palette.ink2;
  ctx.lineWidth = crowd ? 1 : 1.2;
  ctx.stroke();
  ctx.globalAlpha = 1;
  if (crowd) return;
  ctx.beginPath();
  for (const [x, y] of timers) {
    ctx.moveTo(x + 1.9, y - half - 4);
    ctx.arc(x, y - half - 4, 1.9, 0, 2 * Math.PI);
  }
  ctx.fillStyle = palette.ink2;
  ctx.fill();
}

/**
 * Operations of clients as brackets from call to return: broken when nobody knows the outcome, red when refused. Answers
 * their names, as far as there is room.
 */
export function drawSpans(ctx: Brush, view: View): BandLabel[] {
  const { chronicle, layout, stretch, palette, scene, cone } = view;
  const to = stretch.from + stretch.span;
  const brackets: Bracket[] = [];
  ctx.globalAlpha = cone ? 0.4 : 1;
  ctx.font = labelFont(palette);
  const labels: BandLabel[] = [];
  chronicle.tracks.forEach(({ spans }, i) => {
    const y = layout.tracks[i]! + layout.band / 2 + 4;
    const begins = (k: number): number => chronicle.rows[spans[k]!.place]!.time;
    const first = firstFrom(spans.length, (k) => (spans[k]!.end ?? Infinity) >= stretch.from);
    let worded = -Infinity;
    let last = -Infinity;
    for (let k = first; k < spans.length && begins(k) <= to; k++) {
      const span = spans[k]!;
      const x0 = xOf(layout, stretch, begins(k));
      const x1 = xOf(layout, stretch, span.end ?? Math.max(scene.time, scene.end));
      if (x1 - last < 1) continue;
      last = x1;
      brackets.push({ x0, x1, y, outcome: span.outcome });
      const next = k + 1 < spans.length ? xOf(layout, stretch, begins(k + 1)) : Infinity;
      // What is still open ends at the playhead, and so does its name.
      const room = span.end === null ? x1 : Math.min(next - 4, layout.right);
      if (layout.pitch < NAMED_PITCH || room - x0 < LEAST_NAME) continue;
      const row = chronicle.rows[span.endPlace < 0 ? span.place : span.endPlace]!;
      const text = row.label.replace(/^asks /, "");
      const x = Math.max(x0, layout.left) + 1;
      const wide = ctx.measureText(text).width;
      if (x < worded || x + wide > room) continue;
      labels.push({ text, x: x + 3, y: labelY(layout, layout.tracks[i]!) });
      worded = x + wide + 8;
    }
  });
  drawBrackets(ctx, view, brackets);
  ctx.globalAlpha = 1;
  return labels;
}

interface Bracket {
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly outcome: Span["outcome"];
}

function drawBrackets(ctx: Brush, { palette }: View, brackets: readonly Bracket[]): void {
  const { client } = palette.tone;
  ctx.lineWidth = 1.4;
  for (const [outcome, colour] of [
    ["ok", client],
    [null, client],
    ["unknown", palette.unknown],
    ["fail", palette.broken],
  ] as const) {
    ctx.beginPath();
    for (const { x0, x1, y, outcome: how } of brackets) {
      if (how !== outcome) continue;
      ctx.moveTo(x0, y - 3);
      ctx.lineTo(x0, y + 3);
      ctx.lineTo(x1, y + 3);
      // Without an end while nothing has come back.
      if (how !== null) ctx.lineTo(x1, y - 3);
    }
    ctx.strokeStyle = colour;
    if (outcome === "unknown") ctx.setLineDash([3, 2]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
}

/** A mark on the line of hands: what was done there, or how many things. */
export interface HandMark {
  readonly x: number;
  readonly rows: readonly TraceRow[];
}

const APART = 17;

/** What hands did and judges saw in sight, gathered where it lies too close to tell apart. */
export function handsInSight(view: View): HandMark[] {
  const { chronicle, layout, stretch } = view;
  const to = timeAt(layout, stretch, layout.right);
  const gathered: { x: number; rows: TraceRow[] }[] = [];
  const places = [chronicle.hands, chronicle.verdicts].flatMap((list) => {
    const first = firstFrom(list.length, (k) => chronicle.rows[list[k]!]!.time >= stretch.from);
    const end = firstFrom(list.length, (k) => chronicle.rows[list[k]!]!.time > to);
    return list.slice(first, end);
  });
  for (const place of places.sort((a, b) => a - b)) {
    const row = chronicle.rows[place]!;
    const x = xOf(layout, stretch, row.time);
    const last = gathered.at(-1);
    if (last && x - last.x < APART) last.rows.push(row);
    else gathered.push({ x, rows: [row] });
  }
  return gathered;
}

function isViolation(row: TraceRow): boolean {
  return row.kind === "verdict" && row.verdict === "violated";
}

export function drawHands(ctx: Brush, view: View): void {
  const { layout, palette } = view;
  const marks = handsInSight(view);
  const y = layout.handsY;
  for (const { x, rows } of marks) {
    const violation = rows.some(isViolation);
    ctx.beginPath();
    ctx.moveTo(x, y + 8);
    ctx.lineTo(x, layout.bottom);
    ctx.strokeStyle = violation ? palette.broken : palette.line;
    ctx.lineWidth = violation ? 1.5 : 1;
    ctx.setLineDash(violation ? [] : [2, 3]);
    ctx.stroke();
    ctx.setLineDash([]);
    if (violation) {
      drawFlag(ctx, x, y, palette.broken);
      continue;
    }
    const hands = rows.filter((row) => row.kind === "intervention");
    const calm = hands.every((row) => mends(row.deed ?? ""));
    const colour = calm ? palette.act : palette.broken;
    ctx.beginPath();
    ctx.moveTo(x + 8, y);
    ctx.arc(x, y, 8, 0, 2 * Math.PI);
    ctx.fillStyle = palette.surface;
    ctx.fill();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.5;
    ctx.stroke();
    if (rows.length === 1 && hands.length === 1) {
      ctx.lineCap = "round";
      ctx.lineJoin = "round";
      drawIcon(ctx, rows[0]!.deed ?? "", x, y, 4.4);
      ctx.lineCap = "butt";
      ctx.lineJoin = "miter";
      continue;
    }
    ctx.font = `600 10px ${palette.mono}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = colour;
    ctx.fillText(rows.length === 1 ? "✓" : String(rows.length), x, y + 0.5);
  }
}

function drawFlag(ctx: Brush, x: number, y: number, colour: string): void {
  ctx.beginPath();
  ctx.moveTo(x, y - 9);
  ctx.lineTo(x + 12, y - 5);
  ctx.lineTo(x, y);
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.beginPath();
  ctx.moveTo(x, y - 9);
  ctx.lineTo(x, y + 8);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.stroke();
}
