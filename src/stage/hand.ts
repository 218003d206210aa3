/** What a hand is about to do, drawn before it is done: a message where it would go, a knife where it would cut. */
import { say } from "../languages/say.ts";
import type { Aim } from "./aim.ts";
import { circle, plate, type Brush } from "./brush.ts";
import type { Palette } from "./colours.ts";
import { TWICE, type Grip, type Intent } from "./grab.ts";
import { drawMessages, glyphSize, type Mark } from "./messages.ts";
import type { Point } from "./geometry.ts";
import { headingOn, pointOn } from "./pairs.ts";

/** A message in the hand, and what would become of it. */
export interface Grab {
  readonly grip: Grip;
  readonly intent: Intent;
}

export function drawGrab(ctx: Brush, palette: Palette, r: number, { grip, intent }: Grab): void {
  const size = glyphSize(r, 0);
  const { place, flight } = grip;
  const { at, does } = intent;
  const colour = does === "drop" ? palette.broken : palette.act;
  ctx.beginPath();
  ctx.moveTo(place.x, place.y);
  ctx.lineTo(at.x, at.y);
  circle(ctx, place.x, place.y, size * 1.5);
  ctx.setLineDash([3, 4]);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.setLineDash([]);
  drawTwice(ctx, palette, grip, does === "duplicate");
  const ghost = (x: number, y: number): Mark => ({
    id: flight.id,
    from: flight.from,
    to: flight.to,
    glyph: flight.view.glyph,
    tone: flight.view.tone,
    label: "",
    x,
    y,
    dx: intent.heading.x,
    dy: intent.heading.y,
    come: 0,
    waits: null,
  });
  const apart = does === "duplicate" ? size * 0.9 : 0;
  const ghosts = [ghost(at.x - apart, at.y - apart)];
  if (apart > 0) ghosts.push(ghost(at.x + apart, at.y + apart));
  drawMessages(ctx, palette, ghosts, size * 1.2);
  ctx.beginPath();
  if (does === "drop") {
    const half = size * 1.5;
    ctx.moveTo(at.x - half, at.y - half);
    ctx.lineTo(at.x + half, at.y + half);
    ctx.moveTo(at.x + half, at.y - half);
    ctx.lineTo(at.x - half, at.y + half);
  } else circle(ctx, at.x, at.y, size * 1.9 + apart);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2.2;
  ctx.stroke();
}

/** The place where a hand doubles what it holds. */
function drawTwice(ctx: Brush, palette: Palette, { twice }: Grip, lit: boolean): void {
  const size = lit ? TWICE * 1.15 : TWICE;
  const box = { x: twice.x - size, y: twice.y - size, width: size * 2, height: size * 2 };
  plate(ctx, palette, box, "×2", {
    font: `700 ${size * 0.82}px ${palette.text}`,
    ink: palette.act,
    edge: palette.act,
    round: size,
  });
}

/** Where along the link the picture of a cut stands. */
function placeOf(way: Aim["way"]): number {
  return { both: 0.5, there: 0.3, back: 0.7 }[way];
}

export function aimPoint({ course, way }: Aim): Point {
  return pointOn(course, placeOf(way));
}

/** Where a knife would cut: across the middle both ways, near an end the direction that sets out there. */
export function drawAim(ctx: Brush, palette: Palette, r: number, { course, way }: Aim): void {
  const half = Math.max(7, r * 0.24);
  ctx.strokeStyle = palette.broken;
  ctx.fillStyle = palette.broken;
  ctx.lineWidth = Math.max(2.4, r * 0.075);
  ctx.lineCap = "round";
  if (way === "both") {
    const p = pointOn(course, 0.5);
    const h = headingOn(course, 0.5);
    ctx.beginPath();
    ctx.moveTo(p.x - h.y * half, p.y + h.x * half);
    ctx.lineTo(p.x + h.y * half, p.y - h.x * half);
    ctx.stroke();
    ctx.lineCap = "butt";
    return;
  }
  const t = placeOf(way);
  const p = pointOn(course, t);
  const along = headingOn(course, t);
  const h = way === "there" ? along : { x: -along.x, y: -along.y };
  // An arrow that runs into a bar.
  const tip = { x: p.x + h.x * half * 0.9, y: p.y + h.y * half * 0.9 };
  ctx.beginPath();
  ctx.moveTo(p.x - h.x * half * 1.6, p.y - h.y * half * 1.6);
  ctx.lineTo(p.x, p.y);
  ctx.moveTo(tip.x - h.y * half, tip.y + h.x * half);
  ctx.lineTo(tip.x + h.y * half, tip.y - h.x * half);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(p.x + h.x * half * 0.5, p.y + h.y * half * 0.5);
  ctx.lineTo(
    p.x - h.x * half * 0.4 - h.y * half * 0.55,
    p.y - h.y * half * 0.4 + h.x * half * 0.55,
  );
  ctx.lineTo(
    p.x - h.x * half * 0.4 + h.y * half * 0.55,
    p.y - h.y * half * 0.4 - h.x * half * 0.55,
  );
  ctx.closePath();
  ctx.fill();
  ctx.lineCap = "butt";
}

/** What the knife would do, in a few words. */
export function aimText({ course: { pair }, way }: Aim, dead: boolean): string {
  if (way === "both") return dead ? say`heal both ways` : say`cut both ways`;
  const direction = way === "there" ? `${pair.a}→${pair.b}` : `${pair.b}→${pair.a}`;
  return dead ? say`heal ${direction}` : say`cut ${direction}`;
}
