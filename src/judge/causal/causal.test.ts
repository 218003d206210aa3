import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { register } from "../models/register.ts";
import type { History, Operation } from "../operation.ts";
import { SESSIONS } from "../sessions/index.ts";
import {
  choicesOf,
  hasSerialization,
  registerHistories,
  renamed,
  type Taken,
} from "../testing/register-histories.ts";
import { AMPLE, type Answer, type Consistency } from "../verdict.ts";
import { CAUSAL } from "./index.ts";

// ── The definitions, the plain way ────────────────────────────────────────────────────────────────────────────

/** All strict partial orders of n things: `below[i]` has the bits of what comes before i. */
const ORDERS: (readonly (readonly number[])[])[] = [[[]]];
for (let n = 1; n <= 5; n++) {
  ORDERS[n] = ORDERS[n - 1]!.flatMap((below) => {
    const orders: number[][] = [];
    for (let code = 0; code < 3 ** (n - 1); code++) {
      const next = [...below, 0];
      for (let i = 0, rest = code; i < n - 1; i++, rest = Math.floor(rest / 3)) {
        if (rest % 3 === 1) next[n - 1]! |= 1 << i;
        if (rest % 3 === 2) next[i]! |= 1 << (n - 1);
      }
      const transitive = next.every((bits) =>
        next.every((under, i) => (bits & (1 << i)) === 0 || (under & ~bits) === 0),
      );
      if (transitive && next.every((bits, i) => (bits & (1 << i)) === 0)) orders.push(next);
    }
    return orders;
  });
}

type Order = readonly number[];

function someCausalOrder(
  { operations, program }: Taken,
  holds: (before: (a: number, b: number) => boolean, past: (o: number) => number[]) => boolean,
): boolean {
  return ORDERS[operations.length]!.some((order: Order) => {
    const before = (a: number, b: number) => (order[b]! & (1 << a)) !== 0;
    if (!program.every(([a, b]) => before(a, b))) return false;
    return holds(before, (o) => operations.flatMap((_, a) => (before(a, o) ? [a] : [])));
  });
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((order) =>
    Array.from({ length: n }, (_, i) => order.toSpliced(i, 0, n - 1)),
  );
}
const ARBITRATIONS = [0, 1, 2, 3, 4, 5].map(permutations);

const places = (operations: readonly Operation[]) => operations.map((_, place) => place);

/** Bouajjani et al. 2017, definitions of CC, CM and CCv; PRAM by Lipton & Sandberg. */
const ORACLES: Readonly<Record<string, (taken: Taken) => boolean>> = {
  causal: (taken) =>
    someCausalOrder(taken, (before, past) =>
      places(taken.operations).every((o) =>
        hasSerialization(taken.operations, [...past(o), o], before, (read) => read === o),
      ),
    ),
  "causal-memory": (taken) =>
    someCausalOrder(taken, (before, past) =>
      places(taken.operations).every((o) =>
        hasSerialization(
          taken.operations,
          [...past(o), o],
          before,
          (read) => read === o || taken.program.some(([a, b]) => a === read && b === o),
        ),
      ),
    ),
  "causal-convergence": (taken) =>
    someCausalOrder(taken, (_before, past) =>
      ARBITRATIONS[taken.operations.length]!.some((arbitration) => {
        const rank = (o: number) => arbitration.indexOf(o);
        return places(taken.operations).every((o) => {
          const op = taken.operations[o]!;
          if (!past(o).every((a) => rank(a) < rank(o))) return false;
          if (op.f === "write") return true;
          const known = past(o)
            .map((place) => ({ place, op: taken.operations[place]! }))
            .filter((each) => each.op.f === "write" && each.op.key === op.key)
            .sort((a, b) => rank(a.place) - rank(b.place));
          return (known.at(-1)?.op.input ?? null) === op.output;
        });
      }),
    ),
  pram: (taken) =>
    views(taken, (a, b) => taken.program.some(([first, second]) => first === a && second === b)),
  "read-your-writes": (taken) =>
    views(taken, (a, b, process) => {
      const [first, second] = [taken.operations[a]!, taken.operations[b]!];
      return (
        first.process === process &&
        first.f === "write" &&
        second.f === "read" &&
        taken.program.some(([from, to]) => from === a && to === b)
      );
    }),
  "monotonic-reads": (taken) => views(taken, (a, b) => inOrder(taken, a, b, "read")),
  "monotonic-writes": (taken) =>
    views(taken, (a, b) => inOrder(taken, a, b, "read") || inOrder(taken, a, b, "write")),
  "writes-follow-reads": (taken) =>
    sourcesOf(taken.operations).some((sources) =>
      views(
        taken,
        (a, b) =>
          inOrder(taken, a, b, "read") ||
          (taken.operations[b]!.f === "write" &&
            taken.program.some(([read, write]) => write === b && sources[read] === a)),
        sources,
      ),
    ),
};

function inOrder(taken: Taken, a: number, b: number, f: string): boolean {
  return (
    taken.operations[a]!.f === f &&
    taken.operations[b]!.f === f &&
    taken.program.some(([first, second]) => first === a && second === b)
  );
}

