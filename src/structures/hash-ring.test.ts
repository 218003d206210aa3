/** The ring: what it promises, how even it is beside what is expected, and ketama's published spread. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clockwiseFrom,
  expectedSpread,
  ownerAt,
  ringOf,
  sharesOf,
  spreadOf,
  virtualNodes,
  type HashRing,
} from "./hash-ring.ts";

const VECTORS = new URL("../../../shared/cases/vectors/vectors.json", import.meta.url);
const here = existsSync(VECTORS);
if (!here)
  console.info(
    "Ketama’s spread is not checked, because shared/cases/vectors is not beside the project.",
  );

/** MD5 as ketama uses it: each digest is four 32-bit numbers, the least byte first. */
function md5(text: string): readonly number[] {
  const digest = createHash("md5").update(text).digest();
  return [0, 4, 8, 12].map((at) => digest.readUInt32LE(at));
}

const hash = (text: string) => md5(text)[0]!;
const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 6 });
const place = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const each = fc.integer({ min: 1, max: 12 });

/** Whose a place is by definition: the point that is met first clockwise. */
function metFirst(ring: HashRing, at: number): string {
  return (ring.find((point) => point.at >= at) ?? ring[0]!).node;
}

test("a place belongs to the first node clockwise", () => {
  fc.assert(
    fc.property(names, each, place, (nodes, virtual, at) => {
      const ring = virtualNodes(nodes, virtual, hash);
      expect(ownerAt(ring, at)).toBe(metFirst(ring, at));
      expect([...clockwiseFrom(ring, at)][0]).toBe(ownerAt(ring, at));
      expect([...clockwiseFrom(ring, at)].toSorted()).toEqual(nodes.toSorted());
    }),
  );
});

test("monotonicity: what changes its node when one joins goes to that one", () => {
  fc.assert(
    fc.property(names, each, fc.array(place, { maxLength: 30 }), (nodes, virtual, places) => {
      const before = virtualNodes(nodes, virtual, hash);
      const now = virtualNodes([...nodes, "joins"], virtual, hash);
      for (const at of places)
        if (ownerAt(now, at) !== ownerAt(before, at)) expect(ownerAt(now, at)).toBe("joins");
    }),
  );
});

test("the order in which nodes are named changes nothing, even where points fall on one place", () => {
  const coarse = (text: string) => hash(text) % 5;
  fc.assert(
    fc.property(names, each, place, (nodes, virtual, at) => {
      const ring = virtualNodes(nodes, virtual, coarse);
      expect(virtualNodes(nodes.toReversed(), virtual, coarse)).toEqual(ring);
      expect(ownerAt(ring, at)).toBe(
        ownerAt(virtualNodes(nodes.toReversed(), virtual, coarse), at),
      );
    }),
  );
});

test("shares add up to the whole circle, and each is what its places say", () => {
  const ring = ringOf([
    { at: 2 ** 30, node: "a" },
    { at: 2 ** 31, node: "b" },
    { at: 3 * 2 ** 30, node: "a" },
  ]);
  expect([...sharesOf(ring)]).toEqual([
    ["a", 0.75],
    ["b", 0.25],
  ]);
  expect([...sharesOf(ringOf([{ at: 7, node: "a" }])).values()]).toEqual([1]);
});

test("a ring without nodes owns nothing, and says so", () => {
  expect(() => ownerAt([], 1)).toThrow("without nodes");
  expect([...clockwiseFrom([], 1)]).toEqual([]);
});

describe("evenness", () => {
  // Each ring is one draw. The squares of many rings are averaged, as the formula is about them.
  test.each([
    [4, 1],
    [5, 10],
    [5, 100],
    [10, 50],
  ])("%d nodes with %d points each are as uneven as expected", (nodes, virtual) => {
    const rings = 300;
    const squares = Array.from({ length: rings }, (_, i) => {
      const members = Array.from({ length: nodes }, (_, n) => `ring ${i}, node ${n}`);
      return spreadOf(virtualNodes(members, virtual, hash)) ** 2;
    });
    const mean = squares.reduce((a, b) => a + b, 0) / rings;
    const scatter = Math.sqrt(squares.reduce((sum, each) => sum + (each - mean) ** 2, 0) / rings);
    const expected = expectedSpread(nodes, virtual) ** 2;
    console.log(
      `${nodes} nodes × ${virtual}: ${(100 * Math.sqrt(mean)).toFixed(1)} % measured, ${(100 * Math.sqrt(expected)).toFixed(1)} % expected`,
    );
    expect(Math.abs(mean - expected)).toBeLessThan((4 * scatter) / Math.sqrt(rings));
  });

  test("for many nodes it is about 1/√V", () => {
    for (const virtual of [1, 10, 100, 200])
      expect(expectedSpread(1_000, virtual) * Math.sqrt(virtual)).toBeCloseTo(1, 2);
  });
});

test.runIf(here)("ketama: 100,000 keys on ten servers with 160 points each", () => {
  const { ketama_10x100000_foo: published } = JSON.parse(readFileSync(VECTORS, "utf8")) as {
    ketama_10x100000_foo: Record<string, number>;
  };
  const ring = ringOf(
    Object.keys(published).flatMap((node) =>
      Array.from({ length: 40 }, (_, i) => md5(`${node}-${i}`))
        .flat()
        .map((at) => ({ at, node })),
    ),
  );
  const counts = Object.fromEntries(Object.keys(published).map((node) => [node, 0]));
  for (let i = 0; i < 100_000; i++) counts[ownerAt(ring, hash(`foo${i}`))]!++;
  expect(counts).toEqual(published);
});
