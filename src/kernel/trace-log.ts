import type { EventId, TraceEvent } from "./trace.ts";

const CHUNK = 1024;

/**
 * The trace of one lane in chunks. Full chunks never change and are shared between a lane and its forks. Old chunks
 * beyond the budget are let go: the run can always make them again.
 */
export class TraceLog {
  private constructor(
    private readonly chunks: (readonly TraceEvent[] | null)[],
    private tail: TraceEvent[],
    /** How many events are kept at most, rounded to chunks. */
    private readonly budget: number,
  ) {}

  static empty(budget: number): TraceLog {
    return new TraceLog([], [], budget);
  }

  /** The number of the last event. */
  get last(): EventId {
    return this.chunks.length * CHUNK + this.tail.length;
  }

  /** Takes the next event; one that is there already (a stretch played again) is passed over. */
  append(event: TraceEvent): void {
    if (event.id <= this.last) return;
    if (event.id !== this.last + 1)
      throw new RangeError(`trace event ${event.id} follows ${this.last}`);
    this.tail.push(event);
    if (this.tail.length < CHUNK) return;
    this.chunks.push(this.tail);
    this.tail = [];
    const excess = this.chunks.length - Math.ceil(this.budget / CHUNK);
    if (excess > 0) this.chunks[excess - 1] = null;
  }

  /** An event; null when it was let go or has not happened. */
  get(id: EventId): TraceEvent | null {
    if (id < 1 || id > this.last) return null;
    const place = Math.floor((id - 1) / CHUNK);
    const chunk = place < this.chunks.length ? this.chunks[place] : this.tail;
    return chunk?.[(id - 1) % CHUNK] ?? null;
  }

  /** The lowest number that is still kept. */
  get first(): EventId {
    const kept = this.chunks.findIndex((chunk) => chunk !== null);
    return (kept < 0 ? this.chunks.length : kept) * CHUNK + 1;
  }

  /** The kept events numbered `from` to `to`, both included, in order. */
  *range(from: EventId, to: EventId): Generator<TraceEvent> {
    for (let id = Math.max(from, this.first); id <= Math.min(to, this.last); id++)
      yield this.get(id)!;
  }

  /** A log that shares everything up to `last` and goes on by itself. */
  fork(last: EventId): TraceLog {
    const full = Math.floor(last / CHUNK);
    const source = full < this.chunks.length ? this.chunks[full] : this.tail;
    return new TraceLog(
      this.chunks.slice(0, full),
      (source ?? []).slice(0, last % CHUNK),
      this.budget,
    );
  }
}
