import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lwwRegister } from "./lww-register.ts";
import { lawsOf } from "./testing/replicated-type-laws.ts";

describe("the register in which the last writer wins", () => {
  test.each(lawsOf(lwwRegister, fc.constantFrom("a", "b", "c")))("%s", (_, law) => fc.assert(law));

  test("who has seen a value overwrites it", () => {
    const first = lwwRegister.prepare(null, "old", "n9")!;
    const second = lwwRegister.prepare(first, "new", "n1")!;
    expect(lwwRegister.merge(first, second)?.value).toBe("new");
  });

  test("of concurrent values the one of the higher name stays", () => {
    const one = lwwRegister.prepare(null, "one", "n1")!;
    const other = lwwRegister.prepare(null, "other", "n2")!;
    expect(lwwRegister.merge(one, other)?.value).toBe("other");
    expect(lwwRegister.effect(other, one)?.value).toBe("other");
  });
});
