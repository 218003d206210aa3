import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../check.ts";
import { MODELS } from "../models/index.ts";
import type { AnyModel } from "../models/model.ts";
import type { Operation } from "../operation.ts";
import { unheard } from "../order/parts.ts";
import { allKeys } from "../sequential/all-keys.ts";
import { bruteForce } from "../testing/oracle.ts";
import { smallHistory } from "../testing/histories.ts";
import type { Verdict } from "../verdict.ts";

const RUNS = 3_000;
const QUESTIONS = [
  { consistency: "linearizable", keeps: "real time" },
  { consistency: "sequential", keeps: "programs" },
] as const;

/** Whether an order that was given as a witness is one. */
function isWitness(
  operations: readonly Operation[],
  order: readonly number[],
  model: AnyModel,
  realTime: boolean,
): boolean {
  const states = new Map<string, unknown[]>();
  for (const id of order) {
    const op = operations[id]!;
    const object = model.partition === "by key" ? (op.key ?? "") : "";
    const before = states.get(object) ?? [model.initial];
    const after = before.flatMap((state) => model.step(state, op) as unknown[]);
    if (after.length === 0) return false;
    states.set(object, after);
  }
  const placed = new Map(order.map((id, place) => [id, place]));
  if (placed.size !== order.length) return false;
  return operations.every((a) => {
    if (a.outcome === "ok" && !placed.has(a.id)) return false;
    if (a.outcome === "unknown" || !placed.has(a.id)) return true;
    return operations.every((b) => {
      const precedes = realTime
        ? a.returned !== null && a.returned < b.called
        : a.process === b.process && a.called < b.called;
      return !precedes || !placed.has(b.id) || placed.get(a.id)! < placed.get(b.id)!;
    });
  });
}

/** Operations by themselves, as a history of their own. */
function alone(operations: readonly Operation[], ids: readonly number[]): Operation[] {
  return operations.filter((op) => ids.includes(op.id)).map((op, id) => ({ ...op, id }));
}

describe.each(QUESTIONS)("$consistency", ({ consistency, keeps }) => {
  describe.each(MODELS.map((model) => ({ id: model.id, model })))("$id", ({ id, model }) => {
    const ask = (operations: readonly Operation[], as = model): Verdict =>
      judge({ operations }, { model: as, consistency });

    test("agrees with trying all orders, and proves what it says", () => {
      const seen = { yes: 0, no: 0, unknown: 0 };
      fc.assert(
        fc.property(smallHistory(id), (operations) => {
          const verdict = ask(operations);
          seen[verdict.answer]++;
          expect(verdict.answer).toBe(bruteForce(operations, model, keeps) ? "yes" : "no");
          if (verdict.answer === "yes") {
            expect(verdict.simple + verdict.expert).toBe("");
            expect(isWitness(operations, verdict.witness!, model, keeps === "real time")).toBe(
              true,
            );
            return;
          }
          expect(verdict.simple).toMatch(/\.$/);
          const culprits = new Set(verdict.culprits);
          expect(bruteForce(alone(operations, [...culprits]), model, keeps)).toBe(false);
          // Whatever the others did there is none; and none of them can be left out.
          const heard = (some: ReadonlySet<number>) =>
            operations.map((op) => (some.has(op.id) ? op : unheard(op)));
          expect(bruteForce(heard(culprits), model, keeps)).toBe(false);
          for (const each of culprits) {
            const others = new Set([...culprits].filter((other) => other !== each));
            expect(bruteForce(heard(others), model, keeps)).toBe(true);
          }
        }),
        { numRuns: RUNS },
      );
      expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(RUNS / 20);
      expect(seen.unknown).toBe(0);
    });

    test("an operation of unknown outcome never turns yes into no", () => {
      fc.assert(
        fc.property(smallHistory(id), smallHistory(id, 1), (operations, more) => {
          if (ask(operations).answer === "no") return;
          const extra = more.map((op) => ({
            ...unheard(op),
            process: "c9",
            id: operations.length,
          }));
          expect(ask([...operations, ...extra]).answer).toBe("yes");
        }),
        { numRuns: 300 },
      );
    });

    test("other names of processes change nothing, nor does holding all keys in one object", () => {
      fc.assert(
        fc.property(smallHistory(id), (operations) => {
          const { answer } = ask(operations);
          const renamed = operations.map((op) => ({ ...op, process: `other ${op.process}` }));
          expect(ask(renamed).answer).toBe(answer);
          expect(ask(operations, allKeys(model)).answer).toBe(answer);
        }),
        { numRuns: 500 },
      );
    });
  });
});

describe("between the two", () => {
  test.each(MODELS.map((model) => ({ id: model.id, model })))(
    "$id: linearizable is sequential",
    ({ id, model }) => {
      fc.assert(
        fc.property(smallHistory(id, 8), (operations) => {
          const history = { operations };
          if (judge(history, { model, consistency: "linearizable" }).answer === "yes")
            expect(judge(history, { model, consistency: "sequential" }).answer).toBe("yes");
        }),
        { numRuns: 500 },
      );
    },
  );
});

describe("the smallest prefix", () => {
  test("ends with the first return that leaves no order", () => {
    const model = MODELS[0]!;
    fc.assert(
      fc.property(smallHistory("register"), (operations) => {
        const verdict = judge({ operations }, { model, consistency: "linearizable" });
        if (verdict.answer !== "no") return;
        const places = operations
          .filter((op) => op.outcome !== "unknown" && op.returned !== null)
          .map((op) => op.returned!)
          .sort((a, b) => a - b);
        const first = places.find((place) => {
          const known = operations
            .filter((op) => op.called < place)
            .map((op) => (op.returned !== null && op.returned <= place ? op : unheard(op)));
          return !bruteForce(known, model, "real time");
        });
        expect(operations[verdict.last!]!.returned).toBe(first);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("a budget that is too small", () => {
  test("is spent, and nothing is guessed", () => {
    const operations = Array.from({ length: 24 }, (_, i): Operation => {
      const read = i === 23;
      return {
        id: i,
        process: `c${i}`,
        f: read ? "read" : "add",
        key: null,
        input: read ? null : 2 ** i,
        output: read ? 0.5 : undefined,
        outcome: "ok",
        called: i,
        returned: 24 + i,
      };
    });
    const model = MODELS.find(({ id }) => id === "counter")!;
    const verdict = judge({ operations }, { model, budget: { states: 5_000 } });
    expect(verdict.answer).toBe("unknown");
    expect(verdict.explored).toBe(5_000);
    let asked = 0;
    const stopped = judge(
      { operations },
      { model, budget: { states: 1e9, stop: () => ++asked > 2 } },
    );
    expect([stopped.answer, asked]).toEqual(["unknown", 3]);
  });
});
