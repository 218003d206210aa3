/** A node at rest: body, name, role, badge, cells and caption. What moves on it (the timer) is drawn in `rings.ts`. */
import { say, translate } from "../languages/say.ts";
import type { NodeFrame } from "../wire/frame.ts";
import { circle, hatch, plate, polygon, shortened, type Brush } from "./brush.ts";
import { termColour, type Palette, type Tone } from "./colours.ts";
import { remarkPlate, type Spot } from "./layout.ts";

type Shape = NodeFrame["view"]["shape"];
type Cell = NodeFrame["view"]["cells"][number];

/** The most cells that hang under a node; of more, the last are shown. */
const CELLS = 8;

export function toneOf(frame: NodeFrame): Tone {
  if (frame.status === "crashed") return "crashed";
  return frame.traitor === null ? frame.view.tone : "traitor";
}

/** What a node is called on the stage, whatever state it is in. */
export function roleOf(frame: NodeFrame): string {
  return frame.status === "crashed" ? say`down` : translate(frame.view.role);
}

export function drawNode(
  ctx: Brush,
  palette: Palette,
  spot: Spot,
  frame: NodeFrame,
  accused: boolean,
): void {
  const { view } = frame;
  const down = frame.status === "crashed";
  const tone = toneOf(frame);
  const colour = palette.tone[tone];
  const { x, y, r } = spot;
  if (accused) drawAccusation(ctx, palette, spot);
  if (!spot.client && r >= 9) {
    ctx.beginPath();
    circle(ctx, x, y, spot.ring);
    ctx.strokeStyle = palette.lineSoft;
    ctx.lineWidth = Math.max(2, r * 0.085);
    ctx.stroke();
  }

  ctx.beginPath();
  outline(ctx, x, y, r, view.shape, spot.client);
  ctx.fillStyle = palette.body[tone];
  ctx.fill();
  if (down) {
    // The path is begun anew inside: a brush that writes SVG clips only what was drawn since it was saved.
    ctx.save();
    ctx.beginPath();
    outline(ctx, x, y, r, view.shape, spot.client);
    ctx.clip();
    hatch(
      ctx,
      { x: x - r * 1.2, y: y - r * 1.2, width: r * 2.4, height: r * 2.4 },
      Math.max(5, r * 0.17),
      palette.line,
      Math.max(1, r * 0.05),
    );
    ctx.restore();
    ctx.beginPath();
    outline(ctx, x, y, r, view.shape, spot.client);
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = Math.max(1.4, r * (view.shape === "hexagon" ? 0.075 : 0.062));
  ctx.lineJoin = "round";
  if (view.shape === "dashed") ctx.setLineDash([r * 0.16, r * 0.115]);
  ctx.stroke();
  ctx.setLineDash([]);

  if (view.crown === true && !down) drawCrown(ctx, palette, spot);
  drawWords(ctx, palette, spot, frame);
  if (accused) drawMark(ctx, palette, spot);
  if (frame.status === "paused") drawPause(ctx, palette, spot);
  if (frame.slow > 0) drawHourglass(ctx, palette, spot);
  if (frame.traitor !== null && !down) drawHorns(ctx, palette, spot);
  if (view.badge) drawBadge(ctx, palette, spot, view.badge, down);
  const under =
    view.cells.length > 0 && r >= 11 ? drawCells(ctx, palette, spot, view.cells, down) : 0;
  if (view.caption !== undefined && view.caption !== "" && r >= 15)
    drawCaption(ctx, palette, spot, view.caption, under);
  if (frame.remark !== null && r >= 11) drawRemark(ctx, palette, spot, frame.remark);
}

/** An onlooker's word on a node's last answer, on a plate over its shoulder. */
function drawRemark(ctx: Brush, palette: Palette, spot: Spot, word: string): void {
  const { gap, height } = remarkPlate(spot);
  const size = height / 1.6;
  const font = `650 ${size}px ${palette.text}`;
  ctx.font = font;
  const width = ctx.measureText(word).width + size * 1.2;
  const box = { x: spot.x - width / 2, y: spot.y - spot.ring - height - gap, width, height };
  plate(ctx, palette, box, word, {
    font,
    ink: palette.broken,
    edge: palette.broken,
    round: height / 2,
  });
}

/** Adds a role's outline to the path. */
export function outline(
  ctx: Brush,
  x: number,
  y: number,
  r: number,
  shape: Shape,
  client: boolean,
): void {
  switch (shape) {
    case "hexagon":
      polygon(ctx, x, y, r * 1.08, 6, 0);
      break;
    case "diamond":
      polygon(ctx, x, y, r * 1.24, 4, 0);
      break;
    case "square":
      ctx.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
      break;
    case "rounded": {
      const wide = client ? r : r * 0.95;
      const high = client ? r * 0.78 : r * 0.95;
      ctx.roundRect(x - wide, y - high, wide * 2, high * 2, r * 0.32);
      break;
    }
    case "circle":
    case "dashed":
      circle(ctx, x, y, r);
      break;
  }
}

function drawWords(ctx: Brush, palette: Palette, spot: Spot, frame: NodeFrame): void {
  const { x, y, r } = spot;
  const down = frame.status === "crashed";
  const role = roleOf(frame);
  // A client is known by its shape and colour; its role would only repeat it.
  const speaks = r >= 19 && role !== "" && !(spot.client && !down);
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  const wish = Math.max(9.5, spot.client ? r * 0.6 : r * 0.5);
  ctx.fillStyle = down ? palette.ink2 : palette.ink;
  fitted(ctx, palette, 700, wish, frame.id, r * 1.66, 7);
  ctx.fillText(frame.id, x, y + (speaks ? wish * 0.1 : wish * 0.35));
  if (!speaks) return;
  ctx.fillStyle = palette.ink2;
  const room = frame.view.shape === "diamond" ? r * 1.46 : r * 1.74;
  const size = fitted(ctx, palette, 450, Math.max(10, r * 0.32), role, room, 8.5);
  ctx.fillText(shortened(ctx, role, room * 1.04), x, y + wish * 0.1 + size * 1.22);
}

/** Sets the font as large as wished, or as fits the width. */
function fitted(
  ctx: Brush,
  palette: Palette,
  weight: number,
  wish: number,
  text: string,
  width: number,
  least: number,
): number {
  ctx.font = `${weight} ${wish}px ${palette.text}`;
  const needed = ctx.measureText(text).width;
  if (needed <= width) return wish;
  const size = Math.max(least, (wish * width) / needed);
  ctx.font = `${weight} ${size}px ${palette.text}`;
  return size;
}

function drawCrown(ctx: Brush, palette: Palette, spot: Spot): void {
  const half = spot.r * 0.27;
  const high = spot.r * 0.33;
  const y = spot.y - spot.ring - spot.r * 0.05;
  const { x } = spot;
  ctx.beginPath();
  ctx.moveTo(x - half, y);
  ctx.lineTo(x - half * 1.08, y - high * 0.92);
  ctx.lineTo(x - half * 0.48, y - high * 0.44);
  ctx.lineTo(x, y - high * 1.04);
  ctx.lineTo(x + half * 0.48, y - high * 0.44);
  ctx.lineTo(x + half * 1.08, y - high * 0.92);
  ctx.lineTo(x + half, y);
  ctx.closePath();
  ctx.fillStyle = palette.tone.leader;
  ctx.lineJoin = "round";
  ctx.fill();
}

export function badgeRadius(spot: Spot): number {
  return Math.max(7.5, spot.r * 0.285);
}

function drawBadge(
  ctx: Brush,
  palette: Palette,
  spot: Spot,
  badge: NonNullable<NodeFrame["view"]["badge"]>,
  down: boolean,
): void {
  const high = badgeRadius(spot);
  const colour = badge.epoch === undefined ? palette.neutral : termColour(palette, badge.epoch);
  const size = Math.max(10, high * 1.14);
  ctx.font = `700 ${size}px ${palette.text}`;
  const half = Math.max(high, ctx.measureText(badge.text).width / 2 + high * 0.45);
  // A long one grows away from the node, but no further than the stage's margin beside its outermost nodes.
  const reach = spot.ring + Math.max(11, spot.r * 0.3);
  const x = spot.x + Math.min(spot.ring * 0.72 + (half - high), reach - half);
  const y = spot.y - spot.ring * 0.72;
  ctx.beginPath();
  ctx.roundRect(x - half, y - high, half * 2, high * 2, high);
  ctx.fillStyle = colour.fill;
  ctx.strokeStyle = palette.surface;
  ctx.lineWidth = Math.max(2, spot.r * 0.09);
  ctx.stroke();
  ctx.fill();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = colour.ink;
  ctx.fillText(badge.text, x, y + size * 0.05);
  if (down) {
    ctx.beginPath();
    ctx.roundRect(x - half, y - high, half * 2, high * 2, high);
    ctx.globalAlpha = 0.28;
    ctx.fillStyle = palette.surface;
    ctx.fill();
    ctx.globalAlpha = 1;
  }
}

function drawPause(ctx: Brush, palette: Palette, spot: Spot): void {
  const r = Math.max(7.5, spot.r * 0.29);
  const x = spot.x - spot.ring * 0.72;
  const y = spot.y - spot.ring * 0.72;
  ctx.beginPath();
  circle(ctx, x, y, r);
  ctx.fillStyle = palette.raised;
  ctx.fill();
  ctx.strokeStyle = palette.unknown;
  ctx.lineWidth = Math.max(1.5, r * 0.17);
  ctx.stroke();
  ctx.fillStyle = palette.unknown;
  ctx.fillRect(x - r * 0.4, y - r * 0.46, r * 0.28, r * 0.92);
  ctx.fillRect(x + r * 0.12, y - r * 0.46, r * 0.28, r * 0.92);
}

/** A slow node: an hourglass at its lower right. */
function drawHourglass(ctx: Brush, palette: Palette, spot: Spot): void {
  const r = Math.max(7.5, spot.r * 0.29);
  const x = spot.x + spot.ring * 0.72;
  const y = spot.y + spot.ring * 0.72;
  ctx.beginPath();
  circle(ctx, x, y, r);
  ctx.fillStyle = palette.raised;
  ctx.fill();
  ctx.strokeStyle = palette.unknown;
  ctx.lineWidth = Math.max(1.5, r * 0.17);
  ctx.stroke();
  const wide = r * 0.42;
  const high = r * 0.52;
  ctx.beginPath();
  ctx.moveTo(x - wide, y - high);
  ctx.lineTo(x + wide, y - high);
  ctx.lineTo(x - wide, y + high);
  ctx.lineTo(x + wide, y + high);
  ctx.closePath();
  ctx.lineJoin = "round";
  ctx.lineWidth = Math.max(1.2, r * 0.14);
  ctx.stroke();
  // Sand, so that it reads as an hourglass and not as a cross.
  ctx.beginPath();
  ctx.moveTo(x - wide, y + high);
  ctx.lineTo(x, y + high * 0.2);
  ctx.lineTo(x + wide, y + high);
  ctx.closePath();
  ctx.fillStyle = palette.unknown;
  ctx.fill();
}

/** A traitor's horns, so that colour does not say it alone. */
function drawHorns(ctx: Brush, palette: Palette, spot: Spot): void {
  const { x, r, ring } = spot;
  const foot = spot.y - ring * 0.92;
  ctx.beginPath();
  for (const side of [-1, 1]) {
    ctx.moveTo(x + side * r * 0.18, foot);
    ctx.quadraticCurveTo(x + side * r * 0.5, foot, x + side * r * 0.46, foot - r * 0.36);
    ctx.quadraticCurveTo(
      x + side * r * 0.72,
      foot + r * 0.04,
      x + side * r * 0.42,
      foot + r * 0.12,
    );
    ctx.closePath();
  }
  ctx.fillStyle = palette.tone.traitor;
  ctx.fill();
}

function drawAccusation(ctx: Brush, palette: Palette, spot: Spot): void {
  const r = spot.ring + Math.max(4, spot.r * 0.12);
  ctx.beginPath();
  circle(ctx, spot.x, spot.y, r);
  ctx.fillStyle = palette.brokenSoft;
  ctx.fill();
  ctx.strokeStyle = palette.broken;
  ctx.lineWidth = Math.max(2, spot.r * 0.07);
  ctx.stroke();
}

/** The mark says without colour what the accusing ring says. */
function drawMark(ctx: Brush, palette: Palette, spot: Spot): void {
  const r = spot.ring + Math.max(4, spot.r * 0.12);
  const mark = Math.max(7.5, spot.r * 0.27);
  const x = spot.x - r * 0.94;
  const y = spot.y + r * 0.34;
  ctx.beginPath();
  circle(ctx, x, y, mark);
  ctx.fillStyle = palette.broken;
  ctx.fill();
  ctx.fillStyle = palette.surface;
  ctx.font = `800 ${mark * 1.35}px ${palette.text}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText("!", x, y + mark * 0.08);
}

/** Draws the row of cells and returns how much room it took. */
function drawCells(
  ctx: Brush,
  palette: Palette,
  spot: Spot,
  cells: readonly Cell[],
  down: boolean,
): number {
  const high = Math.max(13, spot.r * 0.45);
  const gap = Math.max(1.5, spot.r * 0.05);
  const size = Math.max(9.5, high * 0.64);
  const room = Math.max(spot.r * 3.5, 104);
  ctx.font = `700 ${size}px ${palette.text}`;
  const shown: { readonly cell: Cell; readonly text: string; readonly width: number }[] = [];
  let total = 0;
  for (let i = cells.length - 1; i >= 0 && shown.length < CELLS; i--) {
    const cell = cells[i];
    if (!cell) continue;
    const text = shortened(ctx, cell.text, room * 0.62);
    const width = Math.max(high, ctx.measureText(text).width + high * 0.5);
    if (shown.length > 0 && total + width + gap > room) break;
    shown.unshift({ cell, text, width });
    total += width + gap;
  }
  const more = shown.length < cells.length;
  const top = spot.y + spot.ring + Math.max(5, spot.r * 0.17);
  const dots = more ? high * 0.7 : 0;
  let x = spot.x - (total - gap + dots) / 2;
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  if (more) {
    ctx.fillStyle = palette.ink3;
    ctx.fillText("…", x + dots / 2 - gap, top + high / 2);
    x += dots;
  }
  const round = Math.max(2, high * 0.16);
  for (const { cell, text, width } of shown) {
    drawCell(ctx, palette, { x, y: top, width, height: high }, round, cell, down);
    ctx.font = `700 ${size}px ${palette.text}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = cell.settled && !down ? termColour(palette, cell.epoch).ink : palette.ink;
    ctx.fillText(text, x + width / 2, top + high / 2 + size * 0.06);
    x += width + gap;
  }
  return top + high - spot.y - spot.ring;
}

