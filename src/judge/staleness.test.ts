import { expect, test } from "vitest";
import type { NodeId, Operation } from "../kernel/behavior.ts";
import { TraceRecord, type TraceEvent } from "../kernel/trace.ts";
import type { World } from "../kernel/world.ts";
import { staleReads, type Staleness } from "./staleness.ts";

const world = {} as World;

/** Operations as intervals: who, what, from when to when (null: no answer), what was read, under which counter. */
type Row = readonly [NodeId, Operation, number, number | null, unknown?, number?];

function watch(...rows: readonly Row[]): Staleness {
  const moments = rows
    .flatMap((row, i) => [
      { time: row[2], row, i, returns: false },
      ...(row[3] === null ? [] : [{ time: row[3], row, i, returns: true }]),
    ])
    .sort((a, b) => a.time - b.time);
  let memory = staleReads.start(world);
  moments.forEach(({ time, row, i, returns }, n) => {
    const [client, operation, began, , value, counter] = row;
    const about = counter === undefined ? {} : { tag: { counter, by: "n1" } };
    const data = returns
      ? { op: i, operation, outcome: "ok", value, about, call: i, began }
      : { op: i, operation };
    const kind = returns ? "return" : "call";
    const event = new TraceRecord(n + 1, time, kind, client, null, 0, 0, data) as TraceEvent;
    memory = staleReads.observe(memory, { node: null, before: undefined, events: [event] }, world);
  });
  return memory;
}

const write = (value: unknown): Operation => ({ f: "write", key: "x", value });
const read: Operation = { f: "read", key: "x" };

test("a read of what a later write has replaced is stale, with the acknowledgement as evidence", () => {
  const seen = watch(["c1", write(1), 1, 2], ["c1", write(2), 3, 4], ["c2", read, 5, 6, 1]);
  expect(seen.latest).toEqual([
    { client: "c2", key: "x", value: 1, newer: 2, event: 6, evidence: 4 },
  ]);
});

test("nothing is stale that was not acknowledged before the read began", () => {
  expect(watch(["c1", write(1), 1, 2], ["c1", write(2), 3, 6], ["c2", read, 5, 7, 1]).count).toBe(
    0,
  );
  expect(
    watch(["c1", write(1), 1, 2], ["c1", write(2), 3, null], ["c2", read, 5, 7, 1]).count,
  ).toBe(0);
});

test("what another read has returned counts as acknowledged", () => {
  const seen = watch(
    ["c1", write(1), 1, 2],
    ["c1", write(2), 3, null],
    ["c2", read, 4, 5, 2],
    ["c3", read, 6, 7, 1],
  );
  expect(seen.count).toBe(1);
});

test("nothing written yet is older than anything", () => {
  expect(watch(["c1", write(1), 1, 2], ["c2", read, 3, 4, null]).count).toBe(1);
  expect(watch(["c2", read, 3, 4, null]).count).toBe(0);
});

test("of writes that overlapped the higher tag is newer", () => {
  const both: Row[] = [
    ["c1", write("low"), 1, 4, "low", 1],
    ["c2", write("high"), 2, 3, "high", 2],
  ];
  expect(watch(...both, ["c3", read, 5, 6, "low", 1]).count).toBe(1);
  expect(watch(...both, ["c3", read, 5, 6, "high", 2]).count).toBe(0);
});
