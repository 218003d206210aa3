import { describe, expect, test } from "vitest";
import type { Operation } from "../../wire/judging.ts";
import { barsOf } from "./bars.ts";
import { deed, ending } from "./words.ts";

function op(id: number, process: string, called: number, returned: number | null): Operation {
  return {
    id,
    process,
    f: "write",
    key: "x",
    input: id,
    output: undefined,
    outcome: returned === null ? "unknown" : "ok",
    called,
    returned,
  };
}

describe("bars", () => {
  const operations = [op(0, "c2", 0, 1), op(1, "c1", 2, null), op(2, "c1", 6, 10)];

  test("stand on the line of whoever asked, in order", () => {
    const { lines, narrow, timed } = barsOf(operations, null, null);
    expect(lines.map((line) => line.process)).toEqual(["c1", "c2"]);
    expect(lines[0]!.bars.map((bar) => bar.op.id)).toEqual([1, 2]);
    expect(narrow).toBeGreaterThan(0.3);
    expect(timed).toBe(false);
  });

  test("of unknown outcome stay open until the next of their line", () => {
    const { lines } = barsOf(operations, null, null);
    const [open, next] = lines[0]!.bars;
    expect(open!.to).toBe(next!.from);
  });

  test("that are culprits are numbered, and so is the order that explains everything", () => {
    const silent = { consistency: "linearizable", simple: "", expert: "", explored: 0 } as const;
    const no = barsOf(operations, { ...silent, answer: "no", culprits: [2, 0] }, null);
    expect(no.lines.flatMap((line) => line.bars.map((bar) => bar.culprit))).toEqual([null, 1, 2]);
    const yes = barsOf(operations, { ...silent, answer: "yes", witness: [0, 2, 1] }, null);
    expect(yes.lines.flatMap((line) => line.bars.map((bar) => bar.order))).toEqual([3, 2, 1]);
  });

  test("of a run stand at their times, and reach as far as the run", () => {
    const timed = operations.map((each) => ({
      ...each,
      time: { called: each.called * 10, returned: each.returned === null ? null : 10 },
    }));
    const { from, to, timed: isTimed } = barsOf(timed, null, 200);
    expect(isTimed).toBe(true);
    expect(from).toBe(0);
    expect(to).toBeGreaterThanOrEqual(200);
  });
});

describe("words", () => {
  const base = op(0, "c1", 0, 1);
  test.each([
    [{ ...base, input: 2 }, "write x 2"],
    [{ ...base, f: "read", input: null, output: 1 }, "read x → 1"],
    [{ ...base, f: "read", input: null, output: null }, "read x → nothing"],
    [{ ...base, f: "cas", input: [1, 2], key: null, output: true }, "cas 1 to 2 → true"],
    [
      {
        ...base,
        f: "txn",
        input: null,
        output: [
          ["append", "x", 1],
          ["r", "y", [1, 2]],
        ],
      },
      "append x 1, r y [1,2]",
    ],
  ])("say what was asked and answered", (given, words) => {
    expect(deed(given)).toBe(words);
  });

  test("say how it ended where that matters", () => {
    expect(ending(base)).toBe("");
    expect(ending({ ...base, outcome: "fail" })).toBe("failed");
    expect(ending({ ...base, outcome: "unknown" })).toBe("outcome unknown");
    expect(ending({ ...base, outcome: "unknown", returned: null })).toBe("no answer yet");
  });
});
