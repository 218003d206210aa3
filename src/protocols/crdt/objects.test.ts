import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  mergePayloads,
  payloadOf,
  thinkOfUpdate,
  typeOf,
  updateOf,
  valueOf,
  type Payloads,
  type Schema,
} from "./objects.ts";

const schema: Schema = {
  likes: "g-counter",
  stock: "pn-counter",
  title: "lww-register",
  cart: "or-set",
  note: "rga",
};

describe("what clients may ask", () => {
  test.each([
    ["likes", "increment", undefined],
    ["stock", "decrement", undefined],
    ["title", "assign", "red"],
    ["cart", "add", "milk"],
    ["cart", "remove", "milk"],
    ["note", "insert", "a"],
    ["note", "insert", "a@2"],
    ["note", "insert", "@"],
    ["note", "delete", "2"],
  ])("%s: %s %s", (key, f, value) => {
    expect(updateOf(schema, { f, key, value })).toHaveProperty("update");
  });

  test.each([
    ["likes", "decrement", undefined],
    ["cart", "add", ""],
    ["title", "add", "x"],
    ["note", "insert", "ab"],
    ["note", "insert", "a@x"],
    ["note", "delete", "0"],
    ["note", "delete", "x"],
    ["toString", "increment", undefined],
  ])("not %s: %s %s", (key, f, value) => {
    expect(updateOf(schema, { f, key, value })).toHaveProperty("reason");
  });

  test("the workload thinks of what may be asked, of all types", () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...Object.keys(schema)), (luck, key) => {
        const thought = thinkOfUpdate(schema, [key], luck);
        expect(thought.key).toBe(key);
        expect(updateOf(schema, thought)).toHaveProperty("update");
      }),
    );
  });
});

test("what is typed at a place stands there, and without a place at the end", () => {
  const type = typeOf(schema, "note");
  let payloads: Payloads = {};
  for (const value of ["a", "b", "x@1", "y@0"]) {
    const asked = updateOf(schema, { f: "insert", key: "note", value });
    const payload = payloadOf(schema, payloads, "note");
    const operation = type.prepare(payload, "update" in asked ? asked.update : null, "n1");
    payloads = { note: type.effect(payload, operation) };
  }
  expect(valueOf(schema, payloads, "note")).toBe("yaxb");
});

test("merging what is no news keeps what is there", () => {
  const payloads: Payloads = {
    likes: { n1: 2 },
    title: { value: "a", stamp: { counter: 1, by: "n1" } },
  };
  expect(mergePayloads(schema, payloads, { likes: { n1: 1 } })).toBe(payloads);
  expect(valueOf(schema, mergePayloads(schema, payloads, { likes: { n2: 1 } }), "likes")).toBe("3");
});
