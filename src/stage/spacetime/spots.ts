/** Where a thing stands in the diagram, and what stands at a place. Pure. */
import type { TraceRow } from "../../wire/frame.ts";
import { distance, distanceToSegment, type Point } from "../geometry.ts";
import type { Target } from "../scene.ts";
import { firstFrom, type Line } from "./chronicle.ts";
import { timeAt, xOf } from "./layout.ts";
import { endsOf } from "./lines.ts";
import { handsInSight } from "./marks.ts";
import type { View } from "./view.ts";

/** How near a hand has to come, in pixels. */
export interface Reach {
  readonly event: number;
  readonly line: number;
}
export const MOUSE: Reach = { event: 7, line: 5 };
export const FINGER: Reach = { event: 16, line: 12 };

/** Where an event stands: on its node's line, at a message's end, or on the line of hands. */
export function spotOf(row: TraceRow, view: View): Point | null {
  const { chronicle, layout, stretch } = view;
  const x = xOf(layout, stretch, row.time);
  if (row.node === null) return { x, y: layout.handsY };
  if (row.kind === "drop" || row.kind === "held" || row.kind === "duplicate") {
    const line = chronicle.line(row.message);
    if (!line) return null;
    const ends = endsOf(line, view);
    return { x, y: row.kind === "duplicate" ? ends.y0 : ends.y1 };
  }
  const y = layout.tracks[chronicle.trackOf(row.node)];
  return y === undefined ? null : { x, y };
}

/** The event at a place, or else the message whose line passes there, or else the node whose band does. */
export function hit(at: Point, view: View, reach: Reach): Target | null {
  const { layout, chronicle } = view;
  if (at.x < layout.left - reach.event || at.x > layout.right + reach.event) return null;
  if (at.y < layout.top) {
    const mark = handsInSight(view).find(({ x }) => Math.abs(x - at.x) <= Math.max(9, reach.event));
    const row = mark?.rows.find((each) => each.kind === "verdict") ?? mark?.rows.at(-1);
    return row ? { is: "event", id: row.id } : null;
  }
  if (at.y > layout.bottom) return null;
  const event = eventAt(at, view, reach.event);
  if (event !== null) return { is: "event", id: event };
  const line = lineAt(at, view, reach.line);
  if (line) return { is: "message", id: line.id };
  const track = trackAt(at, view, layout.band / 2 + 3);
  return track < 0 ? null : { is: "node", id: chronicle.tracks[track]!.id };
}

function trackAt(at: Point, { layout }: View, within: number): number {
  return layout.tracks.findIndex((y) => Math.abs(y - at.y) <= within);
}

/** The nearest event: arrivals before what they set off, since one sees their glyphs. */
function eventAt(at: Point, view: View, reach: number): number | null {
  const { chronicle, layout, stretch } = view;
  const track = trackAt(at, view, Math.min(layout.pitch / 2, Math.max(reach, layout.band / 2 + 2)));
  let best: TraceRow | null = null;
  let least = Infinity;
  const consider = (row: TraceRow, away: number): void => {
    const cost = away - (LOUD[row.kind] ?? 0);
    if (away <= reach && cost < least) [best, least] = [row, cost];
  };
  const events = chronicle.tracks[track]?.events;
  if (events) {
    const timeOf = (k: number): number => chronicle.rows[events[k]!]!.time;
    const from = timeAt(layout, stretch, at.x - reach);
    const to = timeAt(layout, stretch, at.x + reach);
    for (let k = firstFrom(events.length, (i) => timeOf(i) >= from); k < events.length; k++) {
      if (timeOf(k) > to) break;
      consider(chronicle.rows[events[k]!]!, Math.abs(xOf(layout, stretch, timeOf(k)) - at.x));
    }
  }
  const from = timeAt(layout, stretch, at.x - reach);
  const to = timeAt(layout, stretch, at.x + reach);
  for (const line of chronicle.between(from, to)) {
    const place = line.lost ? line.endPlace : line.heldPlace;
    const row = chronicle.rows[place];
    const spot = row && spotOf(row, view);
    if (row && spot) consider(row, distance(spot, at));
  }
  return (best as TraceRow | null)?.id ?? null;
}

/** Of events at one moment the one that is seen is meant, in pixels of preference. */
const LOUD: Readonly<Partial<Record<TraceRow["kind"], number>>> = {
  deliver: 2,
  drop: 2,
  held: 1.5,
  timer: 1.2,
  crash: 3,
  restart: 2,
  call: 1.4,
  return: 1.4,
  note: 1,
  send: 0.6,
};

function lineAt(at: Point, view: View, reach: number): Line | null {
  const { chronicle, layout, stretch } = view;
  const from = timeAt(layout, stretch, at.x - reach);
  const to = timeAt(layout, stretch, at.x + reach);
  let best: Line | null = null;
  let least = reach;
  for (const line of chronicle.between(from, to)) {
    const { x0, y0, x1, y1 } = endsOf(line, view);
    const away = distanceToSegment(at, { x: x0, y: y0 }, { x: x1, y: y1 });
    if (away < least) [best, least] = [line, away];
  }
  return best;
}
