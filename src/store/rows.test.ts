import { describe, expect, test } from "vitest";
import type { TraceRow } from "../wire/frame.ts";
import { firstFrom, Rows } from "./rows.ts";

function row(id: number, cause = 0, weight: TraceRow["weight"] = "event"): TraceRow {
  return {
    id,
    time: id * 1_000,
    kind: "note",
    node: "n1",
    peer: null,
    message: 0,
    cause,
    label: `row ${id}`,
    simple: "",
    expert: "",
    weight,
  };
}

const ids = (rows: readonly TraceRow[]): number[] => rows.map((each) => each.id);

describe("rows", () => {
  test("a fork drops what it leaves behind, with the details too", () => {
    const rows = new Rows();
    rows.replace(0, [row(1), row(2, 1, "detail"), row(3, 2), row(4, 3)]);
    rows.replace(3, [row(3, 1), row(4, 1, "detail"), row(5, 3)]);
    expect(ids(rows.all)).toEqual([1, 2, 3, 4, 5]);
    expect(ids(rows.notable)).toEqual([1, 3, 5]);
    expect(rows.find(3)?.cause).toBe(1);
  });

  test("of a run left on for hours the oldest rows go, and what is kept still finds its way", () => {
    const rows = new Rows(100);
    for (let id = 1; id <= 1_000; id++)
      rows.replace(id, [row(id, id - 1, id % 2 === 0 ? "detail" : "event")]);
    expect(rows.all.length).toBeLessThanOrEqual(110);
    expect(rows.all.at(-1)!.id).toBe(1_000);
    expect(rows.notable[0]!.id).toBeGreaterThanOrEqual(rows.all[0]!.id);
    expect(rows.find(1)).toBeNull();
    expect(rows.chain(1_000).at(-1)!.id).toBe(rows.all[0]!.id);
    rows.replace(950, [row(950)]);
    expect(rows.all.at(-1)!.id).toBe(950);
  });

  test("a lane from the beginning replaces everything", () => {
    const rows = new Rows();
    rows.replace(0, [row(1), row(2)]);
    rows.replace(0, [row(1)]);
    expect(ids(rows.all)).toEqual([1]);
    expect(rows.find(2)).toBeNull();
  });

  test("every change is told", () => {
    const rows = new Rows();
    const before = rows.revision;
    rows.replace(0, []);
    expect(rows.revision).toBeGreaterThan(before);
  });

  test("ids need not be without gaps", () => {
    const rows = [row(2), row(5), row(9)];
    expect([0, 2, 3, 9, 10].map((id) => firstFrom(rows, id))).toEqual([0, 0, 1, 2, 3]);
  });
});

describe("the chain of causes", () => {
  test("leads back to what had no cause", () => {
    const rows = new Rows();
    rows.replace(0, [row(1), row(2, 1), row(3, 1), row(4, 3, "detail"), row(5, 4)]);
    expect(ids(rows.chain(5))).toEqual([5, 4, 3, 1]);
  });

  test("ends where a cause is not known, or would lead in a circle", () => {
    const rows = new Rows();
    rows.replace(0, [row(3, 1), row(4, 4), row(5, 6)]);
    expect(ids(rows.chain(3))).toEqual([3]);
    expect(ids(rows.chain(4))).toEqual([4]);
    expect(ids(rows.chain(5))).toEqual([5]);
    expect(rows.chain(99)).toEqual([]);
  });
});
