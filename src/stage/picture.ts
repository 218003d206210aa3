/**
 * The picture in three layers. The backdrop (dots, links, fault line) and the ground (backdrop and nodes at rest) are
 * kept off screen; a drawn frame copies the ground and adds what moves. A node that changes repaints its own patch only.
 */
import { phrase, translate } from "../languages/say.ts";
import type { NodeFrame } from "../wire/frame.ts";
import type { Brush } from "./brush.ts";
import type { Palette } from "./colours.ts";
import { boxesOverlap, type Box, type Point } from "./geometry.ts";
import { around, reach, solid, type Layout, type Spot } from "./layout.ts";
import { alteredPlate, conditionsText, drawLinks, FEW_ALTERED, trace } from "./links.ts";
import {
  drawGhosts,
  drawMessages,
  drawTags,
  glyphSize,
  type Ghost,
  type Mark,
  type Tag,
} from "./messages.ts";
import { drawMember, memberName } from "./members.ts";
import { drawNode } from "./nodes.ts";
import { MANY_LINKS, pointOn, type Course } from "./pairs.ts";
import { drawFault } from "./partition.ts";
import type { Aim } from "./aim.ts";
import { cutOrHeal } from "./deeds.ts";
import { TWICE } from "./grab.ts";
import { aimPoint, aimText, drawAim, drawGrab, type Grab } from "./hand.ts";
import { courseOfTarget, type Plan } from "./plan.ts";
import { drawHalo, drawPulses, drawRings, type Pulse } from "./rings.ts";
import type { Scene, Target } from "./scene.ts";

/** How the stage is zoomed. */
export interface Zoom {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

/** A line that a hand is drawing. */
export interface Stroke {
  readonly tool: "cut" | "partition";
  readonly points: readonly Point[];
  /** The links it would cut. */
  readonly cuts: readonly Course[];
  /** How it would go on to the border. */
  readonly onwards: readonly (readonly [Point, Point])[];
}

/** Everything of one moment that lies over the ground. */
export interface Moment {
  readonly scene: Scene;
  readonly plan: Plan;
  readonly palette: Palette;
  readonly time: number;
  /** Wall time in ms. */
  readonly now: number;
  readonly marks: readonly Mark[];
  readonly ghosts: readonly Ghost[];
  readonly pulses: readonly Pulse[];
  readonly stroke: Stroke | null;
  /** A message in the hand. */
  readonly grab: Grab | null;
  /** What the knife is over. */
  readonly aim: Aim | null;
  /** With reduced motion: rings and messages advance in so many steps. */
  readonly steps: number | null;
}

export class Picture {
  private readonly screen: Brush;
  private readonly backdrop = layer();
  private readonly ground = layer();
  private scale = 1;
  private width = 0;
  private height = 0;
  private zoom: Zoom = { k: 1, x: 0, y: 0 };
  private stale = true;
  private drawnPlan: Plan | null = null;
  private drawnPalette: Palette | null = null;
  private readonly drawnNodes = new Map<string, NodeFrame>();
  private drawnAccused: readonly string[] = [];
  private draws = 0;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.screen = brushOf(canvas);
  }

  resize(width: number, height: number, scale: number): void {
    if (width === this.width && height === this.height && scale === this.scale) return;
    this.width = width;
    this.height = height;
    this.scale = scale;
    for (const one of [this.canvas, this.backdrop.canvas, this.ground.canvas]) {
      one.width = Math.round(width * scale);
      one.height = Math.round(height * scale);
    }
    this.stale = true;
  }

  zoomTo(zoom: Zoom): void {
    this.zoom = zoom;
    this.stale = true;
  }

  /** Forgets what was drawn, as when a font arrives. */
  forget(): void {
    this.stale = true;
  }

  draw(moment: Moment): void {
    this.refresh(moment);
    const { screen } = this;
    screen.setTransform(1, 0, 0, 1, 0, 0);
    screen.drawImage(this.ground.canvas, 0, 0);
    this.toWorld(screen);
    drawMoment(screen, moment);
    this.draws += 1;
    // Tests count these: a stage on which nothing changes must not draw.
    this.canvas.dataset["draws"] = String(this.draws);
  }

  /** Paints all of a moment with another brush, one unit a CSS pixel, as for a picture to take away. */
  paintWith(brush: Brush, moment: Moment): void {
    const { zoom } = this;
    const toWorld = (): void => brush.setTransform(zoom.k, 0, 0, zoom.k, zoom.x, zoom.y);
    brush.fillStyle = moment.palette.surface;
    brush.fillRect(0, 0, this.width, this.height);
    toWorld();
    this.drawBackdrop(brush, moment);
    for (const frame of moment.scene.nodes.values()) drawNodeOf(brush, frame, moment);
    drawMoment(brush, moment);
  }

