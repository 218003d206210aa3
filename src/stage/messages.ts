/** Messages on their way: where each one is, and how many are drawn in few strokes. */
import type { FlightFrame } from "../wire/frame.ts";
import { circle, plate, type Brush } from "./brush.ts";
import type { Glyph, Palette, Tone } from "./colours.ts";
import { boxesOverlap, type Box, type Point } from "./geometry.ts";
import { headingOn, pointOn, type Course, type Courses } from "./pairs.ts";

/** A message's place on the stage. */
export interface Mark extends Point {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly glyph: Glyph;
  readonly tone: Tone;
  readonly label: string;
  /** Its direction, a vector of length 1. */
  readonly dx: number;
  readonly dy: number;
  /** How far it has come, in pixels: the trail is not longer. */
  readonly come: number;
  readonly waits: FlightFrame["waits"];
}

/** More messages than this leave no trails. */
export const MANY_MESSAGES = 150;

/** How far along its link a message is, 0 to 1. With `steps` it advances in so many jumps. */
export function progressAt(flight: FlightFrame, time: number, steps: number | null): number {
  const span = flight.arrives - flight.since;
  const share = span <= 0 ? 1 : Math.max(0, Math.min(1, (time - flight.since) / span));
  const progress = flight.waits === null ? flight.progress + (1 - flight.progress) * share : 1;
  return steps === null || progress >= 1 ? progress : Math.floor(progress * steps) / steps;
}

/** A point on the lane of a direction: to the right of whoever travels it, so that two directions keep apart. */
export function onLane(
  course: Course,
  from: string,
  progress: number,
  lane: number,
): { readonly at: Point; readonly heading: Point } {
  const there = course.pair.a === from;
  const t = there ? progress : 1 - progress;
  const p = pointOn(course, t);
  const h = headingOn(course, t);
  const heading = there ? h : { x: -h.x, y: -h.y };
  return { at: { x: p.x - heading.y * lane, y: p.y + heading.x * lane }, heading };
}

export function glyphSize(r: number, count: number): number {
  // Among discs a message is a speck.
  if (r < 9) return SPECK;
  const size = Math.max(4.5, Math.min(Math.max(15, r * 0.14), r * 0.19));
  return count > 400 ? Math.max(3, size * 0.6) : size;
}

/** The size of a message among the discs of a crowd. */
const SPECK = 3.4;

/** Which way each message goes, looked up once for as long as the layout stays. */
const found = new WeakMap<
  FlightFrame,
  { readonly among: unknown; readonly course: Course | undefined }
>();

function courseOf(flight: FlightFrame, courses: Courses): Course | undefined {
  const known = found.get(flight);
  if (known?.among === courses) return known.course;
  const course =
    courses.get(`${flight.from}-${flight.to}`) ?? courses.get(`${flight.to}-${flight.from}`);
  found.set(flight, { among: courses, course });
  return course;
}

/** The room that a message takes in a queue, ring included, in sizes of its glyph. */
const QUEUED = 3.7;
/** Among more waiting messages than this nobody looks whether two links' queues touch. */
const MANY_WAITING = 80;

/** The messages that wait, the first to come first. */
function inQueue(flights: readonly FlightFrame[]): FlightFrame[] {
  return flights
    .filter((flight) => flight.waits !== null)
    .sort((a, b) => a.since - b.since || a.id - b.id);
}

/**
 * Where messages that wait stand: the first to come is nearest to its receiver, each further one behind it, in further
 * rows beside the link when there is no more room on it. Queues of links that meet at a receiver keep clear of each other.
 */
