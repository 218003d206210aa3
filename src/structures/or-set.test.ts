import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { elementsOf, orSet, type ORSet, type SetUpdate } from "./or-set.ts";
import { lawsOf } from "./testing/replicated-type-laws.ts";

function after(set: ORSet, f: SetUpdate["f"], element: string, by: string): ORSet {
  return orSet.effect(set, orSet.prepare(set, { f, element }, by)!);
}

describe("the observed-remove set", () => {
  test.each(
    lawsOf(
      orSet,
      fc.record({
        f: fc.constantFrom("add" as const, "add" as const, "remove" as const),
        element: fc.constantFrom("egg", "milk", "__proto__"),
      }),
    ),
  )("%s", (_, law) => fc.assert(law));

  const milk = after([], "add", "milk", "n1");

  test("only what is in the set can be removed", () => {
    expect(orSet.prepare([], { f: "remove", element: "milk" }, "n1")).toBeNull();
  });

  test("a remove takes what it has seen, and no older payload brings it back", () => {
    const without = after(milk, "remove", "milk", "n2");
    expect(elementsOf(without)).toEqual([]);
    expect(elementsOf(orSet.merge(without, milk))).toEqual([]);
  });

  test("an add that a remove has not seen survives it", () => {
    const without = after(milk, "remove", "milk", "n2");
    const again = after(milk, "add", "milk", "n3");
    expect(elementsOf(orSet.merge(without, again))).toEqual(["milk"]);
  });

  test("what was removed can be added again", () => {
    expect(elementsOf(after(after(milk, "remove", "milk", "n2"), "add", "milk", "n2"))).toEqual([
      "milk",
    ]);
  });

  test("tags that are not unique lose a concurrent add", () => {
    const one = after([], "add", "milk", "");
    const other = after([], "add", "milk", "");
    expect(elementsOf(orSet.merge(after(one, "remove", "milk", ""), other))).toEqual([]);
  });
});
