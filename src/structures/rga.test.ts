import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rga, textOf, type RGA, type TextUpdate } from "./rga.ts";
import { compareTags, type Tag } from "./siblings.ts";
import { lawsOf } from "./testing/replicated-type-laws.ts";

const update: fc.Arbitrary<TextUpdate> = fc.oneof(
  fc.record({
    f: fc.constant("insert" as const),
    text: fc.constantFrom("a", "b", "c"),
    place: fc.nat({ max: 6 }),
  }),
  fc.record({ f: fc.constant("delete" as const), place: fc.integer({ min: 1, max: 4 }) }),
);

function edit(text: RGA, by: string, ...updates: readonly TextUpdate[]): RGA {
  return updates.reduce((state, each) => {
    const operation = rga.prepare(state, each, by);
    return operation === null ? state : rga.effect(state, operation);
  }, text);
}

function type(text: RGA, by: string, word: string, place: number): RGA {
  return edit(
    text,
    by,
    ...word
      .split("")
      .map((letter, i) => ({ f: "insert" as const, text: letter, place: place + i })),
  );
}

/** The order by its definition: a tree whose newest children come first. */
function inOrder(text: RGA, after: Tag | null): RGA {
  const children = text.filter((letter) =>
    letter.after === null || after === null
      ? letter.after === after
      : compareTags(letter.after, after) === 0,
  );
  return children
    .toSorted((a, b) => compareTags(b.id, a.id))
    .flatMap((letter) => [letter, ...inOrder(text, letter.id)]);
}

describe("the replicated growable array", () => {
  test.each(lawsOf(rga, update))("%s", (_, law) => fc.assert(law));

  test("one writer's text is what it has typed", () => {
    fc.assert(
      fc.property(fc.array(update), (updates) => {
        const plain: string[] = [];
        for (const each of updates) {
          if (each.f === "insert") plain.splice(each.place, 0, each.text);
          else if (each.place <= plain.length) plain.splice(each.place - 1, 1);
        }
        expect(textOf(edit([], "n1", ...updates))).toBe(plain.join(""));
      }),
    );
  });

  test("the order is that of the tree, newest children first", () => {
    fc.assert(
      fc.property(fc.array(update), fc.array(update), fc.array(update), (before, one, other) => {
        const shared = edit([], "n1", ...before);
        const merged = rga.merge(edit(shared, "n1", ...one), edit(shared, "n2", ...other));
        expect(merged).toEqual(inOrder(merged, null));
      }),
    );
  });

  test("words typed at once at one place do not interleave", () => {
    const shared = type([], "n1", "ab", 0);
    const [one, other] = [type(shared, "n1", "XYZ", 1), type(shared, "n2", "123", 1)];
    expect(textOf(rga.merge(one, other))).toBe("a123XYZb");
  });

  test("a letter put after one that somebody deletes stays where it was put", () => {
    const shared = type([], "n1", "abc", 0);
    const one = edit(shared, "n1", { f: "delete", place: 2 });
    const other = type(shared, "n2", "!", 2);
    expect(textOf(rga.merge(one, other))).toBe("a!c");
  });

  test("only a letter that is there can be deleted", () => {
    expect(rga.prepare(type([], "n1", "ab", 0), { f: "delete", place: 3 }, "n1")).toBeNull();
  });
});
