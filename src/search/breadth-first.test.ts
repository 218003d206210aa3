import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breadthFirst, exploreAll, type Progress } from "./breadth-first.ts";
import { Seen } from "./seen.ts";
import { transactionCommit, twoPhaseCommit } from "./testing/commit-models.ts";
import { changRoberts, dieHard, lostUpdate, racingIncrement } from "./testing/small-models.ts";

describe("the published counts of distinct states", () => {
  test.each([
    ["TCommit, 3 resource managers", transactionCommit(3), 34],
    ["TwoPhase, 3 resource managers", twoPhaseCommit(3), 288],
    ["TwoPhase, 5 resource managers", twoPhaseCommit(5), 8_832],
    ["TwoPhase, 6 resource managers", twoPhaseCommit(6), 50_816],
    ["Chang–Roberts, ids 1, 2, 3", changRoberts([1, 2, 3]), 137],
    ["two threads increment", racingIncrement(2), 13],
    ["two threads increment, symmetric", racingIncrement(2, true), 8],
    ["Die Hard", dieHard(null), 16],
  ] as const)("%s", (_, system, states) => {
    // Each table row has a state type of its own.
    const explored = exploreAll(system as ReturnType<typeof transactionCommit>);
    expect(explored).toMatchObject({ states, complete: true, frontier: 0, violation: null });
  });
});

describe("a violation is told by a shortest path", () => {
  test("four gallons take six steps", () => {
    const { violation } = exploreAll(dieHard(4));
    expect(violation?.path.map(({ label }) => label)).toEqual([
      "fill big",
      "big to small",
      "empty small",
      "big to small",
      "fill big",
      "big to small",
    ]);
    expect(violation?.path.at(-1)?.state).toEqual(violation?.state);
  });

  test("an update is lost after both have read and both have written", () => {
    const { violation, complete } = exploreAll(lostUpdate(2));
    expect(violation?.path).toHaveLength(4);
    expect(complete).toBe(false);
  });

  test("a hasty transaction manager is convicted, with symmetry and without, at the same depth", () => {
    const plain = exploreAll(twoPhaseCommit(4, { hasty: true }));
    const symmetric = exploreAll(twoPhaseCommit(4, { hasty: true, symmetric: true }));
    expect(plain.violation?.path).toHaveLength(symmetric.violation!.path.length);
    // The path is one of states as they were found, not of canonical ones: each step leads from the one before.
    let state = symmetric.violation!.initial;
    for (const step of symmetric.violation!.path) {
      const possible = [...twoPhaseCommit(4, { hasty: true }).successors(state)];
      expect(possible).toContainEqual(step);
      state = step.state;
    }
    expect(symmetric.states).toBeLessThan(plain.states);
  });
});

describe("symmetry", () => {
  test("explores fewer states with the same verdict", () => {
    for (const managers of [2, 3, 4, 5]) {
      const plain = exploreAll(twoPhaseCommit(managers));
      const symmetric = exploreAll(twoPhaseCommit(managers, { symmetric: true }));
      expect(symmetric.violation).toBe(null);
      expect(symmetric.states).toBeLessThan(plain.states);
      expect(symmetric.depth).toBe(plain.depth);
    }
  });
});

describe("progress and limits", () => {
  test("reports often, never counts back, and may be left", () => {
    const search = breadthFirst(twoPhaseCommit(5));
    const reports: Progress[] = [];
    for (let i = 0; i < 40; i++) reports.push(search.next().value as Progress);
    for (let i = 1; i < reports.length; i++) {
      expect(reports[i]!.states).toBeGreaterThanOrEqual(reports[i - 1]!.states);
      expect(reports[i]!.depth).toBeGreaterThanOrEqual(reports[i - 1]!.depth);
    }
    expect(reports.at(-1)!.states).toBeGreaterThan(500);
    expect(reports.at(-1)!.frontier).toBeGreaterThan(0);
  });

  test("limits end it without a claim of completeness", () => {
    const few = exploreAll(twoPhaseCommit(5), { states: 100, depth: null });
    expect(few.states).toBeGreaterThanOrEqual(100);
    expect(few.states).toBeLessThan(200);
    expect(few).toMatchObject({ complete: false, violation: null });
    const near = exploreAll(dieHard(null), { states: null, depth: 2 });
    expect(near).toMatchObject({ depth: 2, complete: false });
    // (0,0); (3,0), (0,5); (3,5), (0,3), (3,2)
    expect(near.states).toBe(6);
  });
});

test("the table of seen states is a set", () => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeNat(), { maxLength: 300 }), (fingerprints) => {
      const seen = new Seen(4);
      const known = new Set<number>();
      for (const fingerprint of [...fingerprints, ...fingerprints]) {
        expect(seen.add(fingerprint, -1) < 0).toBe(known.has(fingerprint));
        known.add(fingerprint);
      }
      expect(seen.size).toBe(known.size);
    }),
  );
});
