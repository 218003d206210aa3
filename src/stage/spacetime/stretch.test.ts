import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bounded, following, panned, showing, whole, zoomed } from "./stretch.ts";

const stretch = fc.record({
  from: fc.integer({ min: 0, max: 1e9 }),
  span: fc.integer({ min: 2_000, max: 1e8 }),
});

describe("a stretch of time", () => {
  test("zooms about a moment, which stays where it is", () => {
    fc.assert(
      fc.property(
        stretch,
        fc.double({ min: 0.6, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (before, factor, share) => {
          const about = before.from + share * before.span;
          const after = zoomed(before, factor, about);
          expect((about - after.from) / after.span).toBeCloseTo(share, 6);
        },
      ),
    );
  });

  test("never leaves the run", () => {
    fc.assert(
      fc.property(
        stretch,
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 1e9 }),
        (before, by, end) => {
          const after = bounded(panned(before, by), end);
          expect(after.from).toBeGreaterThanOrEqual(0);
          expect(after.from).toBeLessThanOrEqual(end);
          expect(after.span).toBeGreaterThanOrEqual(1_000);
          expect(bounded(after, end)).toEqual(after);
        },
      ),
    );
  });

  test("follows the playhead only as far as it must", () => {
    const before = { from: 1_000, span: 1_000 };
    expect(following(before, 1_500)).toBe(before);
    expect(following(before, 2_500).from).toBeCloseTo(1_680);
    expect(following(before, 500)).toEqual({ from: 200, span: 1_000 });
  });

  test("comes to a moment that is out of sight, and stays for one that is not", () => {
    const before = { from: 1_000, span: 1_000 };
    expect(showing(before, 1_500)).toBe(before);
    expect(showing(before, 5_000)).toEqual({ from: 4_500, span: 1_000 });
    expect(showing(before, 10).from).toBe(0);
  });

  test("of the whole run has its end inside", () => {
    expect(whole(10_000_000).span).toBeGreaterThan(10_000_000);
    expect(whole(0).span).toBeGreaterThan(0);
  });
});
