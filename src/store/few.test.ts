import { expect, test } from "vitest";
import { fewOf } from "./few.ts";

const nodes = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `n${i + 1}` }));

test("of a crowd a few are shown, and always the one that is chosen", () => {
  expect(fewOf(nodes(1_000), 3, null)).toEqual(nodes(3));
  expect(fewOf(nodes(1_000), 3, "n2")).toEqual(nodes(3));
  expect(fewOf(nodes(1_000), 3, "n900").map(({ id }) => id)).toEqual(["n900", "n1", "n2"]);
});

test("of others all are", () => {
  const all = nodes(100);
  expect(fewOf(all, 3, "n90")).toBe(all);
});
