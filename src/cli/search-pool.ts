import { Worker } from "node:worker_threads";
import type { Explored, Found, Outcome, Report, SearchRequest } from "../search/request.ts";
import { UsageError } from "./usage.ts";

/** What a worker is told. */
export interface WorkerOrder {
  readonly lesson: string;
  readonly request: SearchRequest;
}

/** What a worker says. */
export type WorkerReply =
  | { readonly is: "report"; readonly report: Report }
  | { readonly is: "outcome"; readonly outcome: Outcome }
  | { readonly is: "refused"; readonly why: string };

/** What a search by several workers came to. */
export interface Pooled {
  readonly found: Found | null;
  readonly explored: Explored;
  /** Wall seconds. */
  readonly seconds: number;
  /** A hand ended it before the budget was spent. */
  readonly interrupted: boolean;
}

interface Seat {
  readonly worker: Worker;
  explored: Explored | null;
  best: Found | null;
  over: boolean;
}

/**
 * Searches with several workers until one has found a bad run and made it short, all are done, the budget is spent or somebody
 * interrupts. A worker that dies costs a sentence to `complain`; what it had explored counts.
 * @param budget in wall ms. @throws UsageError when the request makes no sense.
 */
export async function searchInPool(
  file: URL,
  orders: readonly WorkerOrder[],
  budget: number,
  interrupt: AbortSignal,
  complain: (sentence: string) => void,
): Promise<Pooled> {
  const began = performance.now();
  const seats: Seat[] = [];
  const refusal = await new Promise<string | null>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      resolve(null);
    };
    const timer = setTimeout(end, budget);
    if (interrupt.aborted) end();
    interrupt.addEventListener("abort", end);
    const leave = (seat: Seat): void => {
      seat.over = true;
      if (seats.every(({ over }) => over)) end();
    };
    for (const [i, order] of orders.entries()) {
      const worker = new Worker(file, { workerData: order });
      const seat: Seat = { worker, explored: null, best: null, over: false };
      seats.push(seat);
      worker.on("message", (reply: WorkerReply) => {
        if (reply.is === "refused") {
          resolve(reply.why);
          return;
        }
        const { explored } = reply.is === "report" ? reply.report : reply.outcome;
        seat.explored = explored;
        seat.best = reply.is === "report" ? reply.report.best : reply.outcome.found;
        if (reply.is === "report") return;
        if (reply.outcome.found) end();
        else leave(seat);
      });
      worker.on("error", (error) => {
        const why = error instanceof Error ? error.message : String(error);
        complain(`search worker ${i + 1} of ${orders.length} died (${why}); the others go on`);
        leave(seat);
      });
      worker.on("exit", (code) => {
        if (!seat.over && code !== 0) {
          complain(`search worker ${i + 1} of ${orders.length} ended early; the others go on`);
          leave(seat);
        }
      });
    }
  });
  const seconds = (performance.now() - began) / 1000;
  for (const seat of seats) seat.over = true;
  await Promise.all(seats.map(({ worker }) => worker.terminate()));
  if (refusal !== null) throw new UsageError(refusal);
  return {
    found: shortest(seats.flatMap(({ best }) => best ?? [])),
    explored: together(seats.flatMap(({ explored }) => explored ?? [])),
    seconds,
    interrupted: interrupt.aborted,
  };
}

function shortest(found: readonly Found[]): Found | null {
  const order = (a: Found, b: Found): number =>
    a.interventions - b.interventions || a.events - b.events;
  return found.toSorted(order)[0] ?? null;
}

/** What several workers have explored. Distinct states of different workers may be the same. */
function together(all: readonly Explored[]): Explored {
  const sum = (of: (each: Explored) => number): number =>
    all.reduce((total, each) => total + of(each), 0);
  return {
    runs: sum((each) => each.runs),
    states: sum((each) => each.states),
    depth: Math.max(0, ...all.map((each) => each.depth)),
    frontier: sum((each) => each.frontier),
    steps: sum((each) => each.steps),
    complete: all.length > 0 && all.every((each) => each.complete),
  };
}
