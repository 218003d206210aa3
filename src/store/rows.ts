import type { TraceRow } from "../wire/frame.ts";

/** How many rows a page keeps by default: an hour of a lesson. */
const KEPT = 200_000;

/**
 * The trace as the page keeps it, in the order of ids. Mutable, because a long run has 100,000 rows and a frame adds
 * a handful: whoever shows it watches `revision`. Of a run that is left on for hours the oldest rows are let go.
 */
export class Rows {
  /** Goes up with every change. */
  revision = 0;
  readonly #all: TraceRow[] = [];
  readonly #notable: TraceRow[] = [];
  readonly #kept: number;

  constructor(kept = KEPT) {
    this.#kept = kept;
  }

  /** Every row. */
  get all(): readonly TraceRow[] {
    return this.#all;
  }

  /** The rows without the details. */
  get notable(): readonly TraceRow[] {
    return this.#notable;
  }

  /** Drops every row with an id of `from` or more (a fork leaves them behind), then appends. */
  replace(from: number, added: readonly TraceRow[]): void {
    this.#all.length = firstFrom(this.#all, from);
    this.#notable.length = firstFrom(this.#notable, from);
    for (const row of added) {
      this.#all.push(row);
      if (row.weight !== "detail") this.#notable.push(row);
    }
    this.#forget();
    this.revision += 1;
  }

  /** Lets the oldest go, a good many at a time. */
  #forget(): void {
    if (this.#all.length <= this.#kept * 1.1) return;
    this.#all.splice(0, this.#all.length - this.#kept);
    this.#notable.splice(0, firstFrom(this.#notable, this.#all[0]!.id));
  }

  find(id: number): TraceRow | null {
    const row = this.#all[firstFrom(this.#all, id)];
    return row?.id === id ? row : null;
  }

  /** The row and everything that led to it, the row itself first, back to what had no cause. */
  chain(id: number): readonly TraceRow[] {
    const links: TraceRow[] = [];
    let row = this.find(id);
    while (row) {
      links.push(row);
      // A cause always comes before its effect; a row that says otherwise ends the walk.
      row = row.cause > 0 && row.cause < row.id ? this.find(row.cause) : null;
    }
    return links;
  }
}

/** The index of the first row with at least this id. */
export function firstFrom(rows: readonly TraceRow[], id: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.id < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
