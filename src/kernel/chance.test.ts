import fc from "fast-check";
import { expect, test } from "vitest";
import { between, drawAgain, drawAt, exponential, fraction, streamOf } from "./chance.ts";

const draws = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => drawAt(streamOf(7, name), i * 1_000, 1));

test("a draw depends on nothing but seed, stream, moment and purpose", () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.string(),
      fc.maxSafeNat(),
      fc.integer(),
      (seed, name, time, salt) => {
        const draw = drawAt(streamOf(seed, name), time, salt);
        expect(drawAt(streamOf(seed, name), time, salt)).toBe(draw);
        expect(draw).toBeGreaterThanOrEqual(0);
        expect(draw).toBeLessThan(2 ** 32);
      },
    ),
  );
});

test("draws are spread evenly: every tenth of the range gets its share", () => {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const draw of draws("n1>n2", 100_000)) counts[Math.floor(fraction(draw) * 10)]!++;
  // Six standard deviations of a binomial with p = 1/10.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(6 * Math.sqrt(9_000));
});

test("two streams know nothing of each other", () => {
  const a = draws("n1>n2", 50_000).map(fraction);
  const b = draws("n2>n1", 50_000).map(fraction);
  const covariance = a.reduce((sum, x, i) => sum + (x - 0.5) * (b[i]! - 0.5), 0) / a.length;
  expect(Math.abs(covariance / (1 / 12))).toBeLessThan(0.03);
});

test("successive moments of a stream know nothing of each other", () => {
  const a = draws("n1", 50_000).map(fraction);
  const covariance =
    a.slice(1).reduce((sum, x, i) => sum + (x - 0.5) * (a[i]! - 0.5), 0) / a.length;
  expect(Math.abs(covariance / (1 / 12))).toBeLessThan(0.03);
});

test("between covers its ends and nothing beyond", () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.nat(1_000), fc.nat(0xffffffff), (low, span, luck) => {
      const value = between(luck, low, low + span);
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(low + span);
    }),
  );
  expect(between(0, 3, 9)).toBe(3);
  expect(between(0xffffffff, 3, 9)).toBe(9);
});

test("the exponential has mean 1, variance 1 and forgets its past", () => {
  const values = Array.from({ length: 100_000 }, (_, i) => exponential(drawAgain(12_345, i)));
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  expect(Math.abs(mean - 1)).toBeLessThan(0.02);
  expect(Math.abs(variance - 1)).toBeLessThan(0.06);
  const longer = values.filter((x) => x > 1);
  expect(Math.abs(longer.length / values.length - Math.exp(-1))).toBeLessThan(0.01);
  expect(Math.abs(longer.filter((x) => x > 2).length / longer.length - Math.exp(-1))).toBeLessThan(
    0.015,
  );
});
