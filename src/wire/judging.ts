/** The sentences that the page and the judge's worker exchange. */
import type { LatticeNode } from "../judge/lattice.ts";
import type { Operation } from "../judge/operation.ts";
import type { Answer, Consistency, Verdict } from "../judge/verdict.ts";
import type { ClientOperation } from "./sentences.ts";

export type { Action, Operation } from "../judge/operation.ts";
export type { Answer, Consistency, Verdict } from "../judge/verdict.ts";

/** What the page asks of the judge. One thing after another; whoever cannot wait ends the worker. */
export type JudgeRequest =
  /** All that can be asked of a run's client operations. Answers `standing`. */
  | { readonly do: "lattice"; readonly operations: readonly ClientOperation[] }
  /** What a text is. Answers `read`, or `refused`. */
  | { readonly do: "read"; readonly text: string; readonly model: string | null }
  /**
   * Judges a text: `progress` now and then, then `verdict`, then `lattice` with everything else that can be asked of it; or
   * `refused`. Null: as the text itself suggests.
   */
  | {
      readonly do: "check";
      readonly text: string;
      readonly model: string | null;
      readonly consistency: Consistency | null;
    };

export type JudgeReply =
  | ({ readonly is: "standing" } & Standing)
  | ({ readonly is: "read" } & Understood)
  | { readonly is: "progress"; readonly placed: number; readonly of: number }
  | {
      readonly is: "verdict";
      readonly verdict: Verdict;
      readonly excerpt: Excerpt;
      /** How long it took, in wall ms. */
      readonly took: number;
    }
  | { readonly is: "lattice"; readonly lattice: readonly Standpoint[]; readonly excerpt: Excerpt }
  /** One sentence, and the line that it is about; 0 when it is about none. */
  | { readonly is: "refused"; readonly line: number; readonly sentence: string };

/** What holds of a run's history so far. */
export interface Standing {
  /** Everything that can be asked, the strongest first. */
  readonly lattice: readonly Standpoint[];
  readonly excerpt: Excerpt;
  /** How many operations have returned. */
  readonly completed: number;
}

/** A consistency, and whether the history has it. */
export interface Standpoint extends LatticeNode {
  readonly answer: Answer;
  /** Null where the answer follows from another's. */
  readonly verdict: Verdict | null;
}

/** The part of a history that a picture shows: all that verdicts speak of, and what lies around. */
export interface Excerpt {
  /** In the order of calls; their ids are those of the whole history. */
  readonly operations: readonly Operation[];
  /** How many the whole history has. */
  readonly of: number;
}

/** What a text was taken for. */
export interface Understood {
  readonly format: string;
  readonly operations: number;
  readonly processes: number;
  readonly model: string;
  /** Says how the model was guessed; empty when it was chosen. */
  readonly note: string;
  /** The models that know all of its functions. */
  readonly models: readonly ModelCard[];
  /** What can be asked of it under this model; the usual question first. */
  readonly questions: readonly Consistency[];
}

export interface ModelCard {
  readonly id: string;
  readonly title: string;
  readonly help: string;
}