function views(
  { operations }: Taken,
  before: (a: number, b: number, process: string) => boolean,
  sources?: readonly (number | null)[],
): boolean {
  return [...new Set(operations.map((op) => op.process))].every((process) =>
    hasSerialization(
      operations,
      places(operations).filter(
        (o) => operations[o]!.f === "write" || operations[o]!.process === process,
      ),
      (a, b) => before(a, b, process),
      () => true,
      sources,
    ),
  );
}

/** Every way in which reads may have got their values. */
function sourcesOf(operations: readonly Operation[]): readonly (readonly (number | null)[])[] {
  return operations.reduce<(number | null)[][]>(
    (all, op) => {
      if (op.f === "write") return all.map((sources) => [...sources, null]);
      const from: (number | null)[] = places(operations).filter((w) => {
        const write = operations[w]!;
        return write.f === "write" && write.key === op.key && write.input === op.output;
      });
      if (op.output === null) from.push(null);
      return all.flatMap((sources) => from.map((source) => [...sources, source]));
    },
    [[]],
  );
}

// ── The properties ────────────────────────────────────────────────────────────────────────────────────────────

const CHECKERS = [...CAUSAL, ...SESSIONS];

function verdict(consistency: Consistency, history: History) {
  return CHECKERS.find((each) => each.consistency === consistency)!.check(history, register, AMPLE);
}

function answer(consistency: Consistency, history: History): Answer {
  return verdict(consistency, history).answer;
}

const SHAPES = [
  { processes: 3, keys: 1, repeated: false },
  { processes: 2, keys: 2, repeated: false },
  { processes: 3, keys: 1, repeated: true },
  { processes: 2, keys: 2, repeated: true },
];

/** Their oracles go through all partial orders, which are too many for more operations. */
const FEW: readonly Consistency[] = ["causal", "causal-memory", "causal-convergence"];

