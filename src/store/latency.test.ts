import { expect, test } from "vitest";
import { readLatency, writeLatency } from "./latency.ts";

test("a latency is read as its middle and how far it goes to either side, and written back", () => {
  for (const [text, middle, jitter] of [
    ["80ms", 80_000, 0],
    ["20ms..40ms", 30_000, 10_000],
    ["1500us..2500us", 2_000, 500],
  ] as const) {
    const read = readLatency(text)!;
    expect([read.middle, read.jitter, read.tail]).toEqual([middle, jitter, false]);
    expect(writeLatency(read)).toBe(text);
  }
  expect(readLatency("20ms+10ms")).toEqual({ middle: 20_000, jitter: 10_000, tail: true });
  expect(writeLatency({ middle: 20_000, jitter: 10_000, tail: true })).toBe("20ms+10ms");
});

test("a range never begins below nothing", () => {
  expect(writeLatency({ middle: 10_000, jitter: 30_000, tail: false })).toBe("0ms..40ms");
});

test("what is no latency is none", () => {
  for (const text of ["", "fast", "20", "20ms..", "..40ms"]) expect(readLatency(text)).toBeNull();
});
