import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHECKERS } from "./check.ts";
import {
  latticeOf,
  OBJECT_LATTICE,
  TRANSACTION_LATTICE,
  weakerThan,
  type LatticeNode,
} from "./lattice.ts";
import { modelFor } from "./models/for-history.ts";
import type { History } from "./operation.ts";
import { registerHistories } from "./testing/register-histories.ts";
import { transactionHistories } from "./testing/transaction-histories.ts";
import { AMPLE } from "./verdict.ts";

const KINDS: readonly (readonly [string, readonly LatticeNode[], fc.Arbitrary<History>])[] = [
  [
    "registers",
    OBJECT_LATTICE,
    registerHistories({ most: 8, processes: 3, keys: 2, repeated: false }),
  ],
  [
    "registers with repeated values",
    OBJECT_LATTICE,
    registerHistories({ most: 7, processes: 3, keys: 1, repeated: true }),
  ],
  ["lists", TRANSACTION_LATTICE, transactionHistories({ most: 6, lists: true })],
  [
    "registers in transactions",
    TRANSACTION_LATTICE,
    transactionHistories({ most: 6, lists: false }),
  ],
];

describe.each(KINDS)("the lattice over %s", (_name, nodes, histories) => {
  it("has every consistency above what it implies", () => {
    const rowOf = new Map(nodes.map(({ consistency, row }) => [consistency, row]));
    for (const { row, implies } of nodes)
      for (const weaker of implies) expect(rowOf.get(weaker)).toBeGreaterThan(row);
  });

  it("has no implication that follows from others", () => {
    for (const { implies } of nodes)
      for (const weaker of implies)
        expect(implies.some((other) => weakerThan(other).includes(weaker))).toBe(false);
  });

  it("implies nothing that is not so", () => {
    const implied = { yes: 0, no: 0, unknown: 0 };
    fc.assert(
      fc.property(histories, (history) => {
        const { model } = modelFor(history);
        const standings = latticeOf(history, model, AMPLE);
        for (const standing of standings) {
          const checker = CHECKERS.find((each) => each.consistency === standing.consistency)!;
          const { answer } = checker.check(history, model, AMPLE);
          if (standing.implied) {
            implied[standing.answer]++;
            // Eventual consistency may have nothing to look at.
            if (answer !== "unknown") expect(answer).toBe(standing.answer);
          } else expect(answer).toBe(standing.answer);
        }
      }),
      { numRuns: 500 },
    );
    expect(Math.min(implied.yes, implied.no)).toBeGreaterThan(50);
  });

  it("places every consistency that can be asked", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { model } = modelFor(history);
        const found = latticeOf(history, model, AMPLE).map(({ consistency }) => consistency);
        const asked = CHECKERS.filter((each) => each.applies(history, model) === null);
        expect([...found].sort()).toEqual(asked.map(({ consistency }) => consistency).sort());
      }),
      { numRuns: 20 },
    );
  });
});

describe("two ways to one answer", () => {
  it.each([true, false])(
    "linearizable transactions are the strictly serializable: lists %s",
    (lists) => {
      const count = { yes: 0, no: 0, unknown: 0 };
      fc.assert(
        fc.property(transactionHistories({ most: 6, lists }), (history) => {
          const { model } = modelFor(history);
          const of = (consistency: string) =>
            CHECKERS.find((each) => each.consistency === consistency)!.check(history, model, AMPLE);
          const { answer } = of("strict-serializable");
          count[answer]++;
          expect(of("linearizable").answer).toBe(answer);
          if (of("sequential").answer === "yes") expect(of("serializable").answer).toBe("yes");
        }),
        { numRuns: 500 },
      );
      expect(Math.min(count.yes, count.no)).toBeGreaterThan(50);
    },
  );
});

describe("what the literature implies and finite histories do not", () => {
  const of = (ops: readonly (readonly [string, string, string, unknown])[]): History => ({
    operations: ops.map(([process, f, key, value], id) => ({
      id,
      process,
      f,
      key,
      input: f === "write" ? value : null,
      output: f === "read" ? value : undefined,
      outcome: "ok",
      called: 2 * id,
      returned: 2 * id + 1,
    })),
  });
  const answer = (history: History, consistency: string) =>
    latticeOf(history, modelFor(history).model, AMPLE).find(
      (each) => each.consistency === consistency,
    )!.answer;

  it("sequential, and yet not agreed in the end", () => {
    const history = of([
      ["c1", "write", "x", 1],
      ["c2", "read", "x", null],
      ["c1", "read", "x", 1],
    ]);
    expect(answer(history, "sequential")).toBe("yes");
    expect(answer(history, "eventual")).toBe("no");
  });

  it("causal, and yet in turns", () => {
    const history = of([
      ["c1", "write", "x", 1],
      ["c2", "write", "x", 2],
      ["c3", "read", "x", 1],
      ["c3", "read", "x", 2],
      ["c3", "read", "x", 1],
    ]);
    expect(answer(history, "causal")).toBe("yes");
    expect(answer(history, "monotonic-reads")).toBe("no");
    expect(answer(history, "pram")).toBe("no");
  });

  it("causally convergent, and yet writes arrive out of order", () => {
    const history = of([
      ["c1", "write", "z", 1],
      ["c1", "write", "x", 1],
      ["c1", "write", "y", 1],
      ["c2", "write", "x", 2],
      ["c2", "write", "v", 1],
      ["c3", "read", "v", 1],
      ["c3", "read", "z", null],
      ["c3", "read", "y", 1],
      ["c3", "read", "x", 2],
    ]);
    expect(answer(history, "causal-convergence")).toBe("yes");
    expect(answer(history, "monotonic-writes")).toBe("no");
  });
});
