import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advance, covers, join, type VersionVector } from "./version-vector.ts";

const vector: fc.Arbitrary<VersionVector> = fc.dictionary(
  fc.constantFrom("n1", "n2", "n3"),
  fc.integer({ min: 1, max: 4 }),
);

/** Equal as vectors: an absent writer counts as zero. */
function same(a: VersionVector, b: VersionVector): boolean {
  return covers(a, b) && covers(b, a);
}

describe("version vectors", () => {
  test("covering is a partial order", () => {
    fc.assert(
      fc.property(vector, vector, vector, (a, b, c) => {
        expect(covers(a, a)).toBe(true);
        expect(covers(a, b) && covers(b, c) && !covers(a, c)).toBe(false);
      }),
    );
  });

  test("join is the least upper bound", () => {
    fc.assert(
      fc.property(vector, vector, vector, (a, b, c) => {
        const both = join(a, b);
        expect(covers(both, a) && covers(both, b)).toBe(true);
        expect(covers(c, a) && covers(c, b) && !covers(c, both)).toBe(false);
        expect(same(both, join(b, a))).toBe(true);
        expect(same(join(both, c), join(a, join(b, c)))).toBe(true);
        expect(same(join(a, a), a)).toBe(true);
      }),
    );
  });

  test("an update comes after everything it has seen", () => {
    fc.assert(
      fc.property(vector, fc.constantFrom("n1", "n2", "n3"), (seen, writer) => {
        const after = advance(seen, writer, (seen[writer] ?? 0) + 1);
        expect(covers(after, seen)).toBe(true);
        expect(covers(seen, after)).toBe(false);
      }),
    );
  });
});
