/** The clock and the order that it makes: Lamport's own claims, on random runs of abstract processes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare, merge, nameOf, tick } from "./clock.ts";

/** A run of three processes in steps: a local event, a sending, or the receipt of something sent before. */
type Act = { readonly at: number; readonly receives: number | null };

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({ at: fc.nat(2), receives: fc.option(fc.nat(40)) }),
  { maxLength: 40 },
);

interface Event {
  readonly at: number;
  readonly clock: number;
  /** Everything that happened before it, by place. */
  readonly past: ReadonlySet<number>;
}

/** Every event may have been a sending; a receipt names an earlier event of another process as what it received. */
function play(all: readonly Act[]): Event[] {
  const events: Event[] = [];
  for (const { at, receives } of all) {
    const before = events.findLastIndex((event) => event.at === at);
    const cause = receives === null || events.length === 0 ? -1 : receives % events.length;
    const sent = cause >= 0 && events[cause]!.at !== at ? events[cause]! : null;
    const own = before < 0 ? 0 : events[before]!.clock;
    const past = new Set<number>();
    for (const place of [before, sent ? cause : -1]) {
      if (place < 0) continue;
      past.add(place);
      for (const earlier of events[place]!.past) past.add(earlier);
    }
    events.push({ at, clock: sent ? merge(own, sent.clock) : tick(own), past });
  }
  return events;
}

describe("the logical clock", () => {
  test("what happened before has the lower clock", () => {
    fc.assert(
      fc.property(acts, (all) => {
        const events = play(all);
        for (const event of events)
          for (const earlier of event.past)
            expect(events[earlier]!.clock).toBeLessThan(event.clock);
      }),
    );
  });

  test("equal clocks belong to concurrent events of different processes", () => {
    fc.assert(
      fc.property(acts, (all) => {
        const events = play(all);
        events.forEach((a, i) =>
          events.forEach((b, j) => {
            if (i >= j || a.clock !== b.clock) return;
            expect(a.at).not.toBe(b.at);
            expect(b.past.has(i)).toBe(false);
          }),
        );
      }),
    );
  });

  test("an event’s clock is the length of the longest chain of events that ends with it", () => {
    fc.assert(
      fc.property(acts, (all) => {
        const events = play(all);
        const longest: number[] = [];
        for (const { past } of events)
          longest.push(1 + Math.max(0, ...[...past].map((place) => longest[place]!)));
        expect(events.map(({ clock }) => clock)).toEqual(longest);
      }),
    );
  });
});

describe("the total order", () => {
  const stamps = fc.record({ ts: fc.nat(5), origin: fc.constantFrom("p", "q", "r") });

  test("is total, antisymmetric and transitive", () => {
    fc.assert(
      fc.property(stamps, stamps, stamps, (a, b, c) => {
        expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
        expect(compare(a, b) === 0).toBe(nameOf(a) === nameOf(b));
        if (compare(a, b) < 0 && compare(b, c) < 0) expect(compare(a, c)).toBeLessThan(0);
      }),
    );
  });
});
