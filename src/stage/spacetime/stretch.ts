/** The stretch of simulated time that the diagram shows, and how hands move it. Pure. */

/** Simulated µs: where it begins and how long it is. */
export interface Stretch {
  readonly from: number;
  readonly span: number;
}

/** From a millisecond across the whole width to a little more than everything. */
const SHORTEST = 1_000;
const LEAST_WHOLE = 5_000_000;
/** Where the playhead stands while the diagram follows it, as a share of the width. */
const NEAR_RIGHT = 0.82;

/** Everything from the beginning to `end`. */
export function whole(end: number): Stretch {
  return { from: 0, span: Math.max(end * 1.02, 1_000_000) };
}

/** Kept within what there is to see: it begins at 0 or later and does not leave the end behind it. */
export function bounded(stretch: Stretch, end: number): Stretch {
  const span = Math.min(
    Math.max(stretch.span, SHORTEST),
    Math.max(whole(end).span, LEAST_WHOLE) * 1.1,
  );
  const latest = Math.max(0, end - span * 0.2);
  return { from: Math.min(Math.max(0, stretch.from), latest), span };
}

/** Longer (factor above 1) or shorter, with one moment staying in its place. */
export function zoomed(stretch: Stretch, factor: number, about: number): Stretch {
  const share = (about - stretch.from) / stretch.span;
  const span = Math.max(stretch.span * factor, SHORTEST);
  return { from: about - share * span, span };
}

export function panned(stretch: Stretch, by: number): Stretch {
  return { from: stretch.from + by, span: stretch.span };
}

/** Moved only as far as it takes to keep the playhead in sight, and near the right edge when time has carried it there. */
export function following(stretch: Stretch, time: number): Stretch {
  const share = (time - stretch.from) / stretch.span;
  if (share > NEAR_RIGHT) return { ...stretch, from: time - NEAR_RIGHT * stretch.span };
  if (share < 0) return { ...stretch, from: Math.max(0, time - 0.3 * stretch.span) };
  return stretch;
}

/** Moved so that a moment is well inside, if it is not. */
export function showing(stretch: Stretch, time: number): Stretch {
  const share = (time - stretch.from) / stretch.span;
  return share >= 0.04 && share <= 0.96
    ? stretch
    : { ...stretch, from: Math.max(0, time - 0.5 * stretch.span) };
}