  private toWorld(ctx: Brush): void {
    const { scale, zoom } = this;
    ctx.setTransform(scale * zoom.k, 0, 0, scale * zoom.k, scale * zoom.x, scale * zoom.y);
  }

  private refresh(moment: Moment): void {
    const { scene, plan, palette } = moment;
    const before = this.drawnPlan;
    const everything =
      this.stale ||
      before === null ||
      this.drawnPalette !== palette ||
      before.layout !== plan.layout ||
      before.states !== plan.states ||
      before.fault !== plan.fault ||
      before.shown !== plan.shown;
    if (everything) {
      this.paintBackdrop(moment);
      this.ground.ctx.setTransform(1, 0, 0, 1, 0, 0);
      this.ground.ctx.drawImage(this.backdrop.canvas, 0, 0);
      this.toWorld(this.ground.ctx);
      for (const frame of scene.nodes.values()) this.paintNode(frame, moment);
      this.drawnNodes.clear();
    } else {
      const changed: string[] = [];
      for (const frame of scene.nodes.values()) {
        if (this.drawnNodes.get(frame.id) === frame) continue;
        const was = this.drawnNodes.get(frame.id);
        if (was && looksSame(was, frame)) continue;
        changed.push(frame.id);
      }
      for (const id of this.drawnNodes.keys()) if (!scene.nodes.has(id)) changed.push(id);
      if (this.drawnAccused !== scene.accused)
        for (const id of [...this.drawnAccused, ...scene.accused])
          if (this.drawnAccused.includes(id) !== scene.accused.includes(id)) changed.push(id);
      for (const id of changed) this.repaint(id, moment);
      for (const id of this.drawnNodes.keys()) if (!scene.nodes.has(id)) this.drawnNodes.delete(id);
    }
    for (const frame of scene.nodes.values()) this.drawnNodes.set(frame.id, frame);
    this.drawnAccused = scene.accused;
    this.drawnPlan = plan;
    this.drawnPalette = palette;
    this.stale = false;
  }

  private paintBackdrop(moment: Moment): void {
    const { ctx } = this.backdrop;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.fillStyle = moment.palette.surface;
    ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
    this.toWorld(ctx);
    this.drawBackdrop(ctx, moment);
  }

  private drawBackdrop(ctx: Brush, { plan, palette }: Moment): void {
    drawDots(ctx, palette, this.width, this.height);
    if (plan.fault) drawFault(ctx, palette, plan.layout, { ...plan.fault, word: null });
    drawLinks(ctx, palette, plan.layout.r, plan.shown, plan.states);
    if (plan.fault) drawFault(ctx, palette, plan.layout, { lines: [], word: plan.fault.word });
  }

  private paintNode(frame: NodeFrame, moment: Moment): void {
    drawNodeOf(this.ground.ctx, frame, moment);
  }

  /** Repaints one node's patch of the ground: the backdrop's piece, then every node that reaches into it. */
  private repaint(id: string, moment: Moment): void {
    const { crowd, spots } = moment.plan.layout;
    const own = spots.get(id);
    if (!own) return;
    const box = reach(own, crowd);
    const { ctx } = this.ground;
    const { scale, zoom } = this;
    const x = Math.max(0, Math.floor((box.x * zoom.k + zoom.x) * scale));
    const y = Math.max(0, Math.floor((box.y * zoom.k + zoom.y) * scale));
    const right = Math.min(
      ctx.canvas.width,
      Math.ceil(((box.x + box.width) * zoom.k + zoom.x) * scale),
    );
    const low = Math.min(
      ctx.canvas.height,
      Math.ceil(((box.y + box.height) * zoom.k + zoom.y) * scale),
    );
    const width = right - x;
    const height = low - y;
    if (width <= 0 || height <= 0) return;
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.beginPath();
    ctx.rect(x, y, width, height);
    ctx.clip();
    ctx.drawImage(this.backdrop.canvas, x, y, width, height, x, y, width, height);
    this.toWorld(ctx);
    for (const frame of crowd ? near(own, moment) : moment.scene.nodes.values()) {
      const spot = spots.get(frame.id);
      if (spot && boxesOverlap(reach(spot, crowd), box)) this.paintNode(frame, moment);
    }
    ctx.restore();
  }
}

/** The nodes of a crowd that may reach into one's patch. */
function near(own: Spot, { plan, scene }: Moment): NodeFrame[] {
  const within = (own.ring + 6) * 2;
  return around(plan.layout, own, within).flatMap(({ id }) => scene.nodes.get(id) ?? []);
}

