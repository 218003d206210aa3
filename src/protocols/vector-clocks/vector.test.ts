/** The clocks and what they say of order, on random runs of abstract processes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printVector, receive, relation, tick, zero, type Vector } from "./vector.ts";

const PROCESSES = ["p", "q", "r"];

/** An event of a process: its own doing, or the receipt of what an earlier event sent. */
type Act = { readonly at: number; readonly receives: number | null };

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({ at: fc.nat(2), receives: fc.option(fc.nat(40)) }),
  { maxLength: 40 },
);

interface Event {
  readonly at: number;
  readonly vector: Vector;
  /** Everything that happened before it, by place: the definition, without any clock. */
  readonly past: ReadonlySet<number>;
}

function play(all: readonly Act[]): Event[] {
  const events: Event[] = [];
  for (const { at, receives } of all) {
    const before = events.findLastIndex((event) => event.at === at);
    const place = receives === null || events.length === 0 ? -1 : receives % events.length;
    const cause = place >= 0 && events[place]!.at !== at ? place : -1;
    const own = before < 0 ? zero(PROCESSES) : events[before]!.vector;
    const name = PROCESSES[at]!;
    const past = new Set([before, cause].flatMap((i) => (i < 0 ? [] : [i, ...events[i]!.past])));
    const vector = cause < 0 ? tick(own, name) : receive(own, events[cause]!.vector, name);
    events.push({ at, vector, past });
  }
  return events;
}

describe("vector clocks", () => {
  test("VC(e) < VC(f) exactly if e happened before f", () => {
    fc.assert(
      fc.property(acts, (all) => {
        const events = play(all);
        events.forEach((e, i) =>
          events.forEach((f, j) => {
            const truth =
              i === j ? "same" : f.past.has(i) ? "before" : e.past.has(j) ? "after" : "concurrent";
            expect(relation(e.vector, f.vector)).toBe(truth);
          }),
        );
      }),
    );
  });

  test("a component says how many events of that process are in the past, itself among them", () => {
    fc.assert(
      fc.property(acts, (all) => {
        const events = play(all);
        events.forEach(({ at, vector, past }) =>
          PROCESSES.forEach((name, i) => {
            const known = [...past].filter((place) => events[place]!.at === i).length;
            expect(vector[name]).toBe(known + Number(at === i));
          }),
        );
      }),
    );
  });

  test("are printed in the order of names", () => {
    expect(printVector({ r: 1, p: 2, q: 0 })).toBe("2,0,1");
  });
});
