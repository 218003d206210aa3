/** The table of §4.2, row by row, and what it comes to: however news are ordered on their way, all hold the same of a member in the end. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Standing, Status } from "./messages.ts";
import { overrides } from "./overrides.ts";

function standing(status: Status, incarnation: number, life = 1): Standing {
  return { status, incarnation, life };
}

describe("the table of §4.2", () => {
  test.each<[Status, Status, (i: number, j: number) => boolean]>([
    ["alive", "suspect", (i, j) => i > j],
    ["alive", "alive", (i, j) => i > j],
    ["alive", "confirm", () => false],
    ["suspect", "suspect", (i, j) => i > j],
    ["suspect", "alive", (i, j) => i >= j],
    ["suspect", "confirm", () => false],
    ["confirm", "alive", () => true],
    ["confirm", "suspect", () => true],
    ["confirm", "confirm", () => false],
  ])("%s over %s", (news, known, expected) => {
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 4; j++)
        expect(overrides(standing(news, i), standing(known, j)), `${i}, ${j}`).toBe(expected(i, j));
  });

  test("whoever comes back is another member", () => {
    for (const status of ["alive", "suspect", "confirm"] as const) {
      expect(overrides(standing("alive", 0, 2), standing(status, 5, 1))).toBe(true);
      expect(overrides(standing(status, 5, 1), standing("alive", 0, 2))).toBe(false);
    }
  });
});

test("the order in which news come does not matter", () => {
  const any = fc.record({
    status: fc.constantFrom<Status>("alive", "suspect", "confirm"),
    incarnation: fc.nat(3),
    life: fc.integer({ min: 1, max: 2 }),
  });
  const last = (news: readonly Standing[]): Standing =>
    news.reduce((known, each) => (overrides(each, known) ? each : known), standing("alive", 0));
  // A confirmation is one whatever incarnation it speaks of.
  const meaning = ({ status, incarnation, life }: Standing) => ({
    status,
    life,
    incarnation: status === "confirm" ? null : incarnation,
  });
  fc.assert(
    fc.property(
      fc
        .array(any, { maxLength: 6 })
        .chain((news) =>
          fc.tuple(fc.constant(news), fc.shuffledSubarray(news, { minLength: news.length })),
        ),
      ([news, shuffled]) => {
        expect(meaning(last(shuffled))).toEqual(meaning(last(news)));
      },
    ),
  );
});
