import { mix } from "../kernel/chance.ts";

const EMPTY = -1;

/**
 * The states that have been seen, as fingerprints, each with its number in the order of finding, the number of the state
 * that led to it and its depth: 28 bytes a state. An open-addressed table of typed arrays.
 */
export class Seen {
  private slots: Int32Array;
  private fingerprints: Float64Array;
  private parents: Int32Array;
  private depths: Int32Array;
  private count = 0;

  constructor(capacity = 1 << 12) {
    this.slots = new Int32Array(capacity * 2).fill(EMPTY);
    this.fingerprints = new Float64Array(capacity);
    this.parents = new Int32Array(capacity);
    this.depths = new Int32Array(capacity);
  }

  get size(): number {
    return this.count;
  }

  /** Takes a state; its number, or -1 when it had been seen. @param parent -1 for an initial state. */
  add(fingerprint: number, parent: number): number {
    if (this.count === this.fingerprints.length) this.grow();
    const slot = this.slotOf(fingerprint);
    if (this.slots[slot] !== EMPTY) return -1;
    const number = this.count++;
    this.slots[slot] = number;
    this.fingerprints[number] = fingerprint;
    this.parents[number] = parent;
    this.depths[number] = parent < 0 ? 0 : this.depths[parent]! + 1;
    return number;
  }

  depthOf(number: number): number {
    return this.depths[number]!;
  }

  /** The fingerprints on the way from an initial state to this one, both included. */
  pathTo(number: number): number[] {
    const path: number[] = [];
    for (let at = number; at >= 0; at = this.parents[at]!) path.push(this.fingerprints[at]!);
    return path.reverse();
  }

  private slotOf(fingerprint: number): number {
    const mask = this.slots.length - 1;
    let slot = mix(fingerprint ^ Math.imul(fingerprint / 0x1_0000_0000, 0x9e3779b1)) & mask;
    for (;;) {
      const number = this.slots[slot]!;
      if (number === EMPTY || this.fingerprints[number] === fingerprint) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    const capacity = this.fingerprints.length * 2;
    const fingerprints = new Float64Array(capacity);
    fingerprints.set(this.fingerprints);
    this.fingerprints = fingerprints;
    this.parents = longer(this.parents, capacity);
    this.depths = longer(this.depths, capacity);
    this.slots = new Int32Array(capacity * 2).fill(EMPTY);
    for (let number = 0; number < this.count; number++)
      this.slots[this.slotOf(fingerprints[number]!)] = number;
  }
}

function longer(list: Int32Array, capacity: number): Int32Array {
  const next = new Int32Array(capacity);
  next.set(list);
  return next;
}