/** Whether two frames of a node paint the same at rest: timers and clocks tick without a repaint. */
function looksSame(a: NodeFrame, b: NodeFrame): boolean {
  if (a.status !== b.status || a.remark !== b.remark) return false;
  if (a.slow > 0 !== b.slow > 0 || a.traitor !== b.traitor) return false;
  if (a.view === b.view) return true;
  const print = ({ view }: NodeFrame): string =>
    JSON.stringify([
      view.role,
      view.tone,
      view.shape,
      view.crown,
      view.badge,
      view.caption,
      view.cells.slice(-9),
      view.cells.length > 8,
    ]);
  return print(a) === print(b);
}

function layer(): { readonly canvas: HTMLCanvasElement; readonly ctx: Brush } {
  const canvas = document.createElement("canvas");
  return { canvas, ctx: brushOf(canvas) };
}

function brushOf(canvas: HTMLCanvasElement): Brush {
  const ctx = canvas.getContext("2d", { alpha: false });
  if (!ctx) throw new Error("this browser cannot draw on a canvas");
  return ctx;
}

function drawNodeOf(ctx: Brush, frame: NodeFrame, { plan, palette, scene }: Moment): void {
  const spot = plan.layout.spots.get(frame.id);
  if (!spot) return;
  const accused = scene.accused.length > 0 && scene.accused.includes(frame.id);
  (plan.layout.crowd ? drawMember : drawNode)(ctx, palette, spot, frame, accused);
}

const DOTS = 24;

function drawDots(ctx: Brush, palette: Palette, width: number, height: number): void {
  ctx.fillStyle = palette.dot;
  for (let y = DOTS / 2; y < height; y += DOTS)
    for (let x = DOTS / 2; x < width; x += DOTS) ctx.fillRect(x - 0.6, y - 0.6, 1.2, 1.2);
}

function drawMoment(ctx: Brush, moment: Moment): void {
  const { scene, plan, palette, marks, ghosts } = moment;
  const { layout } = plan;
  const size = glyphSize(layout.r, marks.length);
  if (scene.pointed?.is === "node") drawHiddenLinks(ctx, moment, scene.pointed.id);
  for (const target of [scene.pointed, scene.selected]) drawLitLink(ctx, moment, target);
  if (!layout.crowd)
    drawRings(
      ctx,
      palette,
      layout,
      scene.nodes,
      moment.time,
      moment.steps === null ? null : 12,
      scene.playing,
    );
  drawPulses(ctx, palette, layout, moment.pulses, moment.now);
  drawLitNode(ctx, moment, scene.pointed, false);
  drawLitNode(ctx, moment, scene.selected, true);
  drawMessages(ctx, palette, marks, size);
  drawGhosts(ctx, palette, ghosts, size);
  if (moment.aim) drawAim(ctx, palette, layout.r, moment.aim);
  if (moment.grab) drawGrab(ctx, palette, layout.r, moment.grab);
  const tags = tagsOf(moment);
  if (tags.length > 0) {
    const taken = takenBy(ctx, moment, size);
    drawTags(ctx, palette, tags, taken, layout, size);
  }
  if (moment.stroke) drawStroke(ctx, palette, layout, moment.stroke);
}

/** What names of messages should not cover. */
function takenBy(ctx: Brush, moment: Moment, size: number): Box[] {
  const { scene, plan, marks, ghosts, grab, palette } = moment;
  const taken: Box[] = [];
  const { r } = plan.layout;
  const altered = plan.shown.flatMap((course) => {
    const text = plan.states.get(course.pair.key)?.altered ?? null;
    return text === null ? [] : [{ course, text }];
  });
  for (const { course, text } of altered.length <= FEW_ALTERED ? altered : [])
    taken.push(alteredPlate(ctx, palette, r, course, text).box);
  for (const spot of plan.layout.crowd ? [] : plan.layout.spots.values()) {
    const view = scene.nodes.get(spot.id)?.view;
    taken.push(
      solid(spot, {
        cells: view?.cells.length ?? 0,
        caption: (view?.caption ?? "") !== "",
        crown: view?.crown === true,
      }),
    );
  }
  const square = (p: Point, half: number): Box => ({
    x: p.x - half,
    y: p.y - half,
    width: half * 2,
    height: half * 2,
  });
  if (plan.fault?.word) taken.push(square(plan.fault.word, plan.layout.r * 0.6));
  if (moment.aim) taken.push(square(aimPoint(moment.aim), Math.max(14, r * 0.5)));
  if (grab) {
    taken.push(square(grab.grip.twice, TWICE));
    taken.push(square(grab.intent.at, size * 2));
  }
  for (const mark of marks) taken.push(square(mark, size));
  for (const { mark } of ghosts) {
    taken.push(square(mark, size));
    taken.push(
      square({ x: mark.x + mark.dx * size * 2.3, y: mark.y + mark.dy * size * 2.3 }, size),
    );
  }
  return taken;
}

