/** A set of rows of integers of one length, compared exactly: two that only hash alike are two. */
export class SeenRows {
  private rows: Int32Array;
  private slots: Int32Array;
  private count = 0;

  constructor(private readonly width: number) {
    this.rows = new Int32Array(width * 256);
    this.slots = new Int32Array(1024).fill(-1);
  }

  /** How much it holds, in integers. */
  get size(): number {
    return this.count * this.width + this.slots.length;
  }

  /** Adds a row; false when it is there already. */
  add(row: Int32Array): boolean {
    let slot = hash(row) & (this.slots.length - 1);
    for (let at = this.slots[slot]!; at >= 0; at = this.slots[slot]!) {
      if (this.same(row, at)) return false;
      slot = (slot + 1) & (this.slots.length - 1);
    }
    this.slots[slot] = this.count;
    const start = this.count * this.width;
    if (start + this.width > this.rows.length) {
      const larger = new Int32Array(this.rows.length * 2);
      larger.set(this.rows);
      this.rows = larger;
    }
    this.rows.set(row, start);
    this.count++;
    if (this.count * 2 > this.slots.length) this.spread();
    return true;
  }

  private same(row: Int32Array, at: number): boolean {
    const start = at * this.width;
    for (let i = 0; i < this.width; i++) if (this.rows[start + i] !== row[i]) return false;
    return true;
  }

  private spread(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    for (let at = 0; at < this.count; at++) {
      const row = this.rows.subarray(at * this.width, (at + 1) * this.width);
      let slot = hash(row) & (this.slots.length - 1);
      while (this.slots[slot]! >= 0) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = at;
    }
  }
}

/** FNV-1a over the integers, with a last stir so that the low bits depend on all. */
function hash(row: Int32Array): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < row.length; i++) {
    value = Math.imul(value ^ row[i]!, 0x01000193);
    value ^= value >>> 15;
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return value ^ (value >>> 13);
}
