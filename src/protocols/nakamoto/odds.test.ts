/** The odds of a double spend, against what Nakamoto and Rosenfeld printed, against each other, and against the walk itself. */
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effectiveShare, forkOdds, impatientOdds, rosenfeldOdds, whitepaperOdds } from "./odds.ts";

const FILE = new URL("../../../../shared/cases/vectors/vectors.json", import.meta.url);
type Vectors = Readonly<Record<string, Readonly<Record<string, number>>>>;
const vectors = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Vectors) : null;
if (!vectors)
  console.info("Published odds: skipped, because shared/cases/vectors is not beside the project.");

describe.runIf(vectors)("as published", () => {
  test.each(["0.1", "0.3"])("the whitepaper's P for q = %s, to the last printed digit", (q) => {
    for (const [z, published] of Object.entries(vectors![`bitcoin_q${q}`]!))
      expect(whitepaperOdds(Number(q), Number(z)), `z = ${z}`).toBeCloseTo(published, 7);
  });

  test("the whitepaper's depths for P < 0.1 %", () => {
    for (const [q, z] of Object.entries(vectors!["bitcoin_P<0.1%"]!)) {
      expect(whitepaperOdds(Number(q), z), `q = ${q}`).toBeLessThan(0.001);
      expect(whitepaperOdds(Number(q), z - 1), `q = ${q}`).toBeGreaterThanOrEqual(0.001);
    }
  });

  test("Rosenfeld's exact values for q = 0.1", () => {
    for (const [z, published] of Object.entries(vectors!["rosenfeld_exact_q0.1"]!))
      expect(rosenfeldOdds(0.1, Number(z)), `z = ${z}`).toBeCloseTo(published, 7);
  });
});

const share = fc.double({ min: 0.01, max: 0.49, noNaN: true });
const depth = fc.integer({ min: 0, max: 12 });

test("more confirmations never help an attacker, more hash power never hinders one", () => {
  fc.assert(
    fc.property(share, depth, (q, z) => {
      for (const odds of [whitepaperOdds, rosenfeldOdds]) {
        expect(odds(q, z + 1)).toBeLessThanOrEqual(odds(q, z) + 1e-12);
        expect(odds(q + 0.01, z)).toBeGreaterThanOrEqual(odds(q, z) - 1e-12);
      }
    }),
  );
});

test("who gives up wins less often, and the same in the limit of endless patience", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 0.4, noNaN: true }), depth, (q, z) => {
      expect(impatientOdds(q, z, 6)).toBeLessThanOrEqual(rosenfeldOdds(q, z) + 1e-12);
      expect(impatientOdds(q, z, 80)).toBeCloseTo(rosenfeldOdds(q, z), 6);
    }),
  );
});

test("half of the hash power always gets there, given patience", () => {
  expect(rosenfeldOdds(0.5, 10)).toBe(1);
  expect(whitepaperOdds(0.5, 10)).toBe(1);
});

test("delay makes the attacker's share count for more", () => {
  expect(effectiveShare(0.1, 500, 0)).toBeCloseTo(0.1);
  expect(effectiveShare(0.1, 500, 100)).toBeCloseTo(0.116, 3);
  expect(effectiveShare(0, 500, 100)).toBe(0);
});

test("forks by chance are rarer the deeper, and no bound where blocks come as fast as they travel", () => {
  expect(forkOdds(500, 100, 3)).toBeCloseTo(0.008);
  expect(forkOdds(250, 400, 10)).toBe(1);
});
