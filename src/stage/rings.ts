/** Timer rings and the pulse of a node whose role or term changed: all that moves on a node. */
import { easeCubicOut } from "d3";
import type { NodeFrame, TimerFrame } from "../wire/frame.ts";
import { circle, type Brush } from "./brush.ts";
import type { Palette, Tone } from "./colours.ts";
import type { Layout, Spot } from "./layout.ts";
import { badgeRadius, toneOf } from "./nodes.ts";

/** The timer that a node's ring shows, when it runs. */
export function ringOf(frame: NodeFrame): TimerFrame | null {
  if (frame.status === "crashed" || frame.view.ring === undefined) return null;
  return frame.timers.find((timer) => timer.label === frame.view.ring) ?? null;
}

/** What is left of a timer, 1 to 0. */
export function left(timer: TimerFrame, time: number): number {
  const span = timer.due - timer.set;
  return span <= 0 ? 0 : Math.max(0, Math.min(1, (timer.due - time) / span));
}

interface Arc {
  readonly spot: Spot;
  readonly angle: number;
  readonly gap: number;
}

/** Where the badge sits, clockwise from the top. */
const BADGE = Math.PI / 4;

function badgeGap(spot: Spot): number {
  return (badgeRadius(spot) + spot.r * 0.1) / spot.ring;
}

/** Adds a piece of a ring to the path; angles are counted clockwise from the top. */
function arc(ctx: Brush, { x, y, ring }: Spot, from: number, to: number): void {
  if (to <= from) return;
  ctx.moveTo(x + ring * Math.sin(from), y - ring * Math.cos(from));
  ctx.arc(x, y, ring, from - Math.PI / 2, to - Math.PI / 2);
}

export function drawRings(
  ctx: Brush,
  palette: Palette,
  layout: Layout,
  nodes: ReadonlyMap<string, NodeFrame>,
  time: number,
  steps: number | null,
  playing: boolean,
): void {
  const arcs = new Map<string, Arc[]>();
  for (const frame of nodes.values()) {
    const spot = layout.spots.get(frame.id);
    const timer = ringOf(frame);
    if (!spot || !timer) continue;
    let share = left(timer, time);
    if (steps !== null) share = Math.ceil(share * steps) / steps;
    if (share <= 0.004) continue;
    // Just set: thicker for a moment, so that a restart is seen although the ring only becomes full again.
    const fresh = playing && steps === null ? Math.max(0, 1 - (1 - share) / 0.09) : 0;
    const key = `${toneOf(frame)} ${frame.status === "paused" ? "paused" : ""} ${Math.round(fresh * 3)}`;
    // The badge lies on the ring, so the ring is drawn around it. Without one the two arcs meet.
    const gap = frame.view.badge ? badgeGap(spot) : 0;
    const one = { spot, angle: share * 2 * Math.PI, gap };
    const same = arcs.get(key);
    if (same) same.push(one);
    else arcs.set(key, [one]);
  }
  const wide = Math.max(2, layout.r * 0.085);
  ctx.lineCap = "round";
  for (const [key, same] of arcs) {
    const [tone, paused, fresh] = key.split(" ") as [Tone, string, string];
    ctx.beginPath();
    for (const { spot, angle, gap } of same) {
      arc(ctx, spot, 0, Math.min(angle, BADGE - gap));
      arc(ctx, spot, BADGE + gap, angle);
    }
    ctx.strokeStyle = palette.tone[tone];
    ctx.lineWidth = wide * (1 + Number(fresh) * 0.2);
    if (paused !== "") {
      ctx.lineCap = "butt";
      ctx.setLineDash([wide, wide]);
    }
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.lineCap = "round";
  }
  ctx.lineCap = "butt";
}

/** A thin ring around a node that is pointed at or selected, open where badges lie. */
export function drawHalo(ctx: Brush, spot: Spot, frame: NodeFrame | undefined): void {
  const ring = spot.ring + Math.max(4, spot.r * 0.11);
  const around = { ...spot, ring };
  const gap = (badgeRadius(spot) + spot.r * 0.1) / ring;
  const right = frame?.view.badge ? gap : 0;
  const leftward = frame?.status === "paused" ? gap : 0;
  ctx.beginPath();
  arc(ctx, around, BADGE + right, 2 * Math.PI - BADGE - leftward);
  arc(ctx, around, 2 * Math.PI - BADGE + leftward, 2 * Math.PI + BADGE - right);
}

/** A node that has just become something else. */
export interface Pulse {
  readonly node: string;
  readonly tone: Tone;
  /** Wall time in ms. */
  readonly began: number;
}

export const PULSE = 620;

export function drawPulses(
  ctx: Brush,
  palette: Palette,
  layout: Layout,
  pulses: readonly Pulse[],
  now: number,
): void {
  for (const pulse of pulses) {
    const spot = layout.spots.get(pulse.node);
    const share = (now - pulse.began) / PULSE;
    if (!spot || share < 0 || share >= 1) continue;
    ctx.beginPath();
    circle(ctx, spot.x, spot.y, spot.ring + spot.r * 0.42 * easeCubicOut(share));
    ctx.globalAlpha = (1 - share) * 0.7;
    ctx.strokeStyle = palette.tone[pulse.tone];
    ctx.lineWidth = Math.max(1.5, spot.r * 0.09 * (1 - share));
    ctx.stroke();
    ctx.globalAlpha = 1;
  }
}

/** Whether the change is one that a pulse should tell: another role or another term. */
export function turned(before: NodeFrame, after: NodeFrame): boolean {
  return (
    before.status !== after.status ||
    before.view.role !== after.view.role ||
    before.view.badge?.epoch !== after.view.badge?.epoch
  );
}
