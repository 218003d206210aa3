/** The sentences that the page and the search's workers exchange. */
import type { Micros } from "../kernel/time.ts";
import type { EventId } from "../kernel/trace.ts";
import type { Allowance } from "../search/allowance.ts";
import type { Explored, Found, Method } from "../search/request.ts";

export type { Allowance } from "../search/allowance.ts";
export type { Explored, Found, Method } from "../search/request.ts";

/** What the page asks of one of the search's workers. */
export type SearchCall =
  /** What may usually happen in the lesson that a script opens. Answers `usual`. */
  | { readonly do: "usual"; readonly script: string }
  /** Answers `progress` now and then, and in the end `found`, `nothing` or `refused`. */
  | {
      readonly do: "search";
      /** A whole script: the lesson, its settings, and for a search from a moment on what was done before. */
      readonly script: string;
      /** Everything up to here stays as the script has it; 0: from the start. */
      readonly from: Micros;
      readonly allowance: Allowance;
      readonly method: Method;
      readonly seed: number;
      /** How much of it is this worker's: the `index`th of `of` shares. */
      readonly share: { readonly index: number; readonly of: number };
    }
  /** Ends a search: it answers `found` or `nothing`, with what was explored. */
  | { readonly do: "stop" };

export type SearchReply =
  | { readonly is: "usual"; readonly allowance: Allowance }
  | { readonly is: "progress"; readonly progress: Progress }
  | { readonly is: "found"; readonly found: Told; readonly explored: Explored }
  | { readonly is: "nothing"; readonly explored: Explored }
  /** Nothing was searched; one sentence says why. */
  | { readonly is: "refused"; readonly why: string };

/** How a search stands. */
export interface Progress {
  readonly phase: "walks" | "exhaustive" | "shrinking";
  readonly explored: Explored;
  /** How many interventions the bad run has that is being made shorter; null while none was found. */
  readonly best: number | null;
}

/** A bad run with its story. */
export interface Told extends Found {
  readonly story: Story;
}

/** A run that breaks something, told. */
export interface Story {
  /** Under which settings it starts, where they differ from the lesson's own: `Reads: lease`, `without pre-vote`. */
  readonly settings: readonly string[];
  /** In the order of time; the last one is the break. */
  readonly steps: readonly StoryStep[];
}

export interface StoryStep {
  /** Something done to the run; something that happened because of it; what proves the break; the break itself. */
  readonly kind: "deed" | "turn" | "proof" | "break";
  readonly event: EventId;
  readonly at: Micros;
  readonly simple: string;
  readonly expert: string;
  readonly source?: string;
  /** For deeds: as scripts write it. */
  readonly line?: string;
}