describe.each(CHECKERS)("$consistency", (checker) => {
  const { consistency } = checker;
  const check = (history: History) => checker.check(history, register, AMPLE);

  it.each(SHAPES)(
    "agrees with its definition: $processes processes, $keys keys, repeated $repeated",
    (shape) => {
      const count = { yes: 0, no: 0 };
      const most = FEW.includes(consistency) ? 5 : 6;
      fc.assert(
        fc.property(registerHistories({ ...shape, most }), (history) => {
          const expected = choicesOf(history).some(ORACLES[consistency]!) ? "yes" : "no";
          count[expected]++;
          expect(check(history).answer).toBe(expected);
        }),
        { numRuns: 700 },
      );
      expect(Math.min(count.yes, count.no)).toBeGreaterThan(25);
    },
  );

  it.each([
    { most: 14, processes: 3, keys: 2, repeated: false },
    { most: 12, processes: 3, keys: 1, repeated: true },
  ])(
    "names culprits that have no order, none of which can be left out: repeated $repeated",
    (shape) => {
      fc.assert(
        fc.property(registerHistories(shape), (history) => {
          const { culprits, answer: given, expert, simple } = check(history);
          if (given !== "no") return;
          const ids = new Set(culprits);
          expect(check(part(history, ids)).answer).toBe("no");
          for (const id of ids)
            expect(check(part(history, ids, id)).answer, `without ${id}`).toBe("yes");
          expect(simple).toMatch(/^[A-Zc].*\.$/);
          expect(expert).toMatch(/\.$/);
        }),
        { numRuns: 300 },
      );
    },
  );

  it("does not care for names", () => {
    fc.assert(
      fc.property(
        registerHistories({ most: 12, processes: 3, keys: 2, repeated: true }),
        (history) => {
          expect(check(renamed(history)).answer).toBe(check(history).answer);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("never turns from yes to no when an unknown operation is added", () => {
    fc.assert(
      fc.property(
        registerHistories({ most: 10, processes: 3, keys: 2, repeated: true }),
        fc.nat(9),
        (history, at) => {
          const operations = history.operations.map((op, i) =>
            i === at
              ? { ...op, outcome: "unknown" as const, output: undefined, returned: null }
              : op,
          );
          const without = { operations: history.operations.filter((_, i) => i !== at) };
          if (check(without).answer === "yes") expect(check({ operations }).answer).toBe("yes");
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Some operations of a history; with `out`, without that one and, if it is a write, without the reads of its value. */
function part(history: History, ids: ReadonlySet<number>, out?: number): History {
  const gone = history.operations.find((op) => op.id === out);
  return {
    operations: history.operations.filter(
      (op) =>
        ids.has(op.id) &&
        op.id !== out &&
        !(
          gone?.f === "write" &&
          op.f === "read" &&
          op.key === gone.key &&
          op.output === gone.input
        ),
    ),
  };
}

/** What implies what, of any history. */
const IMPLIED: readonly (readonly [Consistency, Consistency])[] = [
  ["causal-memory", "causal"],
  ["causal-convergence", "causal"],
  ["causal-memory", "pram"],
  ["causal-memory", "writes-follow-reads"],
  ["causal-convergence", "monotonic-reads"],
  ["causal", "read-your-writes"],
  ["pram", "read-your-writes"],
  ["pram", "monotonic-writes"],
  ["monotonic-writes", "monotonic-reads"],
  ["writes-follow-reads", "monotonic-reads"],
];

describe("what implies what", () => {
  it.each(IMPLIED)("%s implies %s", (strong, weak) => {
    fc.assert(
      fc.property(
        registerHistories({ most: 10, processes: 3, keys: 2, repeated: false }),
        (history) => {
          if (answer(strong, history) === "yes") expect(answer(weak, history)).toBe("yes");
        },
      ),
      { numRuns: 400 },
    );
  });
});

// ── Patterns by their names ───────────────────────────────────────────────────────────────────────────────────

type Line = readonly [process: string, f: "read" | "write", key: string, value: number | null];

function history(...lines: readonly Line[]): History {
  return {
    operations: lines.map(([process, f, key, value], id) => ({
      id,
      process,
      f,
      key,
      input: f === "write" ? value : null,
      output: f === "read" ? value : undefined,
      outcome: "ok",
      called: 2 * id,
      returned: 2 * id + 1,
      time: { called: id * 1_000_000, returned: id * 1_000_000 + 500_000 },
    })),
  };
}

/** What each model forbids first, after the examples of Bouajjani et al. 2017, figure 3, and of Terry et al. 1994. */
const NAMED: readonly (readonly [Consistency, string, History])[] = [
  ["causal", "ThinAirRead", history(["a", "read", "x", 7])],
  ["causal", "CyclicCO", history(["a", "read", "x", 1], ["a", "write", "x", 1])],
  [
    "causal",
    "WriteCOInitRead",
    history(
      ["a", "write", "x", 1],
      ["a", "write", "y", 1],
      ["b", "read", "y", 1],
      ["b", "read", "x", null],
    ),
  ],
  [
    "causal",
    "WriteCORead",
    history(
      ["a", "write", "x", 1],
      ["a", "write", "x", 2],
      ["b", "read", "x", 2],
      ["b", "read", "x", 1],
    ),
  ],
  [
    "causal-convergence",
    "CyclicCF",
    history(
      ["a", "write", "x", 1],
      ["b", "write", "x", 2],
      ["a", "read", "x", 2],
      ["b", "read", "x", 1],
    ),
  ],
  [
    "causal-memory",
    "WriteHBInitRead",
    history(
      ["a", "write", "z", 1],
      ["a", "write", "x", 1],
      ["a", "write", "y", 1],
      ["b", "write", "x", 2],
      ["b", "read", "z", null],
      ["b", "read", "y", 1],
      ["b", "read", "x", 2],
    ),
  ],
  [
    "causal-memory",
    "CyclicHB",
    history(
      ["a", "write", "x", 1],
      ["b", "write", "x", 2],
      ["c", "read", "x", 1],
      ["c", "read", "x", 2],
      ["c", "read", "x", 1],
    ),
  ],
  ["pram", "own write not read", history(["a", "write", "x", 1], ["a", "read", "x", null])],
  [
    "monotonic-reads",
    "non-monotonic read",
    history(["a", "write", "x", 1], ["b", "read", "x", 1], ["b", "read", "x", null]),
  ],
  [
    "monotonic-writes",
    "writes out of order",
    history(
      ["a", "write", "x", 1],
      ["a", "write", "y", 1],
      ["b", "read", "y", 1],
      ["b", "read", "x", null],
    ),
  ],
  [
    "writes-follow-reads",
    "effect without its cause",
    history(
      ["a", "write", "x", 1],
      ["b", "read", "x", 1],
      ["b", "write", "y", 2],
      ["c", "read", "y", 2],
      ["c", "read", "x", null],
    ),
  ],
];

describe("patterns", () => {
  it.each(NAMED)("%s forbids %s", (consistency, anomaly, given) => {
    expect(verdict(consistency, given)).toMatchObject({ answer: "no", anomaly });
  });

  it("tells who read what although whose write came before", () => {
    const given = NAMED.find(([, anomaly]) => anomaly === "WriteCORead")![2];
    expect(verdict("causal", given)).toMatchObject({
      simple: "b read x = 1 although it had to know of a's write of x = 2 by then.",
      expert:
        "b read x = 1 although a's write of x = 2, which overwrites that in causal order, is in the read's causal past (WriteCORead): a wrote x = 1 at 0.50 s; a wrote x = 2 at 1.50 s; b read x = 2 at 2.50 s; b read x = 1 at 3.50 s.",
    });
  });

  it("answers unknown rather than guess when the budget is spent", () => {
    const values = [1, 2, 1, 2, 1, 2, 1, 2];
    const given = history(
      ...values.map((value): Line => ["a", "write", "x", value]),
      ...values.map((value): Line => ["b", "read", "x", value]),
      ["b", "read", "x", null],
    );
    const checker = CHECKERS.find((each) => each.consistency === "causal")!;
    expect(checker.check(given, register, { states: 200 }).answer).toBe("unknown");
    expect(checker.check(given, register, AMPLE).answer).toBe("no");
  });
});
