/** How many keys a change of members moves, beside what is expected: K/(N + 1) for all but mod N. */
import { describe, expect, test } from "vitest";
import {
  expectedMoves,
  keysUpTo,
  movedBetween,
  PLACEMENTS,
  tableOf,
  type Layout,
  type Placement,
} from "./placement.ts";

const KEYS = 2_000;

function layout(placement: Placement, members: readonly string[], virtual = 50): Layout {
  return { members, placement, virtual, bound: 1.25 };
}

function members(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, i) => `s${from + i + 1}`);
}

describe.each([4, 9])("one joins %d", (count) => {
  test.each(PLACEMENTS.filter((placement) => placement !== "bounded"))(
    "%s moves as many keys as expected",
    (placement) => {
      // The average over many sets of names: which keys a ring gives away is a matter of its points.
      const sets = 30;
      const shares = Array.from({ length: sets }, (_, i) => {
        const before = members(count, 100 * i);
        const now = [...before, `s${100 * i + 99}`];
        return movedBetween(layout(placement, before), layout(placement, now), KEYS).length / KEYS;
      });
      const mean = shares.reduce((a, b) => a + b, 0) / sets;
      const scatter = Math.sqrt(shares.reduce((sum, each) => sum + (each - mean) ** 2, 0) / sets);
      const expected = expectedMoves(placement, count + 1)!;
      console.log(
        `${placement}, ${count} → ${count + 1}: ${(100 * mean).toFixed(1)} % moved, ${(100 * expected).toFixed(1)} % expected`,
      );
      // Where names of nodes do not count, all sets agree, and only the keys are drawn.
      const error = Math.max(
        scatter / Math.sqrt(sets),
        Math.sqrt((expected * (1 - expected)) / KEYS),
      );
      expect(Math.abs(mean - expected)).toBeLessThan(4 * error);
    },
  );

  test("bounded loads keep their bound and move a few times as many as the ring at most", () => {
    const before = members(count);
    const now = [...before, "s99"];
    const moved = movedBetween(layout("bounded", before), layout("bounded", now), KEYS).length;
    const most = Math.ceil((1.25 * KEYS) / (count + 1));
    const owners = Object.values(tableOf(layout("bounded", now), KEYS));
    for (const id of now)
      expect(owners.filter((owner) => owner === id).length).toBeLessThanOrEqual(most);
    // O(1/ε²) times the ring’s share; with ε = ¼ that says little, so it is held against what is seen.
    expect(moved / KEYS).toBeLessThan(4 / (count + 1));
  });
});

test.each(["ring", "rendezvous", "jump"] as const)("%s is monotone", (placement) => {
  const before = members(5);
  const now = [...before, "s6"];
  const [from, to] = [
    tableOf(layout(placement, before), KEYS),
    tableOf(layout(placement, now), KEYS),
  ];
  const moved = keysUpTo(KEYS).filter((key) => from[key] !== to[key]);
  expect(new Set(moved.map((key) => to[key]))).toEqual(new Set(["s6"]));
});

test("of jump hash only the last can leave cheaply", () => {
  const all = members(5);
  const last = movedBetween(layout("jump", all), layout("jump", all.slice(0, 4)), KEYS).length;
  const first = movedBetween(layout("jump", all), layout("jump", all.slice(1)), KEYS).length;
  expect(first / KEYS).toBeGreaterThan(0.5);
  expect(last / KEYS).toBeLessThan(0.25);
});

test("without members there is no place for a key", () => {
  expect(() => tableOf(layout("ring", []), 1)).toThrow("without nodes");
});