function queuesOf(
  flights: readonly FlightFrame[],
  courses: Courses,
  lane: number,
  r: number,
  size: number,
): Map<FlightFrame, { readonly progress: number; readonly lane: number }> {
  const waiting = inQueue(flights);
  const places = new Map<FlightFrame, { readonly progress: number; readonly lane: number }>();
  const next = new Map<string, number>();
  const taken: Point[] = [];
  const room = size * QUEUED;
  const step = waiting.length > MANY_WAITING ? room : size * 0.6;
  for (const flight of waiting) {
    const course = courseOf(flight, courses);
    if (!course) continue;
    const direction = `${flight.from}>${flight.to}`;
    const { heading } = onLane(course, flight.from, 1, lane);
    // Who comes from below stops short of what hangs under the receiver.
    const first = size * 2 + (heading.y < -0.4 ? (r * 0.62) / -heading.y : 0);
    const inRow = Math.max(1, Math.floor((course.length * 0.9 - first) / step) + 1);
    for (let at = next.get(direction) ?? 0; ; at++) {
      const along = first + (at % inRow) * step;
      const place = {
        progress: Math.max(0.05, 1 - along / course.length),
        lane: lane + Math.floor(at / inRow) * room,
      };
      const p = onLane(course, flight.from, place.progress, place.lane).at;
      const free =
        waiting.length > MANY_WAITING ||
        taken.every((other) => Math.hypot(p.x - other.x, p.y - other.y) >= room - 1);
      if (!free) continue;
      taken.push(p);
      places.set(flight, place);
      next.set(direction, at + 1);
      break;
    }
  }
  return places;
}

/** Places every message; those that wait queue up before their receiver. */
export function marksOf(
  flights: Iterable<FlightFrame>,
  courses: Courses,
  time: number,
  r: number,
  size: number,
  steps: number | null,
): Mark[] {
  const marks: Mark[] = [];
  const all = [...flights];
  const usual = Math.max(2, r * 0.1);
  const queues = queuesOf(all, courses, usual, r, size);
  for (const flight of all) {
    const course = courseOf(flight, courses);
    if (!course) continue;
    const { progress, lane } = queues.get(flight) ?? {
      progress: progressAt(flight, time, steps),
      lane: usual,
    };
    const { at, heading } = onLane(course, flight.from, progress, lane);
    marks.push({
      id: flight.id,
      from: flight.from,
      to: flight.to,
      glyph: flight.view.glyph,
      tone: flight.view.tone,
      label: flight.view.label,
      x: at.x,
      y: at.y,
      dx: heading.x,
      dy: heading.y,
      come: progress * course.length,
      waits: flight.waits,
    });
  }
  return marks;
}

/** Draws all messages in one fill for each kind and tone. */
export function drawMessages(
  ctx: Brush,
  palette: Palette,
  marks: readonly Mark[],
  size: number,
): void {
  if (marks.length <= MANY_MESSAGES && size > SPECK) drawTrails(ctx, palette, marks, size);
  const batches = new Map<string, Mark[]>();
  for (const mark of marks) {
    const key = `${mark.glyph} ${mark.tone}`;
    const batch = batches.get(key);
    if (batch) batch.push(mark);
    else batches.set(key, [mark]);
  }
  for (const batch of batches.values()) {
    const first = batch[0];
    if (!first) continue;
    ctx.beginPath();
    for (const mark of batch) glyph(ctx, mark, size);
    paint(ctx, palette, first, size);
  }
  drawWaits(ctx, palette, marks, size);
}

function paint(
  ctx: Brush,
  palette: Palette,
  mark: Pick<Mark, "glyph" | "tone">,
  size: number,
): void {
  const colour = palette.tone[mark.tone];
  if (mark.glyph === "ring" || mark.glyph === "cross") {
    ctx.strokeStyle = colour;
    ctx.lineWidth = Math.max(1.4, size * 0.42);
    ctx.stroke();
  } else {
    ctx.fillStyle = colour;
    ctx.fill();
  }
}

/** A small circle's corners. */
const OCTAGON = Array.from(
  { length: 8 },
  (_, i) =>
    [0.95 * Math.cos(0.39 + (i * Math.PI) / 4), 0.95 * Math.sin(0.39 + (i * Math.PI) / 4)] as const,
);

/**
 * Adds a message's glyph to the path, turned the way it goes. Filled shapes stay open, which a fill does not mind: closing a
 * contour costs the browser more the longer the path already is.
 */
