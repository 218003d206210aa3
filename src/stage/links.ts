/** Links: hairlines while they are whole, and unmistakable when they are not. */
import { say } from "../languages/say.ts";
import type { NetworkFrame } from "../wire/frame.ts";
import { circle, plate, type Brush } from "./brush.ts";
import type { Palette } from "./colours.ts";
import type { Box, Point } from "./geometry.ts";
import { headingOn, isCut, pointOn, type Course, type PairState } from "./pairs.ts";

/** Draws the links of the ground: batched by look, one path a look. */
export function drawLinks(
  ctx: Brush,
  palette: Palette,
  r: number,
  courses: readonly Course[],
  states: ReadonlyMap<string, PairState>,
): void {
  const plain: Course[] = [];
  const altered: Course[] = [];
  const clients: Course[] = [];
  const parted: Course[] = [];
  const dead: Course[] = [];
  const halves: { readonly course: Course; readonly state: PairState }[] = [];
  for (const course of courses) {
    const state = states.get(course.pair.key);
    if (state && isCut(course.pair, state)) (state.parted ? parted : dead).push(course);
    else if (state && (state.cutThere || state.cutBack)) halves.push({ course, state });
    else if (state && state.altered !== null) altered.push(course);
    else (course.pair.client ? clients : plain).push(course);
  }
  const thin = Math.max(1, Math.min(2, r * 0.034));
  ctx.lineCap = "butt";
  stroke(ctx, plain, palette.hairline, thin * (courses.length > 150 ? 0.6 : 1), []);
  stroke(ctx, altered, palette.unknown, thin * 1.3, [9, 3.5]);
  ctx.globalAlpha = clients.length > 8 ? 0.42 : 0.7;
  stroke(ctx, clients, palette.tone.client, thin, [4, 4]);
  ctx.globalAlpha = parted.length > 150 ? 0.22 : 0.6;
  ctx.lineCap = "round";
  stroke(ctx, parted, palette.broken, thin, [0.5, 5.5]);
  ctx.globalAlpha = 1;
  stroke(ctx, dead, palette.broken, thin * 1.6, [0.5, 6]);
  for (const { course, state } of halves) drawHalf(ctx, palette, r, course, state);
  if (dead.length <= 60)
    for (const course of dead)
      scissors(ctx, palette, r, pointOn(course, course.anchor), headingOn(course, course.anchor));
  for (const course of courses) {
    const state = states.get(course.pair.key);
    if (!state) continue;
    if (courses.length <= 120) drawGates(ctx, palette, r, course, state, courses.length > 16);
    if (state.altered === null || isCut(course.pair, state)) continue;
    drawAltered(ctx, palette, r, course, altered.length <= FEW_ALTERED ? state.altered : null);
  }
}

