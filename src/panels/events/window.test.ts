import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inSight, offsetOf, totalOf } from "./window.ts";

describe("the window on a long list", () => {
  test("draws every row that can be seen, wherever one is unfolded and however far one scrolls", () => {
    fc.assert(
      fc.property(
        fc.record({
          count: fc.integer({ min: 1, max: 5_000 }),
          row: fc.constant(30),
          open: fc.integer({ min: -1, max: 4_999 }),
          extra: fc.integer({ min: 0, max: 3_000 }),
        }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (drawn, share) => {
          const layout = { ...drawn, open: Math.min(drawn.open, drawn.count - 1) };
          const top = Math.max(0, totalOf(layout) - 300) * share;
          const [first, last] = inSight(layout, top, 300);
          const missed = Array.from({ length: layout.count }, (_, at) => at).filter(
            (at) =>
              offsetOf(layout, at + 1) > top &&
              offsetOf(layout, at) < top + 300 &&
              (at < first || at >= last),
          );
          expect(missed).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
