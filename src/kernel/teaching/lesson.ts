/** What a lesson teaches with: a tour, predictions, challenges. Their words stand apart, by language (`texts.ts`). */
import type { NodeId } from "../behavior.ts";
import type { Intervention } from "../intervention.ts";
import { printDuration, SECOND } from "../time.ts";
import type { EventId, TraceEvent } from "../trace.ts";
import type { World } from "../world.ts";
import type { Condition } from "./condition.ts";
import type { Stand } from "./stand.ts";

/** Something that a tour points at. */
export type Pointer =
  | { readonly is: "node"; readonly id: NodeId }
  | { readonly is: "link"; readonly from: NodeId; readonly to: NodeId }
  /** Every message of this kind that is on its way. */
  | { readonly is: "messages"; readonly type: string }
  /** A part of the page. */
  | { readonly is: "control"; readonly id: Control };

/** The parts of the page that tours point at. */
export type Control =
  | "transport"
  | "timeline"
  | "caption"
  | "rules"
  | "knobs"
  | "presets"
  | "faults"
  | "verdicts"
  | "readings"
  | "views";

/** Words that the texts leave open, as `{leader}`. */
export type Names = Readonly<Record<string, string>>;

/** One step of a tour. Its `id` names its texts, too. */
export interface TourStep {
  readonly id: string;
  /** What the step waits for, from the moment on at which it is shown. Without it the step goes on when its reader does. */
  readonly until?: Condition;
  /** What it points at now. */
  points?(world: World): readonly Pointer[];
  /** The words that its texts leave open. */
  names?(world: World): Names;
  /** The lines of script that the step offers to do; none when it makes no sense at this moment. */
  action?(world: World): readonly string[];
}

export interface Tour {
  /** The lines of its script behind the first, as a preset's: where it begins. */
  readonly opens: readonly string[];
  readonly steps: readonly TourStep[];
}

/** An answer that one may give. */
export interface Option {
  /** What the outcome is told by: `n3`, `old`. */
  readonly id: string;
  /** Which text says it; the `id` where it is left out. */
  readonly text?: string;
  readonly names?: Names;
}

/** What came of it. */
export interface Outcome {
  /** An option's `id`. */
  readonly option: string;
  /** The events that show it, in order; the last one settles it. */
  readonly events: readonly EventId[];
  readonly names?: Names;
}

/** Finds out what the right answer was: a fold over what happens after the question. */
export interface Settling<M = unknown> {
  start(stand: Stand): M;
  observe(memory: M, event: TraceEvent, stand: Stand): M;
  /** Null until it is settled. */
  settled(memory: M, stand: Stand): Outcome | null;
}

export interface Prediction {
  readonly id: string;
  /** The lines of its script behind the first. */
  readonly opens: readonly string[];
  /** When the run stops and asks. */
  readonly moment: Condition;
  /** What may be answered, at the moment of the question. At least two; one of them comes true. */
  options(world: World): readonly Option[];
  names?(world: World): Names;
  points?(world: World): readonly Pointer[];
  /** The lines of script that are done once the question is answered: what it asks about. */
  action?(world: World): readonly string[];
  readonly settles: Settling;
}

export interface Challenge {
  readonly id: string;
  /** The lines of its script behind the first. An attempt is this run and what hands add. */
  readonly opens: readonly string[];
  readonly goal: Condition;
  /** What hands may do here; everything where it is left out. Whatever they do counts as an action, line by line. */
  readonly allows?: readonly Intervention["do"][];
  readonly most: number;
  /** With so few actions one gets a star. */
  readonly best: number;
  /** Lines of script that reach the goal with `best` actions. */
  readonly solution: readonly string[];
}

/** A time at least so many seconds from now, as scripts write it; the same for half a second, so that a step's offer stands still. */
export function later({ time }: World, seconds: number): string {
  const half = SECOND / 2;
  return printDuration(Math.ceil((time + seconds * SECOND) / half) * half);
}

/** Settled by the first event of which `which` says what it decides. */
export function settledBy(
  which: (event: TraceEvent, stand: Stand) => Omit<Outcome, "events"> | string | null,
): Settling {
  return settling<Outcome | null>({
    start: () => null,
    observe(memory, event, stand) {
      if (memory) return memory;
      const decided = which(event, stand);
      if (decided === null) return memory;
      const events = [event.cause, event.id].filter((id) => id > 0);
      return typeof decided === "string" ? { option: decided, events } : { ...decided, events };
    },
    settled: (memory) => memory,
  });
}

/** Settled by whichever condition comes true first; an option's `id` for each. */
export function settledByFirst(conditions: Readonly<Record<string, Condition>>): Settling {
  const entries = Object.entries(conditions);
  return settling<readonly unknown[]>({
    start: (stand) => entries.map(([, each]) => each.start(stand)),
    observe(memory, event, stand) {
      const next = entries.map(([, each], i) => each.observe(memory[i], event, stand));
      return next.some((each, i) => each !== memory[i]) ? next : memory;
    },
    settled(memory, stand) {
      let first: { readonly at: number; readonly outcome: Outcome } | null = null;
      entries.forEach(([option, each], i) => {
        const met = each.met(memory[i], stand);
        if (met && (first === null || met.at < first.at))
          first = { at: met.at, outcome: { option, events: met.event > 0 ? [met.event] : [] } };
      });
      return (first as { readonly outcome: Outcome } | null)?.outcome ?? null;
    },
  });
}

/** Hides the memory's type. */
export function settling<M>(definition: Settling<M>): Settling {
  return definition as unknown as Settling;
}
