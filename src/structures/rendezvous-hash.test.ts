import fc from "fast-check";
import { expect, test } from "vitest";
import { rendezvous } from "./rendezvous-hash.ts";

/** A few different weights, so that nodes often weigh the same. */
const weigh = (node: string, key: string) => (node.charCodeAt(0) * 31 + key.length * 17) % 7;

const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: 1, maxLength: 7 });
const key = fc.string();

test("the heaviest has the key, whatever the order in which they are named", () => {
  fc.assert(
    fc.property(names, key, (nodes, each) => {
      const chosen = rendezvous(nodes, each, weigh);
      expect(Math.max(...nodes.map((node) => weigh(node, each)))).toBe(weigh(chosen, each));
      expect(rendezvous(nodes.toReversed(), each, weigh)).toBe(chosen);
    }),
  );
});

test("when one leaves, only its own keys go elsewhere", () => {
  fc.assert(
    fc.property(names, key, (nodes, each) => {
      const [leaves, ...others] = nodes;
      const before = rendezvous(nodes, each, weigh);
      if (before !== leaves) expect(rendezvous(others, each, weigh)).toBe(before);
    }),
  );
});

test("without a node there is no place", () => {
  expect(() => rendezvous([], "k", weigh)).toThrow("needs a node");
});
