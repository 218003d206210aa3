import type { AnyModel } from "../models/model.ts";
import type { Operation } from "../operation.ts";
import { textOf } from "../value.ts";

/**
 * A model's states and steps by number, each computed once: a search asks for the same step thousands of times.
 */
export class StateSpace {
  private readonly numbers = new Map<string | number, number>();
  private readonly states: unknown[] = [];
  private readonly texts: (string | number)[] = [];
  private readonly classes = new Map<string, number>();
  private readonly samples: Operation[] = [];
  /** By state, then by class. */
  private readonly steps: (readonly number[] | undefined)[][] = [];
  private readonly chances: (boolean | undefined)[][] = [];
  readonly initial: number;

  constructor(readonly model: AnyModel) {
    this.initial = this.numberOf(model.initial);
  }

  /** Operations with the same number do the same, whenever they happen. */
  classOf(op: Operation): number {
    const { f, key, input, output, outcome } = op;
    const text = textOf([
      f,
      this.model.partition === "whole" ? key : null,
      input,
      output,
      outcome,
      this.model.byProcess ? op.process : null,
    ]);
    let number = this.classes.get(text);
    if (number === undefined) {
      number = this.samples.length;
      this.classes.set(text, number);
      this.samples.push(op);
    }
    return number;
  }

  /** The states after a state, by numbers; none when the operation cannot have had its answer there. */
  next(state: number, kind: number): readonly number[] {
    const row = (this.steps[state] ??= []);
    return (row[kind] ??= this.model
      .step(this.states[state], this.samples[kind]!)
      .map((each) => this.numberOf(each)));
  }

  mayYet(state: number, kind: number): boolean {
    const row = (this.chances[state] ??= []);
    return (row[kind] ??=
      this.model.foresight?.mayYet?.(this.states[state], this.samples[kind]!) ?? true);
  }

  /** A state as the model has it. */
  stateOf(state: number): unknown {
    return this.states[state];
  }

  /** The fingerprint of a state. */
  textOfState(state: number): string | number {
    return this.texts[state]!;
  }

  private numberOf(state: unknown): number {
    const text = this.model.fingerprint(state);
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.states.length;
      this.numbers.set(text, number);
      this.states.push(state);
      this.texts.push(text);
    }
    return number;
  }
}
