import fc from "fast-check";
import { expect, test } from "vitest";
import { boundedOwners, capacityOf } from "./bounded-loads.ts";
import { clockwiseFrom, ownerAt, virtualNodes } from "./hash-ring.ts";

const hash = (text: string) =>
  Array.from(text).reduce((h, c) => Math.imul(h ^ c.charCodeAt(0), 0x01000193), 7);
const nodes = fc
  .integer({ min: 1, max: 7 })
  .map((n) => Array.from({ length: n }, (_, i) => `s${i}`));
const places = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 1, maxLength: 60 });
const factor = fc.constantFrom(1, 1.1, 1.25, 1.5, 2);

test("nobody has more than ⌈c·K/N⌉, and every key has its node", () => {
  fc.assert(
    fc.property(nodes, places, factor, (members, keys, c) => {
      const ring = virtualNodes(members, 3, hash);
      const capacity = capacityOf(c, keys.length, members.length);
      const owners = boundedOwners(ring, keys, capacity);
      expect(owners).toHaveLength(keys.length);
      for (const member of members)
        expect(owners.filter((owner) => owner === member).length).toBeLessThanOrEqual(capacity);
    }),
  );
});

test("a key passes by only whoever is full", () => {
  fc.assert(
    fc.property(nodes, places, factor, (members, keys, c) => {
      const ring = virtualNodes(members, 3, hash);
      const capacity = capacityOf(c, keys.length, members.length);
      const owners = boundedOwners(ring, keys, capacity);
      for (const [i, at] of keys.entries())
        for (const node of clockwiseFrom(ring, at)) {
          if (node === owners[i]) break;
          expect(owners.slice(0, i).filter((owner) => owner === node)).toHaveLength(capacity);
        }
    }),
  );
});

test("with room for all, it is the plain ring", () => {
  fc.assert(
    fc.property(nodes, places, (members, keys) => {
      const ring = virtualNodes(members, 3, hash);
      expect(boundedOwners(ring, keys, keys.length)).toEqual(keys.map((at) => ownerAt(ring, at)));
    }),
  );
});

test("the capacity is ⌈c·K/N⌉", () => {
  expect(capacityOf(1.25, 40, 5)).toBe(10);
  expect(capacityOf(1.1, 50, 5)).toBe(11);
  expect(capacityOf(1, 32, 5)).toBe(7);
  expect(capacityOf(1.25, 32, 4)).toBe(10);
});

test("too many keys are refused", () => {
  expect(() => boundedOwners(virtualNodes(["a"], 1, hash), [1, 2], 1)).toThrow("more keys than");
});
