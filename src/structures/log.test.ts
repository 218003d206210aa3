import fc from "fast-check";
import { expect, test } from "vitest";
import {
  append,
  appendAfter,
  compactTo,
  EMPTY_LOG,
  entriesAfter,
  entryAt,
  isUpToDate,
  lastIndex,
  lastTerm,
  logOf,
  matches,
  probeAfterHint,
  termAt,
  type Log,
} from "./log.ts";

const terms = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 12 }).map((steps) => {
  let term = 1;
  return steps.map((step) => (term += step));
});

function filled(from: readonly number[]): Log<string> {
  return logOf(from.map((term, i) => ({ term, command: `${term}.${i}` })));
}

test("a compacted log says the same of everything that it still holds", () => {
  fc.assert(
    fc.property(terms, fc.nat({ max: 12 }), (given, cut) => {
      const whole = filled(given);
      const compacted = compactTo(whole, Math.min(cut, lastIndex(whole)));
      expect(lastIndex(compacted)).toBe(lastIndex(whole));
      expect(lastTerm(compacted)).toBe(lastTerm(whole));
      for (let index = compacted.baseIndex; index <= lastIndex(whole) + 1; index++) {
        expect(termAt(compacted, index)).toBe(termAt(whole, index));
        if (index > compacted.baseIndex)
          expect(entryAt(compacted, index)).toBe(entryAt(whole, index));
        expect(entriesAfter(compacted, index, 3)).toEqual(entriesAfter(whole, index, 3));
      }
      expect(entryAt(compacted, compacted.baseIndex)).toBeUndefined();
    }),
  );
});

test("a leader's entries give the same log, compacted or not; old messages change nothing", () => {
  fc.assert(
    fc.property(
      terms,
      fc.nat({ max: 12 }),
      fc.nat({ max: 12 }),
      fc.nat({ max: 12 }),
      (given, a, b, c) => {
        const leader = filled(given);
        const have = Math.min(a, lastIndex(leader));
        const follower = logOf(leader.entries.slice(0, have));
        const previous = Math.min(b, have);
        const sent = entriesAfter(leader, previous, 4);
        const plain = appendAfter(follower, previous, sent);
        const compacted = appendAfter(compactTo(follower, Math.min(c, have)), previous, sent);
        expect(lastIndex(compacted)).toBe(lastIndex(plain));
        expect(lastIndex(plain)).toBe(Math.max(have, previous + sent.length));
        for (let index = compacted.baseIndex + 1; index <= lastIndex(plain); index++)
          expect(entryAt(compacted, index)).toBe(entryAt(leader, index));
        expect(appendAfter(plain, previous, sent)).toBe(plain);
      },
    ),
  );
});

test("a log is as up to date as itself, and less so than itself with one entry more", () => {
  fc.assert(
    fc.property(terms, (given) => {
      const log = filled(given);
      expect(isUpToDate(lastTerm(log), lastIndex(log), log)).toBe(true);
      const longer = append(log, { term: lastTerm(log) + 1, command: "more" });
      expect(isUpToDate(lastTerm(log), lastIndex(log), longer)).toBe(false);
    }),
  );
});

test("inside a snapshot logs agree; beyond the end they do not", () => {
  const log = compactTo(filled([1, 1, 2, 3]), 3);
  expect([0, 1, 2, 3, 4, 5].map((index) => matches(log, index, 1))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(matches(log, 3, 2)).toBe(true);
  expect(matches(EMPTY_LOG, 0, 0)).toBe(true);
});

test("a hint without a term leads one step back", () => {
  expect(probeAfterHint(filled([1, 1, 3]), { index: 3, term: 0 }, 3)).toEqual({
    index: 2,
    term: 1,
  });
});
