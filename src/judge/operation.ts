/**
 * A history as judges take it whole: client operations as intervals, in Jepsen's terms. Where it comes from (a run, a
 * file) and which system made it does not matter to them.
 */
import type { Outcome } from "../kernel/behavior.ts";
import type { Micros } from "../kernel/time.ts";

/** One client operation. */
export interface Operation {
  /** Its place in the history's list, from 0, in the order of calls. */
  readonly id: number;
  /** Whoever asked; a process has at most one operation open. */
  readonly process: string;
  /** `read`, `write`, `cas`, `append`, `enqueue`, …; what exists the model says. */
  readonly f: string;
  /** The object that it is about; null where the history has only one. */
  readonly key: string | null;
  /** The argument: the value written, `[from, to]` of a cas; null when there is none. */
  readonly input: unknown;
  /** What it answered; undefined unless it was ok and answered something. */
  readonly output: unknown;
  /** `fail`: it certainly had no effect. `unknown`: it may have its effect at any time after the call, or never. */
  readonly outcome: Outcome;
  /** Places among all calls and returns of the history, in the order of time; `returned` is null when it never did. */
  readonly called: number;
  readonly returned: number | null;
  /** Simulated µs, where the history comes from a run. */
  readonly time?: { readonly called: Micros; readonly returned: Micros | null };
  /** The line of its call in a file, from 1. */
  readonly line?: number;
}

/** A whole history. */
export interface History {
  readonly operations: readonly Operation[];
  /** The kind of object that whoever wrote it down had in mind, when that can be told. */
  readonly model?: string;
}

/** One operation of a transaction, as Elle writes it: `["append", "x", 1]`, `["r", "x", [1]]`, `["w", "x", 1]`. */
export type Action = readonly [f: "append" | "r" | "w", key: string, value: unknown];