function drawCell(
  ctx: Brush,
  palette: Palette,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  round: number,
  cell: Cell,
  down: boolean,
): void {
  const colour = termColour(palette, cell.epoch);
  ctx.beginPath();
  ctx.roundRect(box.x, box.y, box.width, box.height, round);
  // Settled: solid. At risk: an outline over a hatched ground. On the disk of a node that is down: faint.
  ctx.fillStyle = cell.settled && !down ? colour.fill : colour.faint;
  ctx.fill();
  if (!cell.settled) {
    ctx.save();
    ctx.beginPath();
    ctx.roundRect(box.x, box.y, box.width, box.height, round);
    ctx.clip();
    ctx.globalAlpha = 0.4;
    hatch(ctx, box, Math.max(4, box.height * 0.3), colour.fill, 1);
    ctx.restore();
  }
  if (!cell.settled || down) {
    ctx.beginPath();
    ctx.roundRect(box.x + 0.75, box.y + 0.75, box.width - 1.5, box.height - 1.5, round);
    ctx.strokeStyle = colour.edge;
    ctx.lineWidth = 1.5;
    if (!cell.settled) ctx.setLineDash([3, 2]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  if (cell.conflict === true) {
    ctx.beginPath();
    ctx.roundRect(box.x - 1.5, box.y - 1.5, box.width + 3, box.height + 3, round + 1.5);
    ctx.strokeStyle = palette.broken;
    ctx.lineWidth = 2;
    ctx.stroke();
    // A corner folded over, so that colour does not say it alone.
    const fold = box.height * 0.42;
    ctx.beginPath();
    ctx.moveTo(box.x + box.width + 1.5 - fold, box.y - 1.5);
    ctx.lineTo(box.x + box.width + 1.5, box.y - 1.5);
    ctx.lineTo(box.x + box.width + 1.5, box.y - 1.5 + fold);
    ctx.closePath();
    ctx.fillStyle = palette.broken;
    ctx.fill();
  }
}

function drawCaption(
  ctx: Brush,
  palette: Palette,
  spot: Spot,
  caption: string,
  under: number,
): void {
  const size = Math.max(10, spot.r * (spot.client ? 0.4 : 0.28));
  ctx.font = `450 ${size}px ${palette.text}`;
  ctx.fillStyle = palette.ink2;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  const top = spot.y + spot.ring + (under > 0 ? under + size * 0.35 : Math.max(5, spot.r * 0.17));
  const text = shortened(ctx, caption, Math.max(spot.r * 4.6, 112));
  // Links run behind captions: a rim in the ground's colour keeps the letters clear of them.
  ctx.strokeStyle = palette.surface;
  ctx.lineWidth = 4;
  ctx.lineJoin = "round";
  ctx.strokeText(text, spot.x, top);
  ctx.fillText(text, spot.x, top);
}