export function glyph(
  ctx: Brush,
  mark: Pick<Mark, "glyph" | "x" | "y" | "dx" | "dy">,
  size: number,
): void {
  const { x, y, dx, dy } = mark;
  const corner = (ahead: number, aside: number, start: boolean): void => {
    const px = x + dx * ahead * size - dy * aside * size;
    const py = y + dy * ahead * size + dx * aside * size;
    if (start) ctx.moveTo(px, py);
    else ctx.lineTo(px, py);
  };
  switch (mark.glyph) {
    case "triangle":
      corner(1.15, 0, true);
      corner(-0.75, 0.95, false);
      corner(-0.75, -0.95, false);
      break;
    case "square":
      corner(0.82, 0.82, true);
      corner(-0.82, 0.82, false);
      corner(-0.82, -0.82, false);
      corner(0.82, -0.82, false);
      break;
    case "diamond":
      corner(1.2, 0, true);
      corner(0, 0.95, false);
      corner(-1.2, 0, false);
      corner(0, -0.95, false);
      break;
    case "bar":
      corner(0.4, 1.2, true);
      corner(-0.4, 1.2, false);
      corner(-0.4, -1.2, false);
      corner(0.4, -1.2, false);
      break;
    case "cross":
      corner(0.85, 0.85, true);
      corner(-0.85, -0.85, false);
      corner(0.85, -0.85, true);
      corner(-0.85, 0.85, false);
      break;
    case "star":
      for (let i = 0; i < 10; i++) {
        const angle = (i / 10) * 2 * Math.PI;
        const r = i % 2 === 0 ? 1.25 : 0.55;
        corner(Math.cos(angle) * r, Math.sin(angle) * r, i === 0);
      }
      break;
    case "ring":
      circle(ctx, x, y, size * 0.78);
      break;
    case "circle":
      // At small sizes an octagon looks the same and costs a third of an arc.
      if (size < 4)
        for (const [ahead, aside] of OCTAGON) corner(ahead, aside, ahead === OCTAGON[0]![0]);
      else circle(ctx, x, y, size * 0.92);
      break;
  }
}

/** A trail thins out behind the glyph. A few flat steps look like a gradient and are batched by tone. */
function drawTrails(ctx: Brush, palette: Palette, marks: readonly Mark[], size: number): void {
  const long = size * 5.2;
  const parts = 6;
  const tones = new Map<Tone, Mark[]>();
  for (const mark of marks) {
    if (mark.waits !== null || mark.come < 3) continue;
    const same = tones.get(mark.tone);
    if (same) same.push(mark);
    else tones.set(mark.tone, [mark]);
  }
  for (const [tone, same] of tones) {
    ctx.fillStyle = palette.tone[tone];
    for (let part = 0; part < parts; part++) {
      const near = part / parts;
      const far = (part + 1) / parts;
      ctx.globalAlpha = 0.55 * (1 - near) ** 1.6;
      ctx.beginPath();
      for (const { x, y, dx, dy, come } of same) {
        const length = Math.min(long, come);
        const wideNear = size * 0.34 * (1 - near * 0.75);
        const wideFar = size * 0.34 * (1 - far * 0.75);
        const nx = x - dx * length * near;
        const ny = y - dy * length * near;
        const fx = x - dx * length * far;
        const fy = y - dy * length * far;
        ctx.moveTo(nx - dy * wideNear, ny + dx * wideNear);
        ctx.lineTo(fx - dy * wideFar, fy + dx * wideFar);
        ctx.lineTo(fx + dy * wideFar, fy - dx * wideFar);
        ctx.lineTo(nx + dy * wideNear, ny - dx * wideNear);
        ctx.closePath();
      }
      ctx.fill();
    }
  }
  ctx.globalAlpha = 1;
}

