/** The sentences that a search and whoever asked for it exchange: plain data, so that they may cross to a worker. */
import type { Script } from "../kernel/intervention.ts";
import type { Micros } from "../kernel/time.ts";
import type { Allowance } from "./allowance.ts";

/** `both`: walks first; then, if nothing was found, everything within reach, the nearest first. */
export type Method = "walks" | "exhaustive" | "both";

/** What to look for, and where. */
export interface SearchRequest {
  /**
   * The run to start from: lesson, seed, settings at the start, interventions. Those after `from` are let go. Settings named
   * here are the learner's own, and no walk turns them.
   */
  readonly script: Script;
  /** From this moment of the script, in simulated µs; 0: from the start, where each walk may have a seed of its own. */
  readonly from: Micros;
  /** What may be done; null: what the lesson's fault model suggests. */
  readonly allowance: Allowance | null;
  /** The promise (a monitor's id) to be broken; null: any that was made. */
  readonly target: string | null;
  readonly method: Method;
  /** The search's own chance. Same request, same seed, same result, however fast the machine. */
  readonly seed: number;
  /** At most so many walks; null: no end. */
  readonly runs: number | null;
  /** At most so many states explored exhaustively; null: no end. */
  readonly states: number | null;
  /** This worker's place among those that share one search: it takes walks `index`, `index + of`, … */
  readonly worker: { readonly index: number; readonly of: number };
}

/** What has been explored so far. */
export interface Explored {
  /** Walks played. */
  readonly runs: number;
  /** Distinct states seen: abstract ones by walks, whole ones by exhaustive exploration. */
  readonly states: number;
  /** The most steps from the start that an exhaustive exploration has completed; 0 for walks. */
  readonly depth: number;
  /** States seen whose successors have not been looked at yet; 0 for walks. */
  readonly frontier: number;
  /** Queue entries and interventions played, by both methods and by shrinking: the measure of work. */
  readonly steps: number;
  /** Everything within the allowance and the span has been explored. Never a proof beyond these. */
  readonly complete: boolean;
}

/** Stands for a monitor where a node's program threw: no promise was broken, but the program is wrong. */
export const FAULT = "fault";

/** A bad run. */
export interface Found {
  /** The script as text. It replays, in the page and in the terminal, to the same violation. */
  readonly script: string;
  /** The broken promise (a monitor's id, or {@link FAULT}), and whether the system makes it under the settings of that moment. */
  readonly monitor: string;
  readonly promised: boolean;
  /** The monitor's title, and its finding in a sentence to a child and to an expert. */
  readonly title: string;
  readonly simple: string;
  readonly expert: string;
  /** When it is broken, in simulated µs. */
  readonly at: Micros;
  /** How many interventions the search has added to the script, and how many trace events it takes until the promise is broken. */
  readonly interventions: number;
  readonly events: number;
}

/** How a search stands. It comes often: whoever drives measures wall time between two of them and may stop at any. */
export interface Report {
  readonly phase: "walks" | "exhaustive" | "shrinking";
  readonly explored: Explored;
  /** The bad run as far as it has been shrunk; null while nothing has been found. */
  readonly best: Found | null;
}

/** What a search came to. Nothing found is never a proof: `explored` says what was looked at. */
export interface Outcome {
  readonly found: Found | null;
  readonly explored: Explored;
}
