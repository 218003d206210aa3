import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Explored, SearchCall, SearchReply, Told } from "../wire/searching.ts";
import type { WorkerLike } from "./port.ts";
import { SearchPool, type PoolEvents } from "./search-pool.ts";

/** A worker that answers when it is told to. */
class Bench implements WorkerLike {
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;
  onmessageerror: WorkerLike["onmessageerror"] = null;
  over = false;
  readonly asked: SearchCall[] = [];

  postMessage(message: unknown): void {
    this.asked.push(message as SearchCall);
  }
  terminate(): void {
    this.over = true;
  }
  say(reply: SearchReply): void {
    this.onmessage?.({ data: reply } as MessageEvent);
  }
  die(message: string): void {
    this.onerror?.({ message } as ErrorEvent);
  }
  get stopped(): boolean {
    return this.asked.at(-1)?.do === "stop";
  }
}

const explored = (runs: number, more: Partial<Explored> = {}): Explored => ({
  runs,
  states: runs * 10,
  depth: 0,
  frontier: 0,
  steps: runs * 100,
  complete: false,
  ...more,
});
const progress = (runs: number): SearchReply => ({
  is: "progress",
  progress: { phase: "walks", explored: explored(runs), best: null },
});
const told = (interventions: number) => ({ interventions }) as Told;

function pool(workers: number, enough: (found: Told) => boolean = () => true) {
  const benches: Bench[] = [];
  const events = {
    found: vi.fn<PoolEvents["found"]>(enough),
    lost: vi.fn<PoolEvents["lost"]>(),
    over: vi.fn<PoolEvents["over"]>(),
    refused: vi.fn<PoolEvents["refused"]>(),
  };
  const made = new SearchPool(() => {
    benches.push(new Bench());
    return benches.at(-1)!;
  }, events);
  const order = {
    do: "search",
    script: "",
    from: 0,
    method: "walks",
    seed: 5,
    runs: null,
  } as const;
  const allowance = {} as Extract<SearchCall, { do: "search" }>["allowance"];
  made.start(
    Array.from({ length: workers }, (_, index) => ({
      ...order,
      allowance,
      share: { index, of: workers },
    })),
  );
  return { pool: made, benches, events };
}

describe("several searches at once", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test("what each has explored adds up", () => {
    const { pool: all, benches } = pool(3);
    benches.forEach((bench, i) => bench.say(progress(i + 1)));
    benches[0]!.say(progress(10));
    expect(all.progress.explored).toEqual(explored(15));
  });

  test("one that dies is told once, what it had explored stays, the others go on", () => {
    const { pool: all, benches, events } = pool(3);
    benches.forEach((bench) => bench.say(progress(4)));
    benches[1]!.die("out of memory");
    expect(events.lost.mock.calls).toEqual([["out of memory"]]);
    expect(all.searching).toBe(2);
    expect(all.progress.explored.runs).toBe(12);
    benches[0]!.say({ is: "found", found: told(3), explored: explored(5) });
    benches[2]!.say({ is: "nothing", explored: explored(6) });
    expect(events.over).toHaveBeenCalledTimes(1);
    expect(all.progress.explored.runs).toBe(15);
  });

  test("when all have died it is over, and the count is kept", () => {
    const { pool: all, benches, events } = pool(2);
    benches[0]!.say(progress(7));
    benches.forEach((bench) => bench.die("gone"));
    expect(events.lost).toHaveBeenCalledTimes(2);
    expect(events.over).toHaveBeenCalledTimes(1);
    expect(all.progress.explored.runs).toBe(7);
  });

  test("the first that finds something ends the search of the others; a second find is not told", () => {
    const { benches, events } = pool(2);
    benches[1]!.say({ is: "found", found: told(3), explored: explored(1) });
    expect(benches[0]!.stopped).toBe(true);
    expect(events.over).not.toHaveBeenCalled();
    benches[0]!.say({ is: "nothing", explored: explored(2) });
    expect(events.over).toHaveBeenCalledTimes(1);
    expect(benches.every((bench) => bench.over)).toBe(true);
  });

  test("what is not good enough sends its finder to runs that nobody has looked at", () => {
    const { pool: all, benches, events } = pool(2, ({ interventions }) => interventions < 4);
    benches[0]!.say({ is: "found", found: told(9), explored: explored(3) });
    expect(benches[0]!.asked).toHaveLength(2);
    expect(benches[0]!.asked[1]).toMatchObject({ do: "search", seed: 7, share: { index: 0 } });
    expect(benches[1]!.asked).toHaveLength(1);
    benches[0]!.say(progress(2));
    expect(all.progress.explored.runs).toBe(5);
    benches[0]!.say({ is: "found", found: told(2), explored: explored(4) });
    expect(events.found).toHaveBeenCalledTimes(2);
    expect(benches[1]!.stopped).toBe(true);
    expect(all.progress.explored.runs).toBe(7);
  });

  test("one that has tried everything is done; the others, under other seeds, go on", () => {
    const { pool: all, benches, events } = pool(2);
    benches[1]!.say({ is: "nothing", explored: explored(1, { complete: true }) });
    expect(benches[0]!.stopped).toBe(false);
    expect(all.progress.explored.complete).toBe(true);
    benches[0]!.say({ is: "nothing", explored: explored(1) });
    expect(events.over).toHaveBeenCalledTimes(1);
  });

  test("who does not heed a stop is ended after a while, and what it told before counts", () => {
    const { pool: all, benches, events } = pool(2);
    benches.forEach((bench) => bench.say(progress(5)));
    all.stop();
    benches[0]!.say({ is: "nothing", explored: explored(6) });
    expect(events.over).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(events.over).toHaveBeenCalledTimes(1);
    expect(benches[1]!.over).toBe(true);
    expect(all.progress.explored.runs).toBe(11);
  });

  test("an order that is refused ends everything with its sentence, and nothing is told after it", () => {
    const { benches, events } = pool(3);
    benches[0]!.say({ is: "refused", why: "no" });
    benches[1]!.say({ is: "refused", why: "no" });
    benches[2]!.die("late");
    expect(events.refused.mock.calls).toEqual([["no"]]);
    expect(events.lost).not.toHaveBeenCalled();
    expect(events.over).not.toHaveBeenCalled();
    expect(benches.every((bench) => bench.over)).toBe(true);
  });
});
