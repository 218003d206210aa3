/** A node among so many that each is only a disc: what it is shows by colour and by being full or hollow. */
import type { NodeFrame } from "../wire/frame.ts";
import { circle, type Brush } from "./brush.ts";
import type { Palette } from "./colours.ts";
import type { Spot } from "./layout.ts";
import { outline, roleOf, toneOf } from "./nodes.ts";

export function drawMember(
  ctx: Brush,
  palette: Palette,
  spot: Spot,
  frame: NodeFrame,
  accused: boolean,
): void {
  const { x, y, r } = spot;
  const tone = toneOf(frame);
  const down = frame.status === "crashed";
  if (accused) {
    ctx.beginPath();
    circle(ctx, x, y, spot.ring + 3);
    ctx.fillStyle = palette.broken;
    ctx.fill();
  }
  if (down) {
    cross(ctx, x, y, r * 0.8);
    ctx.strokeStyle = palette.tone.crashed;
    ctx.lineWidth = Math.max(1, r * 0.3);
    ctx.stroke();
    return;
  }
  const hollow = tone === "plain";
  ctx.beginPath();
  outline(ctx, x, y, hollow ? r * 0.8 : r, frame.view.shape, spot.client);
  ctx.fillStyle = hollow ? palette.body.plain : palette.tone[tone];
  ctx.fill();
  ctx.strokeStyle = frame.status === "paused" ? palette.unknown : palette.tone[tone];
  ctx.lineWidth = frame.status === "paused" ? Math.max(1.5, r * 0.4) : Math.max(0.75, r * 0.14);
  if (hollow || frame.status === "paused") ctx.stroke();
}

/** What a disc that is pointed at is: `n417, infected`. */
export function memberName(frame: NodeFrame): string {
  const role = roleOf(frame);
  return role === "" ? frame.id : `${frame.id}, ${role}`;
}

function cross(ctx: Brush, x: number, y: number, half: number): void {
  ctx.beginPath();
  ctx.moveTo(x - half, y - half);
  ctx.lineTo(x + half, y + half);
  ctx.moveTo(x + half, y - half);
  ctx.lineTo(x - half, y + half);
}
