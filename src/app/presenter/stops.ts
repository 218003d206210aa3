import type { Run } from "../../store/run.ts";
import type { TraceRow } from "../../wire/frame.ts";

/** A moment that a lecturer walks to: what hands did, a promise that broke, a machine that failed. */
export interface Stop {
  /** Simulated µs. */
  readonly time: number;
  /** The last of its events; null when it is not played yet. */
  readonly event: number | null;
}

/** The stops of the present lane in the order of time; what lies at the same instant is one stop. */
export function stopsOf(run: Pick<Run, "lanes" | "rows">): readonly Stop[] {
  const lane = run.lanes.find((each) => each.current);
  const deeds = lane?.interventions.map(({ at, event }) => ({ time: at, event })) ?? [];
  const alarms = run.rows.notable.filter(isAlarm).map(({ time, id }) => ({ time, event: id }));
  const stops: Stop[] = [];
  for (const stop of [...deeds, ...alarms].toSorted((a, b) => a.time - b.time)) {
    const last = stops.at(-1);
    if (last?.time !== stop.time) stops.push(stop);
    else stops[stops.length - 1] = { time: stop.time, event: later(last.event, stop.event) };
  }
  return stops;
}

/** The stop next to the playhead, on (1) or back (-1); null when there is none. */
export function stopFrom(
  stops: readonly Stop[],
  playhead: Pick<Run, "time" | "event">,
  by: 1 | -1,
): Stop | null {
  const { time, event } = playhead;
  const found =
    by === 1
      ? stops.find((stop) => stop.time > time || (stop.time === time && (stop.event ?? 0) > event))
      : stops.findLast((stop) => stop.time < time);
  return found ?? null;
}

function isAlarm(row: TraceRow): boolean {
  return row.kind === "fault" || row.verdict === "violated";
}

/** A stop of which something is still to come is not played yet. */
function later(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.max(a, b);
}
