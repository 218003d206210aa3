/** The diagram's picture, layer upon layer, with whatever ctx. */
import type { Brush } from "../brush.ts";
import { drawAxis, drawPlayhead, drawVeil } from "./axis.ts";
import { drawBands, drawLabels } from "./bands.ts";
import { areMany, drawLines, linesInSight } from "./lines.ts";
import { drawHands, drawMarks, drawSpans } from "./marks.ts";
import { drawOverlay } from "./overlay.ts";
import type { View } from "./view.ts";

/** How much is in sight. */
export interface Counts {
  readonly bands: number;
  readonly messages: number;
  readonly lost: number;
  readonly held: number;
}

export function paint(ctx: Brush, view: View): Counts {
  const { layout } = view;
  drawAxis(ctx, view);
  ctx.save();
  ctx.beginPath();
  ctx.rect(layout.left - 3, 0, layout.right - layout.left + 14, layout.bottom);
  ctx.clip();
  drawHands(ctx, view);
  const inSight = linesInSight(view);
  const many = areMany(inSight);
  // In a whole long run the states are the story: its messages stand behind them.
  if (many) drawLines(ctx, view, inSight);
  const { count: bands, labels } = drawBands(ctx, view);
  if (!many) drawLines(ctx, view, inSight);
  const operations = drawSpans(ctx, view);
  drawMarks(ctx, view);
  drawLabels(ctx, view.palette, [...labels, ...operations]);
  drawVeil(ctx, view);
  drawOverlay(ctx, view);
  ctx.restore();
  drawPlayhead(ctx, view);
  let [lost, held] = [0, 0];
  for (const { line } of inSight) {
    if (line.lost) lost++;
    if (line.held !== null) held++;
  }
  return { bands, messages: inSight.length, lost, held };
}

/** The same for a picture that stands alone: with its ground, and the nodes' names, which the page writes beside its canvas. */
export function paintAlone(ctx: Brush, view: View): void {
  const { layout, palette, chronicle } = view;
  ctx.fillStyle = palette.surface;
  ctx.fillRect(0, 0, layout.width, layout.height);
  paint(ctx, view);
  ctx.font = `600 13px ${palette.text}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillStyle = palette.ink;
  chronicle.tracks.forEach(({ id }, i) => ctx.fillText(id, 12, layout.tracks[i]!));
}
