/** What became of each job, as an onlooker knows it who sees everybody at once: nobody among them does. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { StepView } from "../../kernel/monitor.ts";
import type { EventId, TraceEvent } from "../../kernel/trace.ts";

/** One job, whatever number of messages there are of it. */
export interface JobOutcome {
  readonly job: string;
  /** The event by which the broker took it over. */
  readonly accepted: EventId;
  /** The events by which workers did it, and the last of these workers. */
  readonly done: readonly EventId[];
  readonly worker: NodeId | null;
  /** The event by which it was put aside; 0 while it has not been. */
  readonly dead: EventId;
}

/** Jobs that the broker has accepted, by name: all that are open, and the latest of those that are not. */
export type Outcomes = ReadonlyMap<string, JobOutcome>;

/** Nobody has a copy of what was closed so many jobs ago. */
const REMEMBERED = 40;

/** Neither done nor put aside. */
export function isOpen({ done, dead }: JobOutcome): boolean {
  return done.length === 0 && dead === 0;
}

/** The outcomes after a step; the very same when it has changed none. */
export function afterStep(outcomes: Outcomes, { events }: StepView): Outcomes {
  let next = outcomes;
  for (const event of events) next = after(next, event);
  return next;
}

function after(outcomes: Outcomes, event: TraceEvent): Outcomes {
  if (event.kind !== "note") return outcomes;
  const { note, about = {} } = event.data;
  const job = String(about["job"] as string | undefined);
  const known = outcomes.get(job);
  switch (note) {
    case "accepted":
      // Sent again, because the answer was lost: the same job lies in the queue once more.
      return known
        ? outcomes
        : pruned(
            new Map(outcomes).set(job, {
              job,
              accepted: event.id,
              done: [],
              worker: null,
              dead: 0,
            }),
          );
    case "done":
      return known
        ? new Map(outcomes).set(job, {
            ...known,
            done: [...known.done, event.id],
            worker: event.node,
          })
        : outcomes;
    case "dead-lettered":
      return known ? new Map(outcomes).set(job, { ...known, dead: event.id }) : outcomes;
    default:
      return outcomes;
  }
}

function pruned(outcomes: Map<string, JobOutcome>): Outcomes {
  let surplus = outcomes.size - REMEMBERED;
  for (const [job, outcome] of outcomes) {
    if (surplus <= 0) break;
    if (isOpen(outcome)) continue;
    outcomes.delete(job);
    surplus--;
  }
  return outcomes;
}
