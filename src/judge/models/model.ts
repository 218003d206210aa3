import type { Operation } from "../operation.ts";

/**
 * A kind of object, as a sequential specification: what each operation may answer in each state, one after another.
 * A lesson may bring its own.
 *
 * `S` is its state: immutable.
 */
export interface Model<S> {
  /** As people name it: `--model cas-register`. */
  readonly id: string;
  readonly title: string;
  /** One sentence: the object and its operations. */
  readonly help: string;
  /** Every `f` that it knows. */
  readonly functions: readonly string[];
  readonly initial: S;
  /**
   * `by key`: the history of each key is an object of its own, and `S` is the state of one (linearizability is local:
   * Herlihy & Wing 1990, Theorem 1). `whole`: one object holds all keys.
   */
  readonly partition: "by key" | "whole";
  /**
   * The states in which the object may be after the operation has had its answer; none when it cannot have had it. An
   * operation of unknown outcome: its effect, whatever it answered, so that every state after an ok one is among these.
   * A failed one: only asked where `failureTells`.
   */
  step(state: S, op: Operation): readonly S[];
  /** The same for equal states, different for different ones. */
  fingerprint(state: S): string | number;
  /**
   * Whether the operation, ended as it did, only looks: wherever it can have had its answer and leaves the state as it
   * is, it may as well happen there as later.
   */
  readsOnly(op: Operation): boolean;
  /** Whether a failed operation says something about the state; without it, none does, and it never happened. */
  failureTells?(op: Operation): boolean;
  /** Whether it matters who asked (a lock's owner). */
  readonly byProcess?: boolean;
  /** What lets a search end early; a model without it is judged as rightly, only slower. */
  readonly foresight?: Foresight<S>;
  /** What is wrong with the operation as somebody wrote it down; null when nothing is. */
  objection?(op: Operation): string | null;
}

/** What follows from how an object works, beyond single steps. */
export interface Foresight<S> {
  /**
   * The fingerprint of the only state in which the operation can have had its answer, and of the state that it leaves
   * whatever was before; null where there is no such one. Given by models whose every change leaves such a state.
   */
  needs?(this: void, op: Operation): string | number | null;
  makes?(this: void, op: Operation): string | number | null;
  /**
   * Whether the operation can still get its answer when the state is this and nothing comes before it that {@link begins}
   * what it saw.
   */
  mayYet?(this: void, state: S, op: Operation): boolean;
  begins?(this: void, look: Operation): (op: Operation) => boolean;
  /** Whether an operation may, in real time, as well happen now as later wherever it can happen now. */
  eager?(
    this: void,
    certain: readonly Operation[],
    optional: readonly Operation[],
  ): (op: Operation) => boolean;
  /** Whether an operation of unknown outcome can help to explain what certainly happened; else it need not be tried. */
  mayMatter?(this: void, certain: readonly Operation[]): (op: Operation) => boolean;
  /** Pairs of operations of which the first must come before the second, as follows from real time. */
  precedence?(
    this: void,
    certain: readonly Operation[],
    optional: readonly Operation[],
  ): readonly (readonly [Operation, Operation])[];
  /** Whether an operation of unknown outcome would, in this state, take away what one that certainly happened needs. */
  wastes?(
    this: void,
    certain: readonly Operation[],
    optional: readonly Operation[],
  ): (state: S, op: Operation) => boolean;
  /** Which of several operations that may come next is tried first: that with the least number. */
  rank?(this: void, certain: readonly Operation[]): (op: Operation) => number;
}

/** A model whose states nobody outside looks at. */
// oxlint-disable-next-line typescript/no-explicit-any -- states of different models meet in lists; only the model itself reads them
export type AnyModel = Model<any>;
