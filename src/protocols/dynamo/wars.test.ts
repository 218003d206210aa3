import fc from "fast-check";
import { expect, test } from "vitest";
import { between } from "../../kernel/chance.ts";
import { missProbability } from "../../structures/partial-quorum.ts";
import { predictConsistency, type Wars } from "./wars.ts";

const TRIALS = 2_000;
const DELAYS = [0, 20, 50, 100, 200];

const sizes = fc.integer({ min: 1, max: 5 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    r: fc.integer({ min: 1, max: n }),
    w: fc.integer({ min: 1, max: n }),
  }),
);

const latency: Wars["latency"] = (_from, _to, luck) => between(luck, 10, 90);

test("where quorums overlap every read is consistent, whomever they ask", () => {
  fc.assert(
    fc.property(sizes, fc.constantFrom("all" as const, "few" as const), (each, asks) => {
      fc.pre(each.r + each.w > each.n);
      expect(predictConsistency({ ...each, asks, latency }, DELAYS, 200)).toEqual(
        DELAYS.map(() => 1),
      );
    }),
    { numRuns: 60 },
  );
});

test("the longer ago, the likelier; and when all are asked, certain once the slowest write has arrived", () => {
  fc.assert(
    fc.property(sizes, (each) => {
      const shares = predictConsistency({ ...each, asks: "all", latency }, DELAYS, 200);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(shares[3]).toBe(1);
    }),
    { numRuns: 60 },
  );
});

test("quorums drawn at random that do not expand miss as often as the closed form says, however long one waits", () => {
  fc.assert(
    fc.property(sizes, (each) => {
      const shares = predictConsistency({ ...each, asks: "few", latency }, [0, 1e6], TRIALS);
      const expected = 1 - missProbability(each);
      // A read begun at once may come too early for a write that has not arrived at all who are to have it; waiting longer changes nothing else.
      expect(Math.abs(shares[1]! - expected)).toBeLessThan(5 * Math.sqrt(0.25 / TRIALS));
    }),
    { numRuns: 20 },
  );
});

test("R = W = 1 among three: two reads in three ask another replica, and wait for the write to come there", () => {
  const shares = predictConsistency({ n: 3, r: 1, w: 1, asks: "all", latency }, DELAYS, 20_000);
  // The write takes 10 to 90, evenly; a third of the reads ask its coordinator.
  const expected = DELAYS.map(
    (delay) => 1 / 3 + (2 / 3) * Math.min(1, Math.max(0, (delay - 9) / 81)),
  );
  for (const [i, share] of shares.entries()) expect(share).toBeCloseTo(expected[i]!, 1);
});
