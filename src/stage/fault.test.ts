import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Manifest } from "../wire/manifest.ts";
import { faultLines } from "./fault.ts";
import { crossings, type Point } from "./geometry.ts";
import { layOut, type Layout } from "./layout.ts";

function byIds(places: Readonly<Record<string, readonly [number, number]>>): Manifest["nodes"] {
  return Object.entries(places).map(([id, [x, y]]) => ({ id, kind: "server", place: { x, y } }));
}

function crossed(lines: readonly Point[][], layout: Layout, a: string, b: string): number {
  const from = layout.spots.get(a)!;
  const to = layout.spots.get(b)!;
  return lines.reduce((sum, line) => sum + crossings(from, to, line), 0);
}

const picture = byIds({
  n1: [0.34, 0.25],
  n2: [0.26, 0.69],
  n3: [0.635, 0.2],
  n4: [0.745, 0.52],
  n5: [0.587, 0.79],
});

/** Every pair of nodes: an odd number of crossings between two groups, an even number within one. */
function expectParted(groups: readonly (readonly string[])[], layout: Layout): void {
  const lines = faultLines(groups, layout);
  const group = new Map(groups.flatMap((ids, i) => ids.map((id) => [id, i] as const)));
  const ids = [...group.keys()];
  const all = ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b] as const));
  const wrong = all.filter(
    ([a, b]) => (crossed(lines, layout, a, b) % 2 === 1) !== (group.get(a) !== group.get(b)),
  );
  expect(wrong).toEqual([]);
}

describe("the fault line", () => {
  it("puts each group of the picture on its side", () => {
    expectParted(
      [
        ["n1", "n2"],
        ["n3", "n4", "n5"],
      ],
      layOut(picture, 1010, 450, false),
    );
  });

  it("runs from border to border", () => {
    const lines = faultLines(
      [
        ["n1", "n2"],
        ["n3", "n4", "n5"],
      ],
      layOut(picture, 1010, 450, false),
    );
    expect(lines).toHaveLength(1);
    const [line] = lines;
    expect(Math.min(line![0]!.y, line!.at(-1)!.y)).toBeLessThanOrEqual(0);
    expect(Math.max(line![0]!.y, line!.at(-1)!.y)).toBeGreaterThanOrEqual(450);
  });

  it("parts groups that do not lie together", () => {
    expectParted(
      [
        ["n1", "n4"],
        ["n2", "n3", "n5"],
      ],
      layOut(picture, 1010, 450, false),
    );
  });

  it("keeps clear of every node", () => {
    const layout = layOut(picture, 390, 420, false);
    for (const line of faultLines(
      [
        ["n1", "n2", "n3"],
        ["n4", "n5"],
      ],
      layout,
    ))
      for (const p of line)
        for (const spot of layout.spots.values())
          expect(Math.hypot(p.x - spot.x, p.y - spot.y)).toBeGreaterThan(spot.r);
  });

  it("separates three groups, each from each", () => {
    const layout = layOut(picture, 1010, 450, false);
    const groups = [["n1", "n2"], ["n3", "n4"], ["n5"]];
    const lines = faultLines(groups, layout);
    for (const [i, one] of groups.entries())
      for (const other of groups.slice(i + 1))
        for (const a of one)
          for (const b of other) expect(crossed(lines, layout, a, b)).toBeGreaterThan(0);
    expect(crossed(lines, layout, "n1", "n2")).toBe(0);
    expect(crossed(lines, layout, "n3", "n4")).toBe(0);
  });

  it("draws nothing for a single group", () => {
    expect(faultLines([["n1"], []], layOut(picture, 1010, 450, false))).toEqual([]);
  });

  it("parts any two groups in any layout", () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 5 }));
    const places = fc.uniqueArray(place, {
      minLength: 2,
      maxLength: 12,
      selector: ([x, y]) => `${x},${y}`,
    });
    fc.assert(
      fc.property(places, fc.integer({ min: 1 }), (grid, seed) => {
        const cards = byIds(
          Object.fromEntries(grid.map(([x, y], i) => [`n${i}`, [x / 9, y / 5] as const])),
        );
        const ids = cards.map((card) => card.id);
        const left = ids.filter((_, i) => ((seed >> (i % 28)) & 1) === 1);
        const right = ids.filter((id) => !left.includes(id));
        if (left.length === 0 || right.length === 0) return;
        expectParted([left, right], layOut(cards, 1010, 450, false));
      }),
      { numRuns: 40 },
    );
  }, 30_000);
});
