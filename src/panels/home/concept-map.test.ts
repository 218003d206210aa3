import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LessonCard } from "../../catalog/card.ts";
import { lessons } from "../../catalog/lessons.ts";
import {
  BOX,
  buildingOn,
  conceptMap,
  leadingTo,
  neighbour,
  type Direction,
} from "./concept-map.ts";
import { seventy } from "./testing/seventy.ts";

const KEYS: readonly Direction[] = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

/** Catalogues of any shape whose prerequisites come earlier in the list. */
const catalogue: fc.Arbitrary<readonly LessonCard[]> = fc
  .array(
    fc.record({
      chapter: fc.integer({ min: 0, max: 5 }),
      before: fc.array(fc.nat(), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((specs) =>
    specs.map(({ chapter, before }, i) => ({
      id: `l${i}`,
      title: `Lesson ${i}`,
      chapter: `Chapter ${chapter}`,
      promise: "",
      realWorld: [],
      prerequisites: i === 0 ? [] : [...new Set(before.map((each) => `l${each % i}`))],
    })),
  );

function expectReadable(cards: readonly LessonCard[]): void {
  const map = conceptMap(cards);
  expect(map.spots.map(({ card }) => card.id).toSorted()).toEqual(
    cards.map(({ id }) => id).toSorted(),
  );
  for (const { from, to } of map.arrows) expect(to.x).toBeGreaterThan(from.x + BOX.width);
  for (const [i, a] of map.spots.entries()) {
    const band = map.bands.find(({ title }) => title === a.card.chapter)!;
    expect(a.y).toBeGreaterThan(band.y);
    expect(a.y + BOX.height).toBeLessThan(band.y + band.height);
    expect(a.x + BOX.width).toBeLessThan(map.width);
    for (const b of map.spots.slice(i + 1))
      expect(Math.abs(a.x - b.x) >= BOX.width || Math.abs(a.y - b.y) >= BOX.height).toBe(true);
  }
}

function expectWalkable(cards: readonly LessonCard[]): void {
  const map = conceptMap(cards);
  const reached = new Set([cards[0]!.id]);
  for (const id of reached)
    for (const key of KEYS) {
      const to = neighbour(map, id, key);
      if (to) reached.add(to.card.id);
    }
  expect(reached.size).toBe(cards.length);
}

describe("the concept map", () => {
  it("is readable and walkable with the lessons that stand", () => {
    expectReadable(lessons);
    expectWalkable(lessons);
  });

  it("is readable and walkable with seventy lessons in eight chapters", () => {
    const cards = seventy();
    expect(cards).toHaveLength(70);
    expectReadable(cards);
    expectWalkable(cards);
    // Readable also means that it is no roll of wallpaper.
    expect(conceptMap(cards).width).toBeLessThan(1_800);
  });

  it("is readable and walkable whatever the catalogue", () => {
    fc.assert(
      fc.property(catalogue, (cards) => {
        expectReadable(cards);
        expectWalkable(cards);
      }),
    );
  });

  it("lights exactly what comes before and after, also where the arrow is left out", () => {
    fc.assert(
      fc.property(catalogue, (cards) => {
        const map = conceptMap(cards);
        for (const card of cards) {
          const before = leadingTo(map, card.id);
          for (const id of card.prerequisites) {
            expect(before).toContain(id);
            expect(buildingOn(map, id)).toContain(card.id);
          }
          expect(before).not.toContain(card.id);
        }
      }),
    );
  });

  it("survives prerequisites that run in a circle or lead nowhere", () => {
    const card = (id: string, ...prerequisites: string[]): LessonCard => ({
      ...{ id, title: id, chapter: "One", promise: "", realWorld: [] },
      prerequisites,
    });
    const map = conceptMap([card("a", "b"), card("b", "a"), card("c", "gone"), card("d", "d")]);
    expect(map.spots).toHaveLength(4);
  });
});
