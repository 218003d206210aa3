import { describe, expect, test } from "vitest";
import type { TraceRow } from "../../wire/frame.ts";
import type { Manifest } from "../../wire/manifest.ts";
import { Chronicle } from "./chronicle.ts";
import { lastBefore, nameOf, walk, type Step } from "./walk.ts";

const row = (id: number, time: number, node: string | null, more: Partial<TraceRow> = {}) =>
  ({
    ...{ id, time, node, kind: "note", peer: null, message: 0, cause: 0, label: `event ${id}` },
    ...{ simple: "", expert: "", weight: "detail" },
    ...more,
  }) as TraceRow;

const chronicle = new Chronicle({
  nodes: ["n1", "n2", "n3"].map((id) => ({ id, kind: "server" })),
  charts: {},
} as unknown as Manifest);
chronicle.follow(
  [
    row(1, 10, "n1"),
    row(2, 20, "n3"),
    row(3, 30, "n1", { kind: "send", message: 1, peer: "n3", label: "ping" }),
    row(4, 35, null, { kind: "verdict", cause: 3 }),
    row(5, 40, "n3", { kind: "deliver", message: 1, peer: "n1", label: "ping" }),
    row(6, 90, "n1"),
    row(7, 95, "n1", { kind: "drop", message: 2 }),
  ],
  1,
);

describe("walking by keyboard", () => {
  const go = (from: number, step: Step): number | null => walk(chronicle, from, step)?.id ?? null;

  test("goes along a node's line and stops at its ends", () => {
    expect([go(1, "on"), go(3, "on"), go(6, "on")]).toEqual([3, 6, null]);
    expect([go(6, "back"), go(1, "back")]).toEqual([3, null]);
    expect([go(3, "first"), go(3, "last")]).toEqual([1, 6]);
  });

  test("goes to the nearest event of the next node that has any", () => {
    expect([go(1, "down"), go(3, "down"), go(6, "down")]).toEqual([2, 5, 5]);
    expect([go(5, "up"), go(1, "up")]).toEqual([3, null]);
  });

  test("finds its way back from what happened on no node", () => {
    expect(go(4, "back")).toBe(3);
    expect(go(4, "on")).toBe(6);
  });

  test("enters at the playhead", () => {
    expect(lastBefore(chronicle, 4)?.id).toBe(3);
    expect(lastBefore(chronicle, 99)?.id).toBe(6);
    expect(lastBefore(chronicle, 0)).toBeNull();
  });

  test("every event has a name that says who, what and when", () => {
    const names = chronicle.rows.map(nameOf);
    expect(names[2]).toBe("n1, sends ping to n3, at 0.000 s");
    expect(names[4]).toBe("n3, gets ping from n1, at 0.000 s");
    expect(nameOf(row(1, 3_410_000, "n2", { label: "crash" }))).toBe("n2, crash, at 3.410 s");
  });
});
