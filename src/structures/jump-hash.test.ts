import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jumpHash } from "./jump-hash.ts";

const VECTORS = new URL("../../../shared/cases/vectors/vectors.json", import.meta.url);
const here = existsSync(VECTORS);
if (!here)
  console.info(
    "Published jump hashes are not checked, because shared/cases/vectors is not beside the project.",
  );

/** Whole lines, since numbers of 64 bits do not survive being read as such. */
const text = here ? readFileSync(VECTORS, "utf8").replaceAll(/(?<=\[\s*)(\d{10,})/g, '"$1"') : "{}";

interface Vectors {
  readonly sequences: Readonly<Record<string, readonly number[]>>;
  readonly golden100: readonly number[];
  readonly points: readonly (readonly [key: string | number, buckets: number, bucket: number])[];
}

describe.runIf(here)("published values", () => {
  const { jump } = JSON.parse(text) as { jump: Vectors };

  test("a key through growing numbers of buckets", () => {
    for (const [key, sequence] of Object.entries(jump.sequences))
      for (const [i, bucket] of sequence.entries())
        expect(jumpHash(BigInt(key), i + 1), `${key} of ${i + 1}`).toBe(bucket);
  });

  test("keys 0, 1, 2, … among 100 buckets", () => {
    expect(jump.golden100.map((_, key) => jumpHash(BigInt(key), 100))).toEqual(jump.golden100);
  });

  test("single points", () => {
    for (const [key, buckets, bucket] of jump.points)
      expect(jumpHash(BigInt(key), buckets), `${key} of ${buckets}`).toBe(bucket);
  });
});

const key = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

test("with one bucket more a key stays, or goes to the new one", () => {
  fc.assert(
    fc.property(key, fc.integer({ min: 1, max: 1_000 }), (each, buckets) => {
      const [before, now] = [jumpHash(each, buckets), jumpHash(each, buckets + 1)];
      expect(before).toBeGreaterThanOrEqual(0);
      expect(before).toBeLessThan(buckets);
      if (now !== before) expect(now).toBe(buckets);
    }),
  );
});

test("every bucket gets its share: 100,000 keys on ten", () => {
  const counts = Array.from({ length: 10 }, () => 0);
  // Consecutive keys, as the paper has them: they need not be hashed first.
  for (let i = 0; i < 100_000; i++) counts[jumpHash(BigInt(i), 10)]!++;
  // Five standard deviations of a binomial count.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(9_000));
});

test("without a bucket there is no place", () => {
  expect(() => jumpHash(1n, 0)).toThrow("needs a bucket");
});
