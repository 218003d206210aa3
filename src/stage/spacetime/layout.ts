/** Where everything of the diagram stands, in CSS pixels. Pure. */
import type { Stretch } from "./stretch.ts";

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The plot: what moves with time. */
  readonly left: number;
  readonly right: number;
  /** The line of hands and judges. */
  readonly handsY: number;
  /** Upper and lower edge of the nodes' lines. */
  readonly top: number;
  readonly bottom: number;
  /** The middle of each node's line, in the manifest's order, and how far they lie apart. */
  readonly tracks: readonly number[];
  readonly pitch: number;
  /** How thick a band of state is. */
  readonly band: number;
}

export const AXIS = 24;
const HANDS = 22;
const LEAST_PITCH = 15;
const MOST_PITCH = 56;

/** How high the diagram has to be for so many lines to be told apart. */
export function leastHeight(nodes: number): number {
  return HANDS + AXIS + nodes * LEAST_PITCH;
}

export function layOut(ids: readonly string[], width: number, height: number): Layout {
  const longest = ids.reduce((most, id) => Math.max(most, id.length), 2);
  const top = HANDS;
  const bottom = height - AXIS;
  const pitch = Math.min(MOST_PITCH, (bottom - top) / (Math.max(1, ids.length) + 0.2));
  // Few nodes in much room stand together in the middle rather than far apart.
  const first = top + (bottom - top - pitch * ids.length) / 2 + pitch * 0.5;
  return {
    width,
    height,
    left: Math.min(width * 0.3, 26 + longest * 8.5),
    right: width - 14,
    handsY: HANDS / 2 + 1,
    top,
    bottom,
    tracks: ids.map((_, i) => first + pitch * i),
    pitch,
    band: Math.max(4, Math.min(10, pitch * 0.28)),
  };
}

/** Where a moment stands. */
export function xOf(layout: Layout, stretch: Stretch, time: number): number {
  return layout.left + ((time - stretch.from) / stretch.span) * (layout.right - layout.left);
}

export function timeAt(layout: Layout, stretch: Stretch, x: number): number {
  return stretch.from + ((x - layout.left) / (layout.right - layout.left)) * stretch.span;
}
