import { describe, expect, test } from "vitest";
import type { LaneFrame } from "../../wire/frame.ts";
import { deeds, leftBehind, spanOf } from "./span.ts";

const SECOND = 1_000_000;
const lane = (changes: Partial<LaneFrame> & Pick<LaneFrame, "id">): LaneFrame => ({
  label: "",
  name: null,
  parent: null,
  from: 0,
  end: 0,
  current: false,
  interventions: [],
  ...changes,
});

describe("the time line", () => {
  test("grows by whole steps, before the playhead reaches its end", () => {
    expect(spanOf(0, [], 0)).toBe(5 * SECOND);
    expect(spanOf(4.9 * SECOND, [], 0)).toBe(10 * SECOND);
    expect(spanOf(1 * SECOND, [lane({ id: 0, end: 25 * SECOND })], 0)).toBe(30 * SECOND);
  });

  test("draws a future left behind from where the present one parted from it", () => {
    const lanes = [
      lane({ id: 0, end: 9, label: "before you crash n1" }),
      lane({ id: 1, parent: 0, from: 4, end: 6, label: "before you heal" }),
      lane({ id: 2, parent: 1, from: 5, end: 7, current: true }),
    ];
    expect(leftBehind(lanes)).toEqual([
      { id: 1, from: 5, end: 6, label: "before you heal" },
      { id: 0, from: 4, end: 9, label: "before you crash n1" },
    ]);
  });

  test("gathers what hands did too close together to be told apart", () => {
    const action = (at: number) => ({ at, text: "heal", do: "heal", event: null });
    const marks = deeds([action(0), action(10), action(500), action(501)], 1_000);
    expect(marks.map((each) => [each.at, each.actions.length])).toEqual([
      [0, 2],
      [500, 2],
    ]);
  });
});
