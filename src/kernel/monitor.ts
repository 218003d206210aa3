import type { NodeId } from "./behavior.ts";
import type { Settings } from "./settings.ts";
import type { EventId, TraceEvent } from "./trace.ts";
import type { NodeState, World } from "./world.ts";

/** What a monitor says of the run so far, with what proves it. */
export interface Finding {
  readonly verdict: "holds" | "violated" | "unknown";
  /** One sentence each, when there is something to say. */
  readonly simple?: string;
  readonly expert?: string;
  /** The nodes and trace events that prove it. */
  readonly nodes?: readonly NodeId[];
  readonly events?: readonly EventId[];
}

export const HOLDS: Finding = { verdict: "holds" };

/** What one step of the simulation did. Valid only during the call. */
export interface StepView {
  /** The node that reacted, after its step; null when only the network changed. */
  readonly node: NodeState | null;
  /** Its state before the step; undefined when it had none (boot). */
  readonly before: unknown;
  /** The trace events of this step, in order. */
  readonly events: readonly TraceEvent[];
}

/**
 * A fold over the run, evaluated after every step: an invariant, a consistency check, a meter. The memory is
 * immutable and travels with checkpoints; return the very same one when nothing of interest happened, which
 * is what makes a check incremental and cheap.
 */
export interface Monitor<M = unknown> {
  readonly id: string;
  /** The promise, as the literature names it. */
  readonly title: string;
  /** The promise in one plain sentence. */
  readonly simple: string;
  readonly source: string;
  /** Whether the system promises this under these settings; when not, a violation is told but does not stop the run. Default: always. */
  promised?(settings: Settings): boolean;
  start(world: World): M;
  observe(memory: M, step: StepView, world: World): M;
  judge(memory: M, world: World): Finding;
}

/** Hides the memory's type, so that monitors stand in one list. */
export function anyMonitor<M>(monitor: Monitor<M>): Monitor {
  return monitor as unknown as Monitor;
}

/** A number worth watching, folded like a monitor but without a verdict. */
export interface Meter<M = unknown> {
  readonly id: string;
  start(world: World): M;
  observe(memory: M, step: StepView, world: World): M;
  read(memory: M, world: World): readonly Reading[];
  /** What it has measured, as curves beside what was published; asked only while somebody looks. */
  plots?(memory: M, world: World): readonly Plot[];
  /** What the last step made it notice about a node; null when nothing. Asked whenever its memory has changed. */
  remark?(memory: M, before: M): Remark | null;
}

/**
 * Something about a node that only an onlooker can know, such as that an answer was stale. It becomes a trace event, and
 * the node bears the word until its next operation ends.
 */
export interface Remark {
  readonly node: NodeId;
  /** One word under the node: `stale`. */
  readonly word: string;
  readonly simple: string;
  readonly expert: string;
  /** The event that it is about. */
  readonly cause: EventId;
}

export function anyMeter<M>(meter: Meter<M>): Meter {
  return meter as unknown as Meter;
}

/** One number on the stage. `value` null: nothing measured yet. */
export interface Reading {
  readonly id: string;
  readonly label: string;
  readonly value: number | null;
  readonly unit: "%" | "ms" | "";
  readonly tone: "good" | "bad" | "plain";
  /** The nodes it speaks of (a side of a partition), if not all. */
  readonly nodes?: readonly NodeId[];
}

/** A picture of numbers: series over one pair of axes. */
export interface Plot {
  readonly id: string;
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
}

export interface Axis {
  readonly label: string;
  /** `%`: values are percentages, 0 to 100. `ms`: simulated milliseconds. */
  readonly unit: "%" | "ms" | "";
  /** Where it begins and ends, if not with what is shown. */
  readonly from?: number;
  readonly to?: number;
  /** What stands at 0, 1, 2, …, where the axis counts things that have names: servers. */
  readonly names?: readonly string[];
}

export interface Series {
  readonly id: string;
  readonly label: string;
  /** What this run has shown, or what a paper or a formula says. */
  readonly kind: "measured" | "published";
  readonly shape: "line" | "steps" | "points" | "bars";
  /** In the order of x; at most some hundreds. */
  readonly points: readonly (readonly [x: number, y: number])[];
}