function drawLitLink(ctx: Brush, { scene, plan, palette }: Moment, target: Target | null): void {
  const course = courseOfTarget(plan, target);
  if (!course) return;
  ctx.beginPath();
  trace(ctx, course);
  ctx.globalAlpha = target === scene.selected ? 0.9 : 0.6;
  ctx.strokeStyle = scene.tool === "cut" ? palette.broken : palette.act;
  ctx.lineWidth = Math.max(2, plan.layout.r * 0.06);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** Where links are too many to draw them all, a node that is pointed at shows its own. */
function drawHiddenLinks(ctx: Brush, { plan, palette }: Moment, id: string): void {
  if (plan.courses.listed.length <= MANY_LINKS) return;
  ctx.beginPath();
  for (const course of plan.courses.listed)
    if (course.pair.a === id || course.pair.b === id) trace(ctx, course);
  ctx.strokeStyle = palette.hairline;
  ctx.lineWidth = 1;
  ctx.stroke();
}

function drawLitNode(
  ctx: Brush,
  { scene, plan, palette }: Moment,
  target: Target | null,
  selected: boolean,
): void {
  const spot = target?.is === "node" ? plan.layout.spots.get(target.id) : undefined;
  if (!spot) return;
  drawHalo(ctx, spot, scene.nodes.get(spot.id));
  ctx.strokeStyle = selected ? palette.act : palette.ink3;
  ctx.lineWidth = selected ? Math.max(2, spot.r * 0.06) : 1.25;
  ctx.stroke();
}

/** Names of messages when there is time to read them, and of whatever is pointed at or selected. */
function tagsOf({ scene, plan, marks, ghosts, grab, aim }: Moment): Tag[] {
  if (grab) return [{ ...grab.intent.at, text: grab.intent.label, must: true }];
  if (aim) {
    const dead = cutOrHeal(aim, plan.states.get(aim.course.pair.key)).startsWith("heal");
    return [{ ...aimPoint(aim), text: aimText(aim, dead), must: true }];
  }
  const chosen = new Set<number>();
  for (const target of [scene.pointed, scene.selected])
    if (target?.is === "message") chosen.add(target.id);
  const readable = (!scene.playing || scene.speed <= 0.3) && marks.length <= 60;
  const tags: Tag[] = [];
  for (const mark of marks) {
    const must = chosen.has(mark.id);
    if (must || readable) tags.push({ x: mark.x, y: mark.y, text: mark.label, must });
  }
  const size = glyphSize(plan.layout.r, marks.length);
  for (const { mark, reason } of ghosts) {
    if (!chosen.has(mark.id)) continue;
    const text = `${mark.label}: ${translate(DEATHS[reason] ?? reason)}`;
    tags.push({
      x: mark.x + mark.dx * size * 2.3,
      y: mark.y + mark.dy * size * 2.3,
      text,
      must: true,
    });
  }
  for (const target of [scene.pointed, scene.selected]) {
    const disc =
      plan.layout.crowd && target?.is === "node" ? scene.nodes.get(target.id) : undefined;
    const spot = disc && plan.layout.spots.get(disc.id);
    if (spot) tags.push({ x: spot.x, y: spot.y, text: memberName(disc), must: true });
    const course = courseOfTarget(plan, target);
    if (!course) continue;
    const text = conditionsText(scene.network, course.pair.a, course.pair.b);
    if (text !== null && !tags.some((tag) => tag.text === text))
      tags.push({ ...pointOn(course, course.anchor), text, must: true });
  }
  return tags;
}

/** Why a message was lost, in a word or two. */
const DEATHS: Readonly<Record<string, string>> = {
  lost: phrase("lost on the way"),
  cut: phrase("link cut"),
  crashed: phrase("receiver down"),
  hand: phrase("taken by hand"),
};

function drawStroke(ctx: Brush, palette: Palette, layout: Layout, stroke: Stroke): void {
  const [first, ...rest] = stroke.points;
  if (!first) return;
  ctx.beginPath();
  for (const course of stroke.cuts) trace(ctx, course);
  for (const [from, to] of stroke.onwards) {
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
  }
  ctx.globalAlpha = 0.7;
  ctx.strokeStyle = palette.broken;
  ctx.lineWidth = 2;
  if (stroke.tool === "partition") ctx.setLineDash([3, 8]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
  ctx.beginPath();
  ctx.moveTo(first.x, first.y);
  for (const p of rest) ctx.lineTo(p.x, p.y);
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  ctx.strokeStyle = palette.broken;
  if (stroke.tool === "partition") {
    ctx.globalAlpha = 0.25;
    ctx.lineWidth = Math.max(9, layout.r * 0.42);
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.setLineDash([9, 7]);
  }
  ctx.lineWidth = 2.2;
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
}
