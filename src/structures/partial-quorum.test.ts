import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kStaleness, missProbability, overlaps, type QuorumSizes } from "./partial-quorum.ts";

const sizes = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    r: fc.integer({ min: 1, max: n }),
    w: fc.integer({ min: 1, max: n }),
  }),
);

/** Every set of so many out of 0 … n − 1. */
function subsets(n: number, size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  if (n < size) return [];
  return [...subsets(n - 1, size), ...subsets(n - 1, size - 1).map((set) => [...set, n - 1])];
}

/** The share of pairs of sets that have nothing in common, by counting them all. */
function missesCounted({ n, r, w }: QuorumSizes): number {
  const reads = subsets(n, r);
  const writes = subsets(n, w);
  const missing = reads.flatMap((read) =>
    writes.filter((write) => !write.some((i) => read.includes(i))),
  );
  return missing.length / (reads.length * writes.length);
}

test("the closed form counts what counting all pairs of sets counts", () => {
  fc.assert(
    fc.property(sizes, (each) => {
      expect(missProbability(each)).toBeCloseTo(missesCounted(each), 12);
    }),
  );
});

test("nothing is missed exactly where every two sets overlap", () => {
  fc.assert(
    fc.property(sizes, (each) => {
      expect(missProbability(each) === 0).toBe(overlaps(each));
    }),
  );
});

test("R and W may change places, and more of either never misses more often", () => {
  fc.assert(
    fc.property(sizes, ({ n, r, w }) => {
      const here = missProbability({ n, r, w });
      expect(missProbability({ n, r: w, w: r })).toBeCloseTo(here, 12);
      if (r < n) expect(missProbability({ n, r: r + 1, w })).toBeLessThanOrEqual(here);
      if (w < n) expect(missProbability({ n, r, w: w + 1 })).toBeLessThanOrEqual(here);
    }),
  );
});

/** Within how many versions a read is, in per cent, as PBS §3.1 works them out for three copies. */
describe("N = 3, as published", () => {
  test.each([
    [1, 1, 2, 55.6],
    [1, 1, 3, 70.4],
    [1, 1, 5, 86.8],
    [1, 1, 10, 98.3],
    [1, 2, 1, 66.7],
    [2, 1, 2, 88.9],
    [1, 2, 5, 99.6],
    [2, 2, 1, 100],
  ])("R = %d, W = %d: one of the %d newest in %d %%", (r, w, k, published) => {
    expect(100 * (1 - kStaleness({ n: 3, r, w }, k))).toBeCloseTo(published, 1);
  });
});
