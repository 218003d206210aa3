import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import type { JudgeReply, JudgeRequest } from "../wire/judging.ts";
import { Judge, RunJudge } from "./judging.ts";
import { firstPage } from "./page.ts";
import type { WorkerLike } from "./port.ts";
import { emptyRun } from "./run.ts";

/** A worker that answers when it is told to. */
class Bench implements WorkerLike {
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;
  onmessageerror: WorkerLike["onmessageerror"] = null;
  over = false;
  readonly asked: JudgeRequest[] = [];

  postMessage(message: unknown): void {
    this.asked.push(message as JudgeRequest);
  }

  terminate(): void {
    this.over = true;
  }

  say(reply: JudgeReply): void {
    this.onmessage?.({ data: reply } as MessageEvent);
  }
}

const READ: JudgeRequest = { do: "read", text: "", model: null };
const REFUSED: JudgeReply = { is: "refused", line: 3, sentence: "no" };

describe("the line to a judge", () => {
  test("a judge that has answered is asked again; one that is busy is given up", () => {
    const benches: Bench[] = [];
    const judge = new Judge(() => {
      benches.push(new Bench());
      return benches.at(-1)!;
    });
    const heard: JudgeReply[] = [];
    judge.ask(READ, (reply) => heard.push(reply));
    benches[0]!.say(REFUSED);
    judge.ask(READ, (reply) => heard.push(reply));
    expect(benches).toHaveLength(1);
    judge.ask(READ, (reply) => heard.push(reply));
    expect(benches).toHaveLength(2);
    expect(benches[0]!.over).toBe(true);
    benches[0]!.say(REFUSED);
    expect(heard).toHaveLength(1);
  });

  test("one that was stopped is heard no more", () => {
    const bench = new Bench();
    const judge = new Judge(() => bench);
    const heard: JudgeReply[] = [];
    judge.ask(READ, (reply) => heard.push(reply));
    judge.stop();
    bench.say(REFUSED);
    expect(bench.over).toBe(true);
    expect(heard).toEqual([]);
  });

  test("one that breaks says so in a sentence", () => {
    const bench = new Bench();
    const heard: JudgeReply[] = [];
    new Judge(() => bench).ask(READ, (reply) => heard.push(reply));
    bench.onerror?.({ message: "out of memory" } as ErrorEvent);
    expect(heard).toEqual([
      { is: "refused", line: 0, sentence: "The judge has stopped working (out of memory)." },
    ]);
  });
});

describe("the judge of a run", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp() {
    const bench = new Bench();
    const live = createStore(() => emptyRun());
    const lab = {
      page: createStore(() => firstPage(false, false, true)),
      live,
      playing: false,
      history: () => Promise.resolve([]),
      makeJudge: () => bench,
    };
    const settled = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(0));
    return {
      ...{ lab, bench, judge: new RunJudge(lab), settled },
      returns: async (count: number): Promise<void> => {
        live.setState({ counters: { returns: count } });
        await settled();
      },
      reply: (completed: number): void =>
        bench.say({
          is: "standing",
          completed,
          lattice: [],
          excerpt: { operations: [], of: 0 },
        }),
    };
  }

  test("asks nothing while nobody watches", async () => {
    const { bench, returns } = setUp();
    await returns(1);
    expect(bench.asked).toEqual([]);
  });

  test("a run that stands still is judged at once, and only when something has completed", async () => {
    const { bench, judge, returns, reply, settled } = setUp();
    judge.watch();
    await settled();
    reply(0);
    expect(bench.asked).toHaveLength(1);
    await returns(0);
    expect(bench.asked).toHaveLength(1);
    await returns(1);
    reply(1);
    expect(bench.asked).toHaveLength(2);
    expect(judge.judged.getState().standing?.completed).toBe(1);
  });

  test("a run that plays is judged now and then, in the end as it is then", async () => {
    const { lab, bench, judge, returns, reply, settled } = setUp();
    lab.playing = true;
    judge.watch();
    await settled();
    reply(0);
    await returns(1);
    await returns(2);
    expect(bench.asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(bench.asked).toHaveLength(2);
    await returns(3);
    expect(bench.asked).toHaveLength(2);
    reply(2);
    await vi.advanceTimersByTimeAsync(500);
    expect(bench.asked).toHaveLength(3);
  });

  test("whoever leaves ends the judging, and whoever comes back begins it anew", async () => {
    const { bench, judge, settled } = setUp();
    const leave = judge.watch();
    await settled();
    leave();
    expect(bench.over).toBe(true);
    judge.watch();
    await settled();
    expect(bench.asked).toHaveLength(2);
  });
});
