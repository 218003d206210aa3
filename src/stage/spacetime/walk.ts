/** The way from event to event by keyboard, and how each is called. Pure. */
import { say } from "../../languages/say.ts";
import type { TraceRow } from "../../wire/frame.ts";
import { firstFrom, type Chronicle } from "./chronicle.ts";

export type Step = "back" | "on" | "up" | "down" | "first" | "last";

/** The event to go to from here; null where there is none. */
export function walk(chronicle: Chronicle, from: number, step: Step): TraceRow | null {
  const { rows, tracks, order } = chronicle;
  const here = rows[order.placeOf(from)];
  if (!here) return lastBefore(chronicle, Infinity);
  // What happened on a link or above the nodes is left towards the node that it is about.
  const track = chronicle.trackOf(here.node ?? rows[order.placeOf(here.cause)]?.node ?? null);
  const at = track < 0 ? 0 : track;
  const events = tracks[at]?.events ?? [];
  const place = order.placeOf(from);
  switch (step) {
    case "on":
      return rowAt(
        chronicle,
        events,
        firstFrom(events.length, (k) => events[k]! > place),
      );
    case "back":
      return rowAt(chronicle, events, firstFrom(events.length, (k) => events[k]! >= place) - 1);
    case "first":
      return rowAt(chronicle, events, 0);
    case "last":
      return rowAt(chronicle, events, events.length - 1);
    case "up":
    case "down": {
      const by = step === "up" ? -1 : 1;
      for (let other = at + by; other >= 0 && other < tracks.length; other += by) {
        const nearest = nearestTo(chronicle, tracks[other]!.events, here.time);
        if (nearest) return nearest;
      }
      return null;
    }
  }
}

/** The last event on a node at or before an event's id. */
export function lastBefore(chronicle: Chronicle, id: number): TraceRow | null {
  const { rows } = chronicle;
  for (let place = firstFrom(rows.length, (k) => rows[k]!.id > id) - 1; place >= 0; place--)
    if (rows[place]!.node !== null && rows[place]!.kind !== "drop") return rows[place]!;
  return null;
}

function rowAt(chronicle: Chronicle, events: readonly number[], at: number): TraceRow | null {
  const place = events[at];
  return place === undefined ? null : (chronicle.rows[place] ?? null);
}

function nearestTo(chronicle: Chronicle, events: readonly number[], time: number): TraceRow | null {
  const timeOf = (k: number): number => chronicle.rows[events[k]!]!.time;
  const after = firstFrom(events.length, (k) => timeOf(k) >= time);
  const before = after - 1;
  const later = after < events.length ? timeOf(after) - time : Infinity;
  const earlier = before >= 0 ? time - timeOf(before) : Infinity;
  return rowAt(chronicle, events, later <= earlier ? after : before);
}

/** `n2, sends RequestVote 4 to n3, at 3.410 s`. */
export function nameOf(row: TraceRow): string {
  const time = say`at ${(row.time / 1_000_000).toFixed(3)} s`;
  return [row.node === null ? row.label : deedOf(row, row.node), time].join(", ");
}

function deedOf({ kind, label, peer }: TraceRow, node: string): string {
  if (peer === null) {
    if (kind === "deliver") return say`${node}, gets ${label}`;
    return kind === "send" ? say`${node}, sends ${label}` : `${node}, ${label}`;
  }
  if (kind === "deliver") return say`${node}, gets ${label} from ${peer}`;
  return kind === "send"
    ? say`${node}, sends ${label} to ${peer}`
    : say`${node}, ${label} to ${peer}`;
}
