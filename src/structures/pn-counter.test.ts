import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { balance, pnCounter } from "./pn-counter.ts";
import { lawsOf } from "./testing/replicated-type-laws.ts";

describe("the counter that goes up and down", () => {
  test.each(lawsOf(pnCounter, fc.integer({ min: -5, max: 5 })))("%s", (_, law) => fc.assert(law));

  test("the balance is the sum of all updates", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("n1", "n2"), fc.integer({ min: -9, max: 9 }))),
        (updates) => {
          const counter = updates.reduce((state, [by, amount]) => {
            const operation = pnCounter.prepare(state, amount, by);
            return operation === null ? state : pnCounter.effect(state, operation);
          }, pnCounter.initial);
          expect(balance(counter)).toBe(updates.reduce((sum, [, amount]) => sum + amount, 0));
        },
      ),
    );
  });
});
