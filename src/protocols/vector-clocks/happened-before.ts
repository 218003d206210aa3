/**
 * Happened-before as the simulator sees it, by its definition (Lamport 1978): what a process did earlier, and the sending of what it
 * receives, with everything before these. No clock is asked. Each event is held against the last few dozen.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { MessageId } from "../../kernel/intervention.ts";
import type { StepView } from "../../kernel/monitor.ts";
import type { EventId, TraceEvent } from "../../kernel/trace.ts";
import type { Letter } from "./messages.ts";
import type { Vector } from "./vector.ts";

/** An event on a process with the clock that the process gave it. */
export interface Happening {
  readonly id: EventId;
  readonly node: NodeId;
  /** The process's name for it. */
  readonly name: string;
  readonly vector: Vector;
  /** The recent events that happened before it. */
  readonly past: ReadonlySet<EventId>;
}

export interface Past {
  /** The last events, the oldest first. */
  readonly recent: readonly Happening[];
  /** The last event of each process. */
  readonly last: ReadonlyMap<NodeId, Happening>;
  /** The sendings of the letters that are on their way. */
  readonly sent: ReadonlyMap<MessageId, Happening>;
}

/** So many events back an event is compared. */
const RECENT = 40;

export const NO_PAST: Past = { recent: [], last: new Map(), sent: new Map() };

/** What has happened in a step is added; the very same when nothing has. */
export function afterStep(past: Past, { events }: StepView): Past {
  let next = past;
  let delivered: (TraceEvent & { kind: "deliver" }) | null = null;
  for (const event of events) {
    switch (event.kind) {
      case "deliver":
        delivered = event;
        break;
      case "drop":
        next = { ...next, sent: without(next.sent, event.message) };
        break;
      case "duplicate": {
        const sending = next.sent.get(event.data.of);
        if (sending) next = { ...next, sent: new Map(next.sent).set(event.message, sending) };
        break;
      }
      case "send": {
        const { event: name, vector } = event.data.message as Letter;
        next = happen(next, { id: event.id, node: event.node!, name, vector }, null);
        next = { ...next, sent: new Map(next.sent).set(event.message, next.recent.at(-1)!) };
        break;
      }
      case "note": {
        const { note, about } = event.data;
        const { event: name, vector } = about as unknown as Letter;
        const node = event.node!;
        if (note === "local") next = happen(next, { id: event.id, node, name, vector }, null);
        else if (note === "received" && delivered) {
          const sending = next.sent.get(delivered.message) ?? null;
          next = happen(next, { id: delivered.id, node, name, vector }, sending);
          next = { ...next, sent: without(next.sent, delivered.message) };
        }
        break;
      }
      default:
        break;
    }
  }
  return next;
}

function without(sent: Past["sent"], message: MessageId): Past["sent"] {
  if (!sent.has(message)) return sent;
  const left = new Map(sent);
  left.delete(message);
  return left;
}

function happen(past: Past, event: Omit<Happening, "past">, sending: Happening | null): Past {
  const from = past.recent.at(-RECENT)?.id ?? 0;
  const before = new Set<EventId>();
  for (const direct of [past.last.get(event.node), sending]) {
    if (!direct) continue;
    for (const id of [direct.id, ...direct.past]) if (id >= from) before.add(id);
  }
  const happening: Happening = { ...event, past: before };
  return {
    recent: [...past.recent, happening].slice(-RECENT),
    last: new Map(past.last).set(event.node, happening),
    sent: past.sent,
  };
}

/** The events that a step has added. */
export function added(before: Past, now: Past): readonly Happening[] {
  const last = before.recent.at(-1)?.id ?? 0;
  return now.recent.filter(({ id }) => id > last);
}
