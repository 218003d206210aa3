import { say } from "../languages/say.ts";
import type { Explored, Progress, SearchCall, SearchReply, Told } from "../wire/searching.ts";
import type { WorkerLike } from "./port.ts";

type Order = Extract<SearchCall, { do: "search" }>;

/** What a pool has to tell. */
export interface PoolEvents {
  /** A run that breaks something. Answers whether that is enough; if not, its finder looks on among other runs. */
  found(found: Told): boolean;
  /** One worker is gone; the others go on. */
  lost(why: string): void;
  /** Nobody searches any more. */
  over(): void;
  refused(why: string): void;
}

interface Seat {
  readonly worker: WorkerLike;
  order: Order;
  /** What it has explored for orders before this one, and for this one. */
  before: Explored;
  progress: Progress;
  searching: boolean;
}

/** Who has been asked to end and says nothing for so long is ended, in wall ms. What it told before counts. */
const PATIENCE = 2_000;

const NOTHING: Explored = {
  runs: 0,
  states: 0,
  depth: 0,
  frontier: 0,
  steps: 0,
  complete: false,
};
const BEGINNING: Progress = { phase: "walks", explored: NOTHING, best: null };

/** Several searches at once, each in a worker of its own with its own share. What they have explored adds up and is never lost. */
export class SearchPool {
  readonly #seats: Seat[] = [];
  #over = false;
  #orders = 0;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly make: () => WorkerLike,
    private readonly events: PoolEvents,
  ) {}

  /** How many are at work. */
  get searching(): number {
    return this.#seats.filter((seat) => seat.searching).length;
  }

  /** How far all of them together are. */
  get progress(): Progress {
    const busy = this.#seats.filter((seat) => seat.searching).map((seat) => seat.progress);
    const best = busy.flatMap((each) => each.best ?? []);
    const told = busy.find((each) => each.phase === "shrinking") ?? busy[0] ?? BEGINNING;
    return {
      phase: told.phase,
      explored: this.#seats
        .flatMap((seat) => [seat.before, seat.progress.explored])
        .reduce(add, NOTHING),
      best: best.length === 0 ? null : Math.min(...best),
    };
  }

  /** Puts a worker to work on each order. */
  start(orders: readonly Order[]): void {
    this.#orders = orders.length;
    for (const order of orders) this.#seat(order);
  }

  /** Asks all to end; each tells what it has explored, and then it is over. */
  stop(): void {
    for (const seat of this.#seats)
      if (seat.searching) seat.worker.postMessage({ do: "stop" } satisfies SearchCall);
    this.#patience ??= setTimeout(() => {
      for (const seat of this.#seats) this.#rest(seat);
      this.#heed();
    }, PATIENCE);
  }

  /** Ends everything at once and says nothing more. */
  close(): void {
    this.#over = true;
    clearTimeout(this.#patience);
    for (const seat of this.#seats) {
      seat.searching = false;
      seat.worker.terminate();
    }
  }

  #seat(order: Order): void {
    const worker = this.make();
    const seat: Seat = { worker, order, before: NOTHING, progress: BEGINNING, searching: true };
    this.#seats.push(seat);
    const breakDown = (why: string): void => {
      if (this.#over || !seat.searching) return;
      worker.terminate();
      this.#rest(seat);
      this.events.lost(why);
      this.#heed();
    };
    worker.onmessage = ({ data }) => {
      if (!this.#over && seat.searching) this.#hear(seat, data as SearchReply);
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      breakDown(event.message || say`it could not be loaded`);
    };
    worker.onmessageerror = () => breakDown(say`an answer could not be read`);
    worker.postMessage(order);
  }

  #hear(seat: Seat, reply: SearchReply): void {
    switch (reply.is) {
      case "progress":
        seat.progress = reply.progress;
        return;
      case "found":
        seat.progress = { ...seat.progress, explored: reply.explored };
        if (this.events.found(reply.found)) {
          this.#rest(seat);
          this.stop();
          return this.#heed();
        }
        return this.#again(seat);
      case "nothing":
        seat.progress = { ...seat.progress, explored: reply.explored };
        this.#rest(seat);
        return this.#heed();
      case "refused":
        this.close();
        return this.events.refused(reply.why);
      case "usual":
        return;
      default:
        reply satisfies never;
    }
  }

  /** The same search among runs that nobody has looked at yet. */
  #again(seat: Seat): void {
    seat.before = add(seat.before, seat.progress.explored);
    seat.progress = BEGINNING;
    seat.order = { ...seat.order, seed: seat.order.seed + this.#orders };
    seat.worker.postMessage(seat.order);
  }

  #rest(seat: Seat): void {
    seat.searching = false;
  }

  #heed(): void {
    if (this.#over || this.searching > 0) return;
    this.close();
    this.events.over();
  }
}

function add(a: Explored, b: Explored): Explored {
  return {
    runs: a.runs + b.runs,
    states: a.states + b.states,
    depth: Math.max(a.depth, b.depth),
    frontier: a.frontier + b.frontier,
    steps: a.steps + b.steps,
    complete: a.complete || b.complete,
  };
}
