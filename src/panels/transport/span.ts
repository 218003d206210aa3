import type { LaneFrame, TraceRow } from "../../wire/frame.ts";

/** Lengths that the time line may have, in simulated µs: it grows by whole steps, not all the time. */
const SPANS = [5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600].map((each) => each * 1_000_000);

/** How much time the line shows. */
export function spanOf(time: number, lanes: readonly LaneFrame[], end: number): number {
  const reached = Math.max(time, end, ...lanes.map((lane) => lane.end));
  return SPANS.find((span) => reached <= span * 0.96) ?? reached * 1.2;
}

/** How many events fell into each of `bins` equal parts of the span, as shares of the fullest. */
export function density(rows: readonly TraceRow[], span: number, bins: number): readonly number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const row of rows) {
    const bin = Math.min(bins - 1, Math.floor((row.time / span) * bins));
    counts[bin]! += 1;
  }
  const most = Math.max(1, ...counts);
  return counts.map((count) => Math.sqrt(count / most));
}

type Action = LaneFrame["interventions"][number];

/** What hands did so close together that one mark stands for it. */
export interface Deed {
  readonly at: number;
  readonly actions: readonly Action[];
}

/** Marks nearer than this share of the line would cover each other. */
const TOO_NEAR = 0.022;

/** What hands did, in order, gathered where it lies too close to tell apart. */
export function deeds(actions: readonly Action[], span: number): readonly Deed[] {
  const gathered: { at: number; actions: Action[] }[] = [];
  for (const action of actions) {
    const last = gathered.at(-1);
    if (last && action.at - last.at < span * TOO_NEAR) last.actions.push(action);
    else gathered.push({ at: action.at, actions: [action] });
  }
  return gathered;
}

/** A future left behind, as the time line draws it. */
export interface LeftBehind {
  readonly id: number;
  /** Where it parts from what is played now. */
  readonly from: number;
  readonly end: number;
  /** `before you cut n1-n2`. */
  readonly label: string;
}

/** Every lane but the current one, the latest first. */
export function leftBehind(lanes: readonly LaneFrame[]): readonly LeftBehind[] {
  const byId = new Map(lanes.map((lane) => [lane.id, lane]));
  const forks = new Map<number, LaneFrame>();
  let lane = lanes.find((each) => each.current);
  while (lane && lane.parent !== null && !forks.has(lane.parent)) {
    forks.set(lane.parent, lane);
    lane = byId.get(lane.parent);
  }
  return lanes
    .filter((each) => !each.current)
    .map((each) => {
      const fork = forks.get(each.id);
      return {
        id: each.id,
        from: fork?.from ?? each.from,
        end: each.end,
        label: each.label,
      };
    })
    .toReversed();
}
