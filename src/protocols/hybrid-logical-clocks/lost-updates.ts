/**
 * Which acknowledged write has lost to an earlier one: what each client knew when it wrote, read off the calls and returns of all of them,
 * against what replicas keep. No timestamp is asked.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { StepView } from "../../kernel/monitor.ts";
import type { EventId, TraceEvent } from "../../kernel/trace.ts";
import { writeOf } from "./messages.ts";

/** A write’s name, from {@link writeOf}. */
type Name = string;

/** A write that a replica has dropped for one that had happened before it. */
export interface Loss {
  readonly later: Name;
  readonly earlier: Name;
  /** Where, and the event that did so. */
  readonly node: NodeId;
  readonly event: EventId;
}

export interface Knowledge {
  /** The writes that each client has been told of, or has made and been told so: those that happened before whatever it does next. */
  readonly knows: ReadonlyMap<NodeId, ReadonlySet<Name>>;
  /** What the client of each recent write knew when it asked for it. */
  readonly past: ReadonlyMap<Name, ReadonlySet<Name>>;
  readonly acknowledged: ReadonlyMap<Name, EventId>;
  /** Losses of writes that nobody has acknowledged yet, by the write. */
  readonly dropped: ReadonlyMap<Name, Loss>;
  /** The acknowledged writes that have lost, each once, in the order in which that came to be so. */
  readonly lost: readonly Loss[];
}

export const NOTHING_KNOWN: Knowledge = {
  knows: new Map(),
  past: new Map(),
  acknowledged: new Map(),
  dropped: new Map(),
  lost: [],
};

/** So many writes back are remembered; a version that is dropped is rarely older. */
const REMEMBERED = 60;

/** What a step has added; the very same when nothing. */
export function afterStep(knowledge: Knowledge, { events }: StepView): Knowledge {
  let next = knowledge;
  for (const event of events) next = afterEvent(next, event);
  return next;
}

function afterEvent(all: Knowledge, event: TraceEvent): Knowledge {
  const { node } = event;
  if (node === null) return all;
  switch (event.kind) {
    case "call": {
      const { op, operation } = event.data;
      if (operation.f !== "write") return all;
      const name = writeOf({ client: node, op });
      return { ...all, past: recent(all.past, name, all.knows.get(node) ?? new Set<Name>()) };
    }
    case "return": {
      if (event.data.outcome !== "ok") return all;
      const { op, operation, about } = event.data;
      if (operation.f !== "write") {
        const read = about?.["write"] as Name | null;
        return read === null ? all : told(all, node, read);
      }
      const name = writeOf({ client: node, op });
      const knowing = told(all, node, name);
      const acknowledged = recent(all.acknowledged, name, event.id);
      return judged({ ...knowing, acknowledged }, all.dropped.get(name));
    }
    case "note": {
      const { dropped, kept } = (event.data.about ?? {}) as {
        readonly dropped?: Name | null;
        readonly kept?: Name;
      };
      if (!dropped || !kept || !all.past.get(dropped)?.has(kept)) return all;
      const loss = { later: dropped, earlier: kept, node, event: event.id };
      return all.acknowledged.has(dropped)
        ? judged(all, loss)
        : { ...all, dropped: recent(all.dropped, dropped, loss) };
    }
    default:
      return all;
  }
}

/** A client has been told of a write, and so of all that its writer knew. */
function told(all: Knowledge, client: NodeId, write: Name): Knowledge {
  const before = all.knows.get(client);
  if (before?.has(write)) return all;
  const known = [...(all.past.get(write) ?? []), ...(before ?? []), write];
  const latest = new Set(known.slice(-REMEMBERED));
  return { ...all, knows: new Map(all.knows).set(client, latest) };
}

function judged(all: Knowledge, loss: Loss | undefined): Knowledge {
  if (!loss || all.lost.some(({ later }) => later === loss.later)) return all;
  return { ...all, lost: [...all.lost, loss] };
}

function recent<V>(all: ReadonlyMap<Name, V>, name: Name, value: V): ReadonlyMap<Name, V> {
  const next = new Map(all).set(name, value);
  if (next.size > REMEMBERED) next.delete(next.keys().next().value!);
  return next;
}
