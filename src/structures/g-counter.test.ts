import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gCounter, total } from "./g-counter.ts";
import { lawsOf } from "./testing/replicated-type-laws.ts";

describe("the counter that grows", () => {
  test.each(lawsOf(gCounter, fc.integer({ min: -1, max: 5 })))("%s", (_, law) => fc.assert(law));

  test("counts concurrent increments of several replicas", () => {
    const one = gCounter.effect({}, { by: "n1", amount: 2 });
    const other = gCounter.effect({}, { by: "n2", amount: 3 });
    expect(total(gCounter.merge(one, other))).toBe(5);
  });

  test("does not go down", () => {
    expect(gCounter.prepare({}, -1, "n1")).toBeNull();
  });

  test("an operation that takes effect twice counts twice", () => {
    const operation = { by: "n1", amount: 1 };
    expect(total(gCounter.effect(gCounter.effect({}, operation), operation))).toBe(2);
  });
});
