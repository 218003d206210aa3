import { describe, expect, test } from "vitest";
import { emptyRun, type Run } from "./run.ts";
import { clientLine, cutOrHeal, freshScript, partitionLine, readMoment } from "./scripts.ts";

const cutRun = (...cut: { from: string; to: string }[]): Run => {
  const run = emptyRun();
  return { ...run, network: { ...run.network, cut } };
};

describe("lines that buttons write", () => {
  test("a link is healed only when it is cut both ways", () => {
    const one = { from: "n1", to: "n2" };
    const other = { from: "n2", to: "n1" };
    expect(cutOrHeal(cutRun(), "n1", "n2")).toBe("cut n1-n2");
    expect(cutOrHeal(cutRun(one), "n1", "n2")).toBe("cut n1-n2");
    expect(cutOrHeal(cutRun(one, other), "n1", "n2")).toBe("heal n1-n2");
  });

  test("a partition has two peopled sides at least", () => {
    expect(partitionLine([["n1"], []])).toBeNull();
    expect(partitionLine([["n1", "n2"], [], ["n3"]])).toBe("partition n1 n2 | n3");
  });

  test("a client's operation has as many words as it takes", () => {
    const given = { key: "x", value: "1" };
    const read = { f: "read", label: "Read", arguments: ["key"] } as const;
    const write = { f: "write", label: "Write", arguments: ["key", "value"] } as const;
    expect(clientLine("c1", read, given)).toBe("client c1 read x");
    expect(clientLine("c1", write, given)).toBe("client c1 write x 1");
  });

  test("a fresh run names only what differs", () => {
    expect(freshScript("cap", 3, null, null)).toBe("scenario cap\nseed 3\n");
  });

  test("moments are read with their unit", () => {
    expect(readMoment("3s")).toBe(3_000_000);
    expect(readMoment("2.5ms")).toBe(2_500);
    expect(readMoment("3")).toBeNull();
    expect(readMoment("soon")).toBeNull();
  });
});
