import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALGORITHMS, choose, FRESH_ROTA, type Field, type Rota } from "./algorithms.ts";

/** Servers of which some are up, with what they have to do. */
const fields = fc
  .array(
    fc.record({ up: fc.boolean(), active: fc.nat(9), weight: fc.integer({ min: 1, max: 4 }) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .filter((servers) => servers.some(({ up }) => up))
  .map((servers): Field => ({
    places: servers.flatMap(({ up }, place) => (up ? [place] : [])),
    active: servers.map(({ active }) => active),
    weight: (place) => servers[place]!.weight,
  }));

const lucks = fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 1, maxLength: 60 });

/** The places chosen one after the other. */
function series(algorithm: (typeof ALGORITHMS)[number], field: Field, luck: readonly number[]) {
  let rota: Rota = FRESH_ROTA;
  return luck.map((each) => {
    const choice = choose(algorithm, field, rota, each);
    rota = choice.rota;
    return choice.place;
  });
}

describe("algorithms", () => {
  test("every one chooses a server that is up", () => {
    fc.assert(
      fc.property(fields, lucks, fc.constantFrom(...ALGORITHMS), (field, luck, algorithm) => {
        for (const place of series(algorithm, field, luck)) expect(field.places).toContain(place);
      }),
    );
  });

  test("round robin gives everybody a turn before anybody has a second", () => {
    fc.assert(
      fc.property(fields, (field) => {
        const size = field.places.length;
        const chosen = series(
          "round-robin",
          field,
          Array.from({ length: 3 * size }, () => 0),
        );
        for (let i = 0; i + size <= chosen.length; i++)
          expect(new Set(chosen.slice(i, i + size)).size).toBe(size);
      }),
    );
  });

  test("least connections never chooses one that has more to do than another", () => {
    fc.assert(
      fc.property(fields, lucks, (field, luck) => {
        const fewest = Math.min(...field.places.map((place) => field.active[place]!));
        for (const place of series("least-connections", field, luck))
          expect(field.active[place]).toBe(fewest);
      }),
    );
  });

  test("two choices never choose the one server that has most to do, but for drawing it twice", () => {
    const field: Field = { places: [0, 1, 2, 3], active: [0, 0, 0, 5], weight: () => 1 };
    const draws = Array.from({ length: 4_000 }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 0);
    const worst = series("two-choices", field, draws).filter((place) => place === 3).length;
    // A sixteenth; four standard deviations of 4,000 draws.
    expect(Math.abs(worst - 250)).toBeLessThan(4 * Math.sqrt(4_000 * (1 / 16) * (15 / 16)));
  });

  test("weights are kept to the request over every whole round", () => {
    fc.assert(
      fc.property(fields, (field) => {
        const total = field.places.reduce((sum, place) => sum + field.weight(place), 0);
        const chosen = series(
          "weighted",
          field,
          Array.from({ length: 2 * total }, () => 0),
        );
        for (const place of field.places) {
          const times = chosen.slice(0, total).filter((each) => each === place).length;
          expect(times).toBe(field.weight(place));
        }
        expect(chosen.slice(total)).toEqual(chosen.slice(0, total));
      }),
    );
  });

  test("smooth: nginx's example of weights 5, 1, 1", () => {
    const weights = [5, 1, 1];
    const field: Field = {
      places: [0, 1, 2],
      active: [0, 0, 0],
      weight: (place) => weights[place]!,
    };
    expect(series("weighted", field, [0, 0, 0, 0, 0, 0, 0])).toEqual([0, 0, 1, 0, 2, 0, 0]);
  });
});
