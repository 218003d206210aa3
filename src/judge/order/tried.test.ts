/** Orders that were tried, for a picture: they must be orders that one could try, and get stuck. */
import { describe, expect, test } from "vitest";
import { judge } from "../check.ts";
import { readHistory } from "../formats/read-history.ts";

const log = (...lines: readonly string[]): string =>
  lines.map((line) => `INFO  jepsen.util - ${line.replaceAll(" ", "\t")}`).join("\n");

function triedIn(text: string, consistency: "linearizable" | "sequential" = "linearizable") {
  const { history } = readHistory(text);
  const { answer, tried = [] } = judge(history, { consistency });
  expect(answer).toBe("no");
  return tried.map((order) =>
    order.map((id) => {
      const { process, f, input, output } = history.operations[id]!;
      return `${process} ${f} ${JSON.stringify(f === "read" ? output : input)}`;
    }),
  );
}

describe("orders that were tried", () => {
  test("go as far as they go: a stale read has no place after the newer write", () => {
    const text = log(
      ...["0 :invoke :write 1", "0 :ok :write 1", "0 :invoke :write 2", "0 :ok :write 2"],
      ...["1 :invoke :read nil", "1 :ok :read 1"],
    );
    expect(triedIn(text)).toEqual([["0 write 1", "0 write 2"]]);
  });

  test("show whoever wrote what was read, though it is to blame for nothing", () => {
    const text = log(
      ...["0 :invoke :write 1", "0 :ok :write 1", "0 :invoke :write 2"],
      ...["1 :invoke :read nil", "1 :ok :read 2", "2 :invoke :read nil", "2 :ok :read 1"],
      ...["0 :ok :write 2"],
    );
    const tried = triedIn(text);
    expect(tried[0]).toContain("0 write 2");
    expect(tried[0]).toContain("1 read 2");
    // Each got stuck: none of them has everything.
    const all = ["0 write 1", "0 write 2", "1 read 2", "2 read 1"];
    for (const order of tried) expect(all.every((each) => order.includes(each))).toBe(false);
  });

  test("keep the order of programs alone where real time does not matter", () => {
    const text = log(
      ...["0 :invoke :write 1", "0 :ok :write 1", "0 :invoke :write 2", "0 :ok :write 2"],
      ...["1 :invoke :read nil", "1 :ok :read 2", "1 :invoke :read nil", "1 :ok :read 1"],
    );
    const tried = triedIn(text, "sequential");
    expect(tried.length).toBeGreaterThan(0);
    for (const order of tried) {
      expect(order.indexOf("0 write 1")).toBeLessThanOrEqual(order.indexOf("0 write 2"));
      expect(order).not.toContain("1 read 1");
    }
  });
});
