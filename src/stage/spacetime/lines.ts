/**
 * Messages as slanted lines from where they were sent to where they arrived or were lost. Where lines lie closer than the
 * eye can part them, neighbours become one ribbon, so that a whole run costs no more strokes than there are pixels.
 */
import type { Brush } from "../brush.ts";
import { CONCURRENT, FUTURE, ITSELF, PAST } from "../../wire/happened-before.ts";
import type { Glyph, Tone } from "../colours.ts";
import { glyph } from "../messages.ts";
import type { Line } from "./chronicle.ts";
import { xOf } from "./layout.ts";
import type { Side, View } from "./view.ts";

/** More lines than this are drawn as ribbons. */
const MANY = 900;
/** More than this have no glyphs of their own. */
const GLYPHS = 450;
/** Fewer than this say their names. */
const NAMED = 36;
/** Lines whose ends are nearer than this, in pixels, become one ribbon. */
const NEAR = 2;

export interface Ends {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Where a message's line begins and ends on the screen. One on its way ends at the playhead. */
export function endsOf(line: Line, { layout, stretch, scene }: View): Ends {
  const from = layout.tracks[line.from]!;
  const to = layout.tracks[line.to]!;
  const now = Math.max(scene.time, scene.end);
  // A copy made on the way begins where its original was.
  const began = line.of ? shareAt(line.of, line.sent, now) : 0;
  const end = line.end ?? now;
  // What waits for a hand lies beside its receiver's line.
  const beside = Math.sign(from - to) * (layout.band / 2 + 3);
  const y1 = line.held === null ? from + (to - from) * shareAt(line, end, now) : to + beside;
  return {
    x0: xOf(layout, stretch, line.sent),
    y0: from + (to - from) * began,
    x1: xOf(layout, stretch, line.held ?? end),
    y1,
  };
}

/** Where its end is, also when it waited before. */
function endX(line: Line, { layout, stretch, scene }: View): number {
  return xOf(layout, stretch, line.end ?? Math.max(scene.time, scene.end));
}

/** How far a message had come at a time, 0 to 1. */
function shareAt(line: Line, time: number, now: number): number {
  if (line.end !== null) {
    if (time >= line.end || line.end === line.sent) return line.share;
    return (line.share * (time - line.sent)) / (line.end - line.sent);
  }
  const arrives = line.arrives ?? now;
  if (arrives <= line.sent) return 1;
  return Math.max(0, Math.min(1, (time - line.sent) / (arrives - line.sent)));
}

/** How a line stands to the selected event. */
export function sideOf(line: Line, { cone }: View): Side {
  if (!cone) return "none";
  const { sides } = cone;
  const end = line.endPlace < 0 ? CONCURRENT : sides[line.endPlace]!;
  if (end === PAST || end === ITSELF) return "past";
  const start = sides[line.place]!;
  return start === FUTURE || start === ITSELF ? "future" : "aside";
}

/** A line in sight, where it stands on the screen. */
export interface Drawn extends Ends {
  readonly line: Line;
  readonly side: Side;
}

/** Every line in sight. */
export function linesInSight(view: View): Drawn[] {
  const { chronicle, stretch, layout } = view;
  const all: Drawn[] = [];
  for (const line of chronicle.between(stretch.from, stretch.from + stretch.span)) {
    const { x0, y0, x1, y1 } = endsOf(line, view);
    if (x1 < layout.left && x0 < layout.left && line.held === null) continue;
    // One plain object each: there may be as many as a long run has messages, sixty times a second.
    all.push({ line, side: sideOf(line, view), x0, y0, x1, y1 });
  }
  return all;
}

/** Whether there are so many that they are drawn as ribbons. */
export function areMany(all: readonly Drawn[]): boolean {
  return all.length > MANY;
}

export function drawLines(ctx: Brush, view: View, all: readonly Drawn[]): void {
  const { layout, cone } = view;
  const lost = all.filter(({ line }) => line.lost);
  const held = all.filter(({ line }) => line.held !== null);
  for (const side of cone ? (["aside", "future", "past"] as const) : (["none"] as const)) {
    const same = cone ? all.filter((each) => each.side === side) : all;
    if (same.length === 0) continue;
    ctx.globalAlpha = side === "aside" ? 0.2 : 1;
    if (areMany(all)) drawRibbons(ctx, view, same);
    else strokeLines(ctx, view, same, side);
    if (all.length <= GLYPHS) drawGlyphs(ctx, view, same, all.length > GLYPHS / 3 ? 2.8 : 3.8);
  }
  drawHeld(ctx, view, held);
  drawCrosses(ctx, view, lost);
  ctx.globalAlpha = 1;
  if (all.length <= NAMED && layout.pitch >= 26) nameLines(ctx, view, all);
}

function byTone(drawn: readonly Drawn[]): Map<Tone, Drawn[]> {
  const tones = new Map<Tone, Drawn[]>();
  for (const each of drawn) {
    const same = tones.get(each.line.tone);
    if (same) same.push(each);
    else tones.set(each.line.tone, [each]);
  }
  return tones;
}

function strokeLines(ctx: Brush, { palette }: View, drawn: readonly Drawn[], side: Side): void {
  ctx.lineWidth = side === "past" ? 2 : side === "future" ? 1.8 : 1.4;
  if (side === "future" && drawn.length <= GLYPHS) ctx.setLineDash([6, 3]);
  for (const [tone, same] of byTone(drawn)) {
    ctx.beginPath();
    for (const { x0, y0, x1, y1 } of same) {
      ctx.moveTo(x0, y0);
      ctx.lineTo(x1, y1);
    }
    ctx.strokeStyle = palette.tone[tone];
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

interface Ribbon {
  from: number;
  to: number;
  end0: number;
  end1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Neighbours on the same way become one area, whose corners all run the same way round: areas that overlap add up. */
function drawRibbons(ctx: Brush, { palette, layout }: View, drawn: readonly Drawn[]): void {
  ctx.globalAlpha *= 0.4;
  for (const [tone, same] of byTone(drawn)) {
    ctx.beginPath();
    const open = new Map<number, Ribbon>();
    for (const { line, x0, y0, x1, y1 } of same) {
      const way = line.lost ? -1 - line.place : line.from * layout.tracks.length + line.to;
      const ribbon = open.get(way);
      if (
        ribbon &&
        x0 - ribbon.to <= NEAR &&
        x1 >= ribbon.end0 - NEAR &&
        x1 - ribbon.end1 <= NEAR
      ) {
        ribbon.to = Math.max(ribbon.to, x0);
        ribbon.end1 = Math.max(ribbon.end1, x1);
        ribbon.end0 = Math.min(ribbon.end0, x1);
        continue;
      }
      if (ribbon) area(ctx, ribbon);
      open.set(way, { from: x0, to: x0, end0: x1, end1: x1, y0, y1 });
    }
    for (const ribbon of open.values()) area(ctx, ribbon);
    ctx.fillStyle = palette.tone[tone];
    ctx.fill();
  }
}

function area(ctx: Brush, { from, to, end0, end1, y0, y1 }: Ribbon): void {
  const half = 0.6;
  const down = y1 >= y0;
  ctx.moveTo(from - half, y0);
  if (down) {
    ctx.lineTo(to + half, y0);
    ctx.lineTo(end1 + half, y1);
    ctx.lineTo(end0 - half, y1);
  } else {
    ctx.lineTo(end0 - half, y1);
    ctx.lineTo(end1 + half, y1);
    ctx.lineTo(to + half, y0);
  }
}

function drawGlyphs(ctx: Brush, view: View, drawn: readonly Drawn[], size: number): void {
  const { palette, layout } = view;
  const kinds = new Map<string, Drawn[]>();
  for (const each of drawn) {
    if (each.line.end === null || each.line.lost) continue;
    const key = `${each.line.glyph} ${each.line.tone}`;
    const same = kinds.get(key);
    if (same) same.push(each);
    else kinds.set(key, [each]);
  }
  for (const [key, same] of kinds) {
    const [kind, tone] = key.split(" ") as [Glyph, Tone];
    ctx.beginPath();
    for (const { line, x0, y0, x1, y1 } of same) {
      const long = Math.hypot(x1 - x0, y1 - y0) || 1;
      const [dx, dy] = [(x1 - x0) / long, (y1 - y0) / long];
      glyph(
        ctx,
        {
          glyph: kind,
          x: line.held === null ? x1 : endX(line, view),
          y: line.held === null ? y1 : layout.tracks[line.to]!,
          dx,
          dy,
        },
        size,
      );
    }
    if (kind === "ring" || kind === "cross") {
      ctx.strokeStyle = palette.tone[tone];
      ctx.lineWidth = Math.max(1.3, size * 0.42);
      ctx.stroke();
    } else {
      ctx.fillStyle = palette.tone[tone];
      ctx.fill();
    }
  }
}

/** A message that waits for a hand lies beside its receiver's line, with a ring where it came to wait. */
function drawHeld(ctx: Brush, view: View, held: readonly Drawn[]): void {
  const { palette } = view;
  ctx.strokeStyle = palette.act;
  for (const { line, x1, y1: beside, side } of held) {
    ctx.globalAlpha = side === "aside" ? 0.25 : 1;
    const until = endX(line, view);
    ctx.lineWidth = 1.4;
    ctx.setLineDash([2, 2.5]);
    ctx.beginPath();
    ctx.moveTo(x1, beside);
    ctx.lineTo(until, beside);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(x1 + 4.5, beside);
    ctx.arc(x1, beside, 4.5, 0, 2 * Math.PI);
    ctx.stroke();
  }
}

/** A cross where a message went no further. Crosses upon crosses are one. */
function drawCrosses(ctx: Brush, view: View, lost: readonly Drawn[]): void {
  const { palette } = view;
  const taken = new Set<number>();
  for (const aside of [true, false]) {
    ctx.beginPath();
    for (const { line, x1: arrived, y1, side } of lost) {
      const x1 = line.held === null ? arrived : endX(line, view);
      if ((side === "aside") !== aside) continue;
      if (lost.length > GLYPHS) {
        const spot = Math.round(x1 / 3) * 4096 + Math.round(y1 / 3);
        if (taken.has(spot)) continue;
        taken.add(spot);
      }
      const r = line.held === null ? 3.8 : 3.2;
      ctx.moveTo(x1 - r, y1 - r);
      ctx.lineTo(x1 + r, y1 + r);
      ctx.moveTo(x1 + r, y1 - r);
      ctx.lineTo(x1 - r, y1 + r);
    }
    ctx.globalAlpha = aside ? 0.3 : 1;
    ctx.strokeStyle = palette.broken;
    ctx.lineWidth = 1.8;
    ctx.stroke();
  }
}

/** Names of messages where they arrive, as far as they do not run into the next arrival. */
function nameLines(ctx: Brush, { layout, palette }: View, drawn: readonly Drawn[]): void {
  ctx.font = `400 10.5px ${palette.mono}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const arrivals = drawn
    .filter(({ line, side }) => line.end !== null && side !== "aside")
    .sort((a, b) => a.x1 - b.x1);
  const taken = new Map<number, number>();
  for (const each of arrivals) {
    const { line, x1, y1 } = each;
    const below = y1 + (line.lost ? 9 : layout.band / 2 + 8);
    const x = x1 + 3;
    if (x < layout.left || x < (taken.get(line.to) ?? -Infinity)) continue;
    const wide = ctx.measureText(line.label).width;
    if (x + wide > layout.right) continue;
    taken.set(line.to, x + wide + 8);
    ctx.strokeStyle = palette.surface;
    ctx.lineWidth = 3;
    ctx.strokeText(line.label, x, below);
    ctx.fillStyle = palette.ink2;
    ctx.fillText(line.label, x, below);
  }
  ctx.lineJoin = "miter";
}
