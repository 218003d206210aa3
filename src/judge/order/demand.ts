import type { Foresight } from "../models/model.ts";
import type { Operation } from "../operation.ts";
import type { StateSpace } from "./space.ts";

const NONE = -1;

/**
 * Which states the operations that are left still need, and how many of them can still bring each about: for models
 * where an answer tells the state. States by slots, one for each fingerprint that an operation names.
 */
export class Demand {
  private readonly slots = new Map<string | number, number>();
  private readonly needs: Int32Array;
  private readonly makes: Int32Array;
  /** Certain operations left that need the slot; operations left that make it. */
  private readonly wanted: Int32Array;
  private readonly sources: Int32Array;
  /** Operations of unknown outcome that could use the slot; they stay. */
  private readonly usable: Int32Array;
  private readonly slotOfState: number[] = [];
  /** Certain operations left that look without naming a state (a cas that was refused): any write may be what they saw. */
  private vague = 0;

  constructor(
    private readonly space: StateSpace,
    ops: readonly Operation[],
    private readonly certain: number,
    { needs, makes }: Foresight<unknown>,
  ) {
    this.needs = Int32Array.from(ops, (op) => this.slotOf(needs?.(op) ?? null));
    this.makes = Int32Array.from(ops, (op) => this.slotOf(makes?.(op) ?? null));
    this.wanted = new Int32Array(this.slots.size);
    this.sources = new Int32Array(this.slots.size);
    this.usable = new Int32Array(this.slots.size);
    ops.forEach((_, move) => this.count(move, 1));
    for (let move = certain; move < ops.length; move++)
      if (this.needs[move] !== NONE) this.usable[this.needs[move]!]!++;
  }

  /** The move is placed (-1) or taken back (1). */
  count(move: number, by: 1 | -1): void {
    const [needed, made] = [this.needs[move]!, this.makes[move]!];
    if (move < this.certain && needed !== NONE) this.wanted[needed]! += by;
    if (made !== NONE) this.sources[made]! += by;
    if (needed === NONE && made === NONE) this.vague += by;
  }

  /** Whether the move, which leads from one state to another, leaves behind what is needed and cannot come back. */
  losesForGood(move: number, from: number, to: number): boolean {
    const slot = this.slotOfStateNumber(from);
    if (slot === NONE || slot === this.slotOfStateNumber(to)) return false;
    const wanted = this.wanted[slot]! - (move < this.certain && this.needs[move] === slot ? 1 : 0);
    const sources = this.sources[slot]! - (this.makes[move] === slot ? 1 : 0);
    return wanted > 0 && sources === 0;
  }

  /** Whether the move sets a state whatever was before. */
  isBlind(move: number): boolean {
    return this.needs[move] === NONE && this.makes[move] !== NONE;
  }

  /** Whether nobody can ever tell that the move was made, once the next blind one is. */
  isUnseen(move: number): boolean {
    const slot = this.makes[move]!;
    return (
      this.vague === 0 && this.isBlind(move) && this.wanted[slot] === 0 && this.usable[slot] === 0
    );
  }

  private slotOf(fingerprint: string | number | null): number {
    if (fingerprint === null) return NONE;
    const known = this.slots.get(fingerprint);
    if (known !== undefined) return known;
    this.slots.set(fingerprint, this.slots.size);
    return this.slots.size - 1;
  }

  private slotOfStateNumber(state: number): number {
    return (this.slotOfState[state] ??= this.slots.get(this.space.textOfState(state)) ?? NONE);
  }
}
