/** Which rows of a long list are in sight, when all have one height but one that is unfolded below. */
export interface Layout {
  readonly count: number;
  readonly row: number;
  /** The unfolded row's index, or -1, and how much it adds. */
  readonly open: number;
  readonly extra: number;
}

export function offsetOf(layout: Layout, at: number): number {
  return at * layout.row + (layout.open >= 0 && at > layout.open ? layout.extra : 0);
}

export function totalOf(layout: Layout): number {
  return offsetOf(layout, layout.count);
}

/** First and one past the last row to draw, a few more than can be seen. */
export function inSight(layout: Layout, top: number, height: number): readonly [number, number] {
  const at = (y: number): number => {
    const plain = Math.floor(y / layout.row);
    if (layout.open < 0 || plain <= layout.open) return plain;
    return Math.max(layout.open, Math.floor((y - layout.extra) / layout.row));
  };
  return [Math.max(0, at(top) - 6), Math.min(layout.count, at(top + height) + 7)];
}
