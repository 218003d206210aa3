/** The diagram's picture, layer upon layer, with whatever pen. */
import { drawAxis, drawPlayhead, drawVeil } from "./axis.ts";
import { drawBands, drawLabels } from "./bands.ts";
import { drawLines, type LineCounts } from "./lines.ts";
import { drawHands, drawMarks, drawSpans } from "./marks.ts";
import { drawOverlay } from "./overlay.ts";
import type { Pen } from "./pen.ts";
import { SvgPen } from "./svg-pen.ts";
import type { View } from "./view.ts";

/** What is in sight. */
export interface Counts extends LineCounts {
  readonly bands: number;
}

export function paint(pen: Pen, view: View): Counts {
  const { layout } = view;
  drawAxis(pen, view);
  pen.save();
  pen.beginPath();
  pen.rect(layout.left - 8, 0, layout.right - layout.left + 16, layout.bottom);
  pen.clip();
  drawHands(pen, view);
  const { count: bands, labels } = drawBands(pen, view);
  const lines = drawLines(pen, view);
  drawSpans(pen, view);
  drawMarks(pen, view);
  drawLabels(pen, view.palette, labels);
  drawVeil(pen, view);
  drawOverlay(pen, view);
  pen.restore();
  drawPlayhead(pen, view);
  return { bands, ...lines };
}

/** The same as an SVG document, with the nodes' names, which the page writes beside its canvas. */
export function svgOf(view: View, measure: Pick<Pen, "measureText" | "font">): string {
  const { layout, palette, chronicle, scene } = view;
  const pen = new SvgPen(measure);
  paint(pen, view);
  pen.font = `600 13px ${palette.text}`;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.fillStyle = palette.ink;
  chronicle.tracks.forEach(({ id }, i) => pen.fillText(id, 12, layout.tracks[i]!));
  const title = `Space–time diagram of ${scene.manifest.scenario}`;
  return pen.document(layout.width, layout.height, palette.surface, title);
}
