/** Properties of what the machine computes with: drawing others, and which update counts. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { isNewer, isSame, type News } from "./messages.ts";
import { Peers } from "./peers.ts";
import { TOWN } from "./lesson.ts";
import { roundAt, untilIdleTurn, untilNextRound, type EpidemicContext } from "./state.ts";

const luck = fc.integer({ min: 0, max: 0xffff_ffff });
const news: fc.Arbitrary<News> = fc.record({
  at: fc.nat(3),
  origin: fc.constantFrom("n1", "n2", "n3"),
  number: fc.constant(1),
});

test("whoever draws never draws itself, and no other twice", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 40 }),
      fc.nat(),
      luck,
      fc.integer({ min: 1, max: 4 }),
      (count, self, drawn, some) => {
        const names = Array.from({ length: count }, (_, i) => `n${i + 1}`);
        const own = names[self % count]!;
        const others = new Peers(own, names).drawSome(drawn, some);
        expect(others).not.toContain(own);
        expect(new Set(others).size).toBe(others.length);
        expect(others.every((other) => names.includes(other))).toBe(true);
        expect(others.length).toBeGreaterThan(0);
      },
    ),
  );
});

test("each other is as likely, also for the last of all", () => {
  const names = ["n1", "n2", "n3", "n4", "n5"];
  for (const own of names) {
    const peers = new Peers(own, names);
    const drawn = new Map<string, number>();
    for (let i = 0; i < 4_000; i++) {
      const other = peers.draw((i * 0x1_0000_0000) / 4_000);
      drawn.set(other, (drawn.get(other) ?? 0) + 1);
    }
    expect([...drawn.values()]).toEqual([1_000, 1_000, 1_000, 1_000]);
  }
});

test("updates are totally ordered, and nothing is older than any", () => {
  fc.assert(
    fc.property(news, news, news, (a, b, c) => {
      expect([isNewer(a, b), isNewer(b, a), isSame(a, b)].filter(Boolean)).toHaveLength(1);
      if (isNewer(a, b) && isNewer(b, c)) expect(isNewer(a, c)).toBe(true);
      expect([isNewer(a, null), isNewer(null, a), isNewer(null, null)]).toEqual([
        true,
        false,
        false,
      ]);
    }),
  );
});

test("a turn comes in the next round, in its first moments; an idle member’s by push with the next night", () => {
  fc.assert(
    fc.property(fc.nat(100_000_000), luck, (now, drawn) => {
      const context = { config: TOWN, knobs: { mode: "push" } } as unknown as EpidemicContext;
      const turn = now + untilNextRound(context, now, drawn);
      expect(roundAt(TOWN, turn)).toBe(roundAt(TOWN, now) + 1);
      expect(turn % TOWN.round).toBeLessThanOrEqual(TOWN.spread);
      const night = roundAt(TOWN, now + untilIdleTurn(context, now, drawn));
      expect(night % TOWN.night).toBe(0);
      expect(night - roundAt(TOWN, now)).toBeLessThanOrEqual(TOWN.night);
    }),
  );
});