function stroke(
  ctx: Brush,
  courses: readonly Course[],
  colour: string,
  width: number,
  dash: number[],
): void {
  if (courses.length === 0) return;
  ctx.beginPath();
  for (const course of courses) trace(ctx, course);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Adds a link's way to the path. */
export function trace(ctx: Brush, course: Course): void {
  ctx.moveTo(course.from.x, course.from.y);
  if (course.bent) ctx.quadraticCurveTo(course.over.x, course.over.y, course.to.x, course.to.y);
  else ctx.lineTo(course.to.x, course.to.y);
}

/** A point beside the way: to the right of who travels in the given direction. */
function beside(course: Course, t: number, there: boolean, by: number): Point {
  const p = pointOn(course, t);
  const h = headingOn(course, t);
  const side = there ? by : -by;
  return { x: p.x - h.y * side, y: p.y + h.x * side };
}

/** One direction lives, the other ends at a bar: each gets its own lane with an arrow. */
function drawHalf(ctx: Brush, palette: Palette, r: number, course: Course, state: PairState): void {
  const lane = Math.max(3, r * 0.11);
  const head = Math.max(5, r * 0.17);
  for (const there of [true, false]) {
    if (there ? !course.pair.there : !course.pair.back) continue;
    const cut = there ? state.cutThere : state.cutBack;
    // Along the direction of travel: 0 at the sender.
    const at = (t: number): Point => beside(course, there ? t : 1 - t, there, lane);
    const sketch = (from: number, to: number): void => {
      ctx.beginPath();
      const steps = course.bent ? 8 : 1;
      for (let i = 0; i <= steps; i++) {
        const p = at(from + ((to - from) * i) / steps);
        if (i === 0) ctx.moveTo(p.x, p.y);
        else ctx.lineTo(p.x, p.y);
      }
    };
    ctx.lineCap = "round";
    if (!cut) {
      sketch(0, 1);
      ctx.strokeStyle = palette.ink3;
      ctx.lineWidth = Math.max(1.2, r * 0.038);
      ctx.stroke();
      arrow(ctx, at(1), heading(course, 1, there), head, palette.ink3, true);
      continue;
    }
    const stop = 0.44;
    sketch(0, stop);
    ctx.strokeStyle = palette.broken;
    ctx.lineWidth = Math.max(1.8, r * 0.055);
    ctx.stroke();
    const h = heading(course, stop, there);
    const bar = at(stop);
    const half = Math.max(5, r * 0.17);
    ctx.beginPath();
    ctx.moveTo(bar.x - h.y * half, bar.y + h.x * half);
    ctx.lineTo(bar.x + h.y * half, bar.y - h.x * half);
    ctx.lineWidth = Math.max(2.4, r * 0.075);
    ctx.stroke();
    sketch(stop + 0.14, 1);
    ctx.setLineDash([0.5, 6]);
    ctx.lineWidth = Math.max(1.4, r * 0.045);
    ctx.stroke();
    ctx.setLineDash([]);
    arrow(ctx, at(1), heading(course, 1, there), head, palette.broken, false);
  }
  ctx.lineCap = "butt";
}

function heading(course: Course, t: number, there: boolean): Point {
  const h = headingOn(course, there ? t : 1 - t);
  return there ? h : { x: -h.x, y: -h.y };
}

function arrow(
  ctx: Brush,
  tip: Point,
  h: Point,
  size: number,
  colour: string,
  full: boolean,
): void {
  const wing = size * 0.55;
  ctx.beginPath();
  ctx.moveTo(tip.x - h.x * size - h.y * wing, tip.y - h.y * size + h.x * wing);
  ctx.lineTo(tip.x, tip.y);
  ctx.lineTo(tip.x - h.x * size + h.y * wing, tip.y - h.y * size - h.x * wing);
  if (full) {
    ctx.closePath();
    ctx.fillStyle = colour;
    ctx.fill();
  } else {
    ctx.strokeStyle = colour;
    ctx.lineWidth = Math.max(1.4, size * 0.22);
    ctx.stroke();
  }
}

/** Scissors on a plate that interrupts the link. */
function scissors(ctx: Brush, palette: Palette, r: number, p: Point, h: Point): void {
  const size = Math.max(7, Math.min(14, r * 0.24));
  ctx.save();
  ctx.translate(p.x, p.y);
  ctx.beginPath();
  circle(ctx, 0, 0, size * 1.15);
  ctx.fillStyle = palette.surface;
  ctx.fill();
  ctx.strokeStyle = palette.broken;
  ctx.lineWidth = 1.2;
  ctx.stroke();
  // The blades open across the link.
  ctx.rotate(Math.atan2(h.y, h.x) - Math.PI / 2);
  ctx.beginPath();
  const eye = size * 0.22;
  ctx.moveTo(size * 0.66, -size * 0.42);
  ctx.lineTo(-size * 0.34, size * 0.22);
  ctx.moveTo(size * 0.66, size * 0.42);
  ctx.lineTo(-size * 0.34, -size * 0.22);
  circle(ctx, -size * 0.52, size * 0.34, eye);
  circle(ctx, -size * 0.52, -size * 0.34, eye);
  ctx.lineWidth = Math.max(1.2, size * 0.15);
  ctx.lineCap = "round";
  ctx.stroke();
  ctx.restore();
}

/** A held direction ends at a gate before its receiver: two bars, or one where there are many. */
function drawGates(
  ctx: Brush,
  palette: Palette,
  r: number,
  course: Course,
  state: PairState,
  sparing: boolean,
): void {
  const half = Math.max(4, r * 0.15);
  for (const there of [true, false]) {
    if (!(there ? state.heldThere && course.pair.there : state.heldBack && course.pair.back))
      continue;
    const t = there ? 1 : 0;
    const h = headingOn(course, t);
    ctx.beginPath();
    for (const back of sparing ? [0] : [0, 4]) {
      const by = there ? -back : back;
      const p = { x: pointOn(course, t).x + h.x * by, y: pointOn(course, t).y + h.y * by };
      ctx.moveTo(p.x - h.y * half, p.y + h.x * half);
      ctx.lineTo(p.x + h.y * half, p.y - h.x * half);
    }
    ctx.strokeStyle = palette.act;
    ctx.lineWidth = 1.8;
    ctx.stroke();
  }
}

/** Where the words beside a changed link stand. */
export function alteredPlate(
  ctx: Brush,
  palette: Palette,
  r: number,
  course: Course,
  text: string,
): { readonly box: Box; readonly font: string } {
  const letters = Math.max(10, Math.min(15, r * 0.24));
  const font = `450 ${letters}px ${palette.mono}`;
  ctx.font = font;
  const width = Math.ceil(ctx.measureText(text).width + letters);
  const height = Math.ceil(letters * 1.7);
  const p = pointOn(course, course.anchor);
  return { box: { x: p.x - width / 2, y: p.y + Math.min(11, r * 0.19) + 3, width, height }, font };
}

/** When more links are changed than this, their words would cover the stage: a mark on each has to do. */
export const FEW_ALTERED = 6;

/** A small wave where hands have changed latency, loss or order, and what they made of it. */
function drawAltered(
  ctx: Brush,
  palette: Palette,
  r: number,
  course: Course,
  text: string | null,
): void {
  const p = pointOn(course, course.anchor);
  const size = Math.max(6, Math.min(11, r * 0.19));
  if (text !== null) {
    const { box, font } = alteredPlate(ctx, palette, r, course, text);
    plate(ctx, palette, box, text, { font, ink: palette.ink2, edge: palette.unknown, round: 5 });
  }
  ctx.beginPath();
  circle(ctx, p.x, p.y, size);
  ctx.fillStyle = palette.surface;
  ctx.fill();
  ctx.strokeStyle = palette.unknown;
  ctx.lineWidth = 1.2;
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(p.x - size * 0.55, p.y);
  ctx.bezierCurveTo(
    p.x - size * 0.2,
    p.y - size * 0.8,
    p.x + size * 0.2,
    p.y + size * 0.8,
    p.x + size * 0.55,
    p.y,
  );
  ctx.lineWidth = 1.5;
  ctx.stroke();
}

/** What to say of a link that is pointed at: its latency, and whatever is not usual. */
export function conditionsText(network: NetworkFrame, from: string, to: string): string | null {
  const describe = (one: NetworkFrame["conditions"][number] | undefined): string | null => {
    if (!one) return null;
    const parts = [one.latency.replace("..", "–")];
    if (one.loss > 0) parts.push(say`loses ${percent(one.loss)}`);
    if (one.duplication > 0) parts.push(say`doubles ${percent(one.duplication)}`);
    if (one.order === "fifo") parts.push(say`in order`);
    return parts.join(", ");
  };
  const find = (a: string, b: string): NetworkFrame["conditions"][number] | undefined =>
    network.conditions.find((one) => one.from === a && one.to === b);
  const there = describe(find(from, to));
  const back = describe(find(to, from));
  if (there === null || back === null || there === back) return there ?? back;
  return `${from}→${to} ${there}; ${to}→${from} ${back}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