/** Rings around messages that wait: whole for a hand, broken for a paused node. */
function drawWaits(ctx: Brush, palette: Palette, marks: readonly Mark[], size: number): void {
  for (const waits of ["hand", "node"] as const) {
    ctx.beginPath();
    let some = false;
    for (const mark of marks) {
      if (mark.waits !== waits) continue;
      some = true;
      circle(ctx, mark.x, mark.y, size * 1.75);
    }
    if (!some) continue;
    ctx.strokeStyle = waits === "hand" ? palette.act : palette.unknown;
    ctx.lineWidth = 1.5;
    if (waits === "node") ctx.setLineDash([2.5, 2.5]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
}

/** A message that died, and how much of its dying is over, 0 to 1. */
export interface Ghost {
  readonly mark: Mark;
  readonly faded: number;
  /** It goes away by itself; else it stays while the run is paused. */
  readonly fading: boolean;
  readonly reason: string;
}

/** Few steps of fading, so that a thousand losses are still a handful of strokes. */
const FADES = 6;

export function fadeStep(ghost: Ghost): number {
  return Math.min(FADES - 1, Math.floor(ghost.faded * FADES));
}

/** Lost messages: the glyph, and a cross where it went no further. */
export function drawGhosts(
  ctx: Brush,
  palette: Palette,
  ghosts: readonly Ghost[],
  size: number,
): void {
  const half = Math.max(4, size * 0.85);
  for (let step = 0; step < FADES; step++) {
    const same = ghosts.filter((ghost) => fadeStep(ghost) === step);
    if (same.length === 0) continue;
    const alpha = 1 - step / FADES;
    ctx.globalAlpha = alpha;
    if (ghosts.length <= MANY_MESSAGES) {
      drawTrailsAt(ctx, palette, same, size);
      for (const { mark } of same) {
        ctx.beginPath();
        glyph(ctx, mark, size);
        ctx.globalAlpha = alpha * 0.85;
        paint(ctx, palette, mark, size);
      }
    }
    ctx.globalAlpha = alpha;
    ctx.beginPath();
    for (const { mark } of same) {
      const x = mark.x + mark.dx * size * 2.3;
      const y = mark.y + mark.dy * size * 2.3;
      ctx.moveTo(x - half, y - half);
      ctx.lineTo(x + half, y + half);
      ctx.moveTo(x + half, y - half);
      ctx.lineTo(x - half, y + half);
    }
    ctx.strokeStyle = palette.broken;
    ctx.lineWidth = Math.max(1.8, size * 0.32);
    ctx.lineCap = "round";
    ctx.stroke();
    ctx.lineCap = "butt";
  }
  ctx.globalAlpha = 1;
}

function drawTrailsAt(ctx: Brush, palette: Palette, ghosts: readonly Ghost[], size: number): void {
  const alpha = ctx.globalAlpha;
  if (alpha > 0.5)
    drawTrails(
      ctx,
      palette,
      ghosts.map((ghost) => ghost.mark),
      size,
    );
  ctx.globalAlpha = alpha;
}

/** A word beside a point of the picture. */
export interface Tag extends Point {
  readonly text: string;
  /** Pointed at or selected: it is shown even where it covers something. */
  readonly must: boolean;
}

/** Sets names beside messages; a name that would lie on something else is left out. */
export function drawTags(
  ctx: Brush,
  palette: Palette,
  tags: readonly Tag[],
  taken: Box[],
  stage: { readonly width: number; readonly height: number; readonly r: number },
  size: number,
): void {
  const letters = Math.max(10, Math.min(Math.max(18, stage.r * 0.17), stage.r * 0.27));
  const font = `450 ${letters}px ${palette.mono}`;
  ctx.font = font;
  const ordered = [...tags].sort((a, b) => Number(b.must) - Number(a.must));
  for (const tag of ordered) {
    ctx.font = font;
    const width = Math.ceil(ctx.measureText(tag.text).width + letters);
    const height = Math.ceil(letters * 1.75);
    const away = size * 1.6;
    const places = [
      [away, -height - away * 0.2],
      [away, away * 0.2],
      [-width - away, -height - away * 0.2],
      [-width - away, away * 0.2],
      [-width / 2, -height - away],
      [-width / 2, away],
      [away * 1.6, -height * 1.6 - away],
      [away * 1.6, away + height * 0.6],
      [-width - away * 1.6, -height * 1.6 - away],
      [-width - away * 1.6, away + height * 0.6],
    ] as const;
    const boxes = places.map(([dx, dy]) => ({
      x: Math.round(tag.x + dx),
      y: Math.round(tag.y + dy),
      width,
      height,
    }));
    const inside = boxes.filter(
      (box) =>
        box.x >= 2 &&
        box.y >= 2 &&
        box.x + width <= stage.width - 2 &&
        box.y + height <= stage.height - 2,
    );
    const box =
      inside.find((one) => taken.every((other) => !boxesOverlap(one, other))) ??
      (tag.must ? (inside[0] ?? boxes[0]) : undefined);
    if (!box) continue;
    taken.push(box);
    plate(ctx, palette, box, tag.text, {
      font,
      ink: palette.ink,
      edge: tag.must ? palette.act : palette.line,
      round: Math.min(6, letters * 0.4),
    });
  }
}
