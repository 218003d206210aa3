/** Small strokes that several parts of the picture are made of. */
import type { Box } from "./geometry.ts";
import type { Palette } from "./colours.ts";

export type Brush = CanvasRenderingContext2D;

/** Adds a polygon with its first corner at an angle to the path. */
export function polygon(
  ctx: Brush,
  x: number,
  y: number,
  r: number,
  corners: number,
  first: number,
): void {
  for (let i = 0; i < corners; i++) {
    const angle = first + (i / corners) * 2 * Math.PI;
    const px = x + r * Math.cos(angle);
    const py = y + r * Math.sin(angle);
    if (i === 0) ctx.moveTo(px, py);
    else ctx.lineTo(px, py);
  }
  ctx.closePath();
}

/** Adds a full circle to the path as a contour of its own. */
export function circle(ctx: Brush, x: number, y: number, r: number): void {
  ctx.moveTo(x + r, y);
  ctx.arc(x, y, r, 0, 2 * Math.PI);
}

/** Diagonal lines over a box, for what is down or at risk; the caller has clipped to the shape. */
export function hatch(ctx: Brush, box: Box, gap: number, colour: string, width: number): void {
  ctx.beginPath();
  for (let at = box.x - box.height; at < box.x + box.width; at += gap) {
    ctx.moveTo(at, box.y + box.height);
    ctx.lineTo(at + box.height, box.y);
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}

/** A text shortened to a width. */
export function shortened(ctx: Brush, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (ctx.measureText(`${text.slice(0, middle)}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? "" : `${text.slice(0, low)}…`;
}

/** A word on a small plate, as names of messages and the word on a partition are set. Returns its box. */
export function plate(
  ctx: Brush,
  palette: Palette,
  box: Box,
  text: string,
  look: {
    readonly font: string;
    readonly ink: string;
    readonly edge: string;
    readonly round: number;
  },
): void {
  ctx.beginPath();
  ctx.roundRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, look.round);
  ctx.fillStyle = palette.raised;
  ctx.fill();
  ctx.strokeStyle = look.edge;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.font = look.font;
  ctx.fillStyle = look.ink;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, box.x + box.width / 2, box.y + box.height / 2 + 0.5);
}
