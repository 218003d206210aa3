import type { NodeId, Operation, Outcome } from "../kernel/behavior.ts";
import type { Plot } from "./plots.ts";
import type { Follow } from "../kernel/teaching/following.ts";
import type { Micros } from "../kernel/time.ts";
import type { Frame, NodeFrame } from "./frame.ts";
import type { Manifest } from "./manifest.ts";

export type { Follow } from "../kernel/teaching/following.ts";

/** What the page asks of the worker. Every request is answered by exactly one {@link Reply} with its number. */
export type Request =
  /** Opens a script from its text (a whole script, as links carry it). Answers `opened`. */
  | { readonly do: "open"; readonly script: string; readonly play: "from-start" | "to-until" }
  /** Plays on to a time, or less far when that would take too long; stops at an alarm. Answers `frame`. */
  | { readonly do: "advance"; readonly to: Micros }
  /** Goes to a time, past or future. Answers `frame`. */
  | { readonly do: "seek"; readonly to: Micros }
  /** One queue entry or intervention on or back. Answers `frame`. */
  | { readonly do: "step"; readonly by: 1 | -1 }
  /** Goes to just after a trace event. Answers `frame`. */
  | { readonly do: "visit"; readonly event: number }
  /** Actions in script form; those without a time happen at the playhead. Answers `frame`. */
  | { readonly do: "act"; readonly text: string }
  | { readonly do: "preset"; readonly id: string }
  /** Goes over to another lane, at the same time where it reaches so far. Answers `frame`. */
  | { readonly do: "lane"; readonly id: number }
  /** Gives a lane a name, or takes it away. Answers `frame`. */
  | { readonly do: "name-lane"; readonly id: number; readonly name: string | null }
  /** Lets a lane go that is not on the stage. Answers `frame`. */
  | { readonly do: "drop-lane"; readonly id: number }
  /** The script of a whole lane. Answers `recording`. */
  | { readonly do: "lane-script"; readonly id: number }
  /** What the hand did last, undone or done again. Answers `frame`. */
  | { readonly do: "undo" | "redo" }
  /** Random trouble from now on, from 0 (none) to 3 (wild). Answers `frame`. */
  | { readonly do: "trouble"; readonly level: TroubleLevel }
  /** All nodes as they were one step before the playhead. Answers `before`. */
  | { readonly do: "before" }
  /** The trace up to the playhead, written for elsewhere. Answers `export`. */
  | { readonly do: "export"; readonly as: TraceFormat }
  /** A tour's step, a prediction or a challenge that frames are to tell of from now on; null: nothing. Answers `frame`. */
  | { readonly do: "follow"; readonly what: Follow | null }
  /** The recording up to the playhead. Answers `recording`. */
  | { readonly do: "record" }
  /** Client operations up to the playhead. Answers `history`. */
  | { readonly do: "history" }
  /** What the meters have measured up to the playhead, as curves. Answers `plots`. */
  | { readonly do: "plots" };

/** How much random trouble there is: none, calm, rough, wild. */
export type TroubleLevel = 0 | 1 | 2 | 3;

/** `trace`: JSON lines, all of it; `shiviz`: a log with vector clocks. */
export type TraceFormat = "trace" | "shiviz";

export type Numbered<T> = T & { readonly request: number };

export type Reply =
  | {
      readonly is: "opened";
      readonly manifest: Manifest;
      readonly frame: Frame;
      readonly script: string;
      readonly notice: string | null;
    }
  /** `notice`: a part of what was asked could not be done, and why. */
  | { readonly is: "frame"; readonly frame: Frame; readonly notice: string | null }
  | { readonly is: "recording"; readonly text: string }
  | { readonly is: "before"; readonly nodes: readonly NodeFrame[] }
  | { readonly is: "export"; readonly text: string }
  | { readonly is: "plots"; readonly plots: readonly Plot[] }
  | { readonly is: "history"; readonly operations: readonly ClientOperation[] }
  /** Nothing was done; one sentence says why. `scenario` is what the text asked for, where that much was legible. */
  | { readonly is: "refused"; readonly why: string; readonly scenario: string | null };

/** One client operation; `returned` and `outcome` are null while it is open. */
export interface ClientOperation {
  readonly client: NodeId;
  readonly op: number;
  readonly operation: Operation;
  readonly called: Micros;
  readonly returned: Micros | null;
  readonly outcome: Outcome | null;
  readonly value?: unknown;
}
