import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { JudgeReply, JudgeRequest, Understood } from "../wire/judging.ts";
import { HistoryCheck } from "./checking.ts";
import type { WorkerLike } from "./port.ts";

const UNDERSTOOD: Understood = {
  format: "Jepsen log",
  operations: 3,
  processes: 2,
  model: "register",
  note: "Taken as a register.",
  models: [],
  questions: ["linearizable"],
};

describe("checking a history", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp() {
    const asked: JudgeRequest[] = [];
    const workers: WorkerLike[] = [];
    let ended = 0;
    const check = new HistoryCheck(() => {
      const worker: WorkerLike = {
        onmessage: null,
        onerror: null,
        onmessageerror: null,
        postMessage: (message) => void asked.push(message as JudgeRequest),
        terminate: () => void (ended += 1),
      };
      workers.push(worker);
      return worker;
    });
    const say = (reply: JudgeReply): void =>
      workers.at(-1)?.onmessage?.({ data: reply } as MessageEvent);
    return { check, asked, say, now: () => check.state.getState(), ended: () => ended };
  }

  test("a text is read when the hand rests, once", () => {
    const { check, asked, say, now } = setUp();
    check.write("a");
    check.write("ab");
    vi.advanceTimersByTime(250);
    expect(asked).toEqual([{ do: "read", text: "ab", model: null }]);
    say({ is: "read", ...UNDERSTOOD });
    expect(now()).toMatchObject({ busy: null, understood: { format: "Jepsen log" } });
  });

  test("what is refused keeps the text, and says why", () => {
    const { check, say, now } = setUp();
    check.write("dear diary");
    vi.advanceTimersByTime(250);
    say({ is: "refused", line: 1, sentence: "this is no history" });
    expect(now()).toMatchObject({
      text: "dear diary",
      busy: null,
      refusal: { line: 1, sentence: "this is no history" },
    });
  });

  test("stopping ends the worker, and the next judging has another", () => {
    const { check, asked, say, now, ended } = setUp();
    check.write("a");
    vi.advanceTimersByTime(250);
    say({ is: "read", ...UNDERSTOOD });
    check.check();
    say({ is: "progress", placed: 1, of: 3 });
    expect(now()).toMatchObject({ busy: "judging", progress: { placed: 1, of: 3 } });
    const before = ended();
    check.stop();
    expect(ended()).toBe(before + 1);
    expect(now()).toMatchObject({ busy: null, stopped: true, result: null });
    check.check();
    expect(asked.at(-1)).toMatchObject({ do: "check", text: "a" });
  });

  test("a file that is too large is not read, and what was there stays", async () => {
    const { check, now } = setUp();
    check.write("mine");
    const file = { name: "huge.log", size: 60_000_000 } as File;
    await check.open(file);
    expect(now().text).toBe("mine");
    expect(now().refusal?.sentence).toBe(
      "huge.log has 60 MB; histories have 50 MB at most, so it was not read.",
    );
  });
});
