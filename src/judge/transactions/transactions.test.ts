import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { transactions } from "../models/transactions.ts";
import type { Action, History, Operation } from "../operation.ts";
import { transactionHistories } from "../testing/transaction-histories.ts";
import { AMPLE, type Answer, type Consistency } from "../verdict.ts";
import { TRANSACTIONS } from "./index.ts";

// ── The definitions, the plain way ────────────────────────────────────────────────────────────────────────────

type Store = Readonly<Record<string, unknown>>;

function actionsOf(op: Operation): readonly Action[] {
  return (op.outcome === "ok" ? op.output : op.input) as readonly Action[];
}

/** What the store holds after the transaction; null when it cannot have read what it read. */
function run(op: Operation, store: Store): Store | null {
  let now = store;
  for (const [f, key, value] of actionsOf(op)) {
    if (f === "w") now = { ...now, [key]: value };
    else if (f === "append") now = { ...now, [key]: [...((now[key] as unknown[]) ?? []), value] };
    else if (op.outcome === "ok") {
      const empty = Array.isArray(value) ? [] : null;
      if (JSON.stringify(now[key] ?? empty) !== JSON.stringify(value)) return null;
    }
  }
  return now;
}

function written(op: Operation): Set<string> {
  return new Set(actionsOf(op).flatMap(([f, key]) => (f === "r" ? [] : [key])));
}

/** Every choice of the unknown transactions that took effect. */
function someChoice(history: History, holds: (taken: readonly Operation[]) => boolean): boolean {
  const sure = history.operations.filter((op) => op.outcome === "ok");
  const unsure = history.operations.filter((op) => op.outcome === "unknown");
  for (let bits = 0; bits < 1 << unsure.length; bits++)
    if (holds([...sure, ...unsure.filter((_, i) => bits & (1 << i))])) return true;
  return false;
}

function serial(left: readonly Operation[], store: Store, realTime: boolean): boolean {
  if (left.length === 0) return true;
  return left.some((op) => {
    if (realTime && left.some((other) => other.returned !== null && other.returned < op.called))
      return false;
    const after = run(op, store);
    return (
      after !== null &&
      serial(
        left.filter((each) => each !== op),
        after,
        realTime,
      )
    );
  });
}

/** Snapshot isolation as it runs: each commit has a snapshot of before, and nobody has written its keys since. */
function snapshots(
  left: readonly Operation[],
  commits: readonly { store: Store; wrote: ReadonlySet<string> }[],
): boolean {
  if (left.length === 0) return true;
  return left.some((op) => {
    const wrote = written(op);
    return commits.some(({ store }, snapshot) => {
      const since = commits.slice(snapshot + 1);
      if (since.some((other) => [...wrote].some((key) => other.wrote.has(key)))) return false;
      const end = run(op, store);
      if (!end) return false;
      const next = { ...commits.at(-1)!.store };
      for (const key of wrote) next[key] = end[key];
      return snapshots(
        left.filter((each) => each !== op),
        [...commits, { store: next, wrote }],
      );
    });
  });
}

/**
 * Read committed of lists, by Adya: for some order of the versions of each key nothing is read that was aborted or
 * intermediate, and no transactions depend on each other in a circle by ww and wr.
 */
function readCommitted(taken: readonly Operation[]): boolean {
  const keys = [...new Set(taken.flatMap((op) => actionsOf(op).map(([, key]) => key)))];
  const appends = (op: Operation, key: string) =>
    actionsOf(op).flatMap(([f, other, value]) => (f === "append" && other === key ? [value] : []));
  const reads = (op: Operation, key: string) =>
    op.outcome === "ok"
      ? actionsOf(op).flatMap(([f, other, value], i) =>
          f === "r" && other === key
            ? [
                {
                  list: value as unknown[],
                  outer: actionsOf(op)
                    .slice(0, i)
                    .every(([g, k]) => g === "r" || k !== key),
                },
              ]
            : [],
        )
      : [];
  const orders = keys.map((key) =>
    permutations(taken.flatMap((op) => appends(op, key))).filter((order) =>
      taken.every((op) =>
        reads(op, key).every(({ list }) => {
          if (list.some((element, i) => element !== order[i])) return false;
          const writer = taken.find((other) => appends(other, key).includes(list.at(-1)));
          return !writer || writer === op || appends(writer, key).at(-1) === list.at(-1);
        }),
      ),
    ),
  );
  const acyclic = (chosen: readonly (readonly unknown[])[]) => {
    const edges = chosen.flatMap((order, k) => {
      const key = keys[k]!;
      const writer = (element: unknown) =>
        taken.findIndex((op) => appends(op, key).includes(element));
      const ww = order.slice(1).map((element, i) => [writer(order[i]), writer(element)]);
      const wr = taken.flatMap((op, reader) =>
        reads(op, key).flatMap(({ list, outer }) =>
          outer && list.length > 0 ? [[writer(list.at(-1)), reader]] : [],
        ),
      );
      return [...ww, ...wr].filter(([from, to]) => from !== to);
    });
    return permutations(taken.map((_, place) => place)).some((order) =>
      edges.every(([from, to]) => order.indexOf(from!) < order.indexOf(to!)),
    );
  };
  const choose = (k: number, chosen: readonly (readonly unknown[])[]): boolean =>
    k === keys.length
      ? acyclic(chosen)
      : orders[k]!.some((order) => choose(k + 1, [...chosen, order]));
  return choose(0, []);
}

function permutations<T>(things: readonly T[]): T[][] {
  if (things.length === 0) return [[]];
  return things.flatMap((first, i) =>
    permutations(things.toSpliced(i, 1)).map((rest) => [first, ...rest]),
  );
}

const ORACLES: Partial<Record<Consistency, (history: History) => boolean>> = {
  "strict-serializable": (history) => someChoice(history, (taken) => serial(taken, {}, true)),
  serializable: (history) => someChoice(history, (taken) => serial(taken, {}, false)),
  "snapshot-isolation": (history) =>
    someChoice(history, (taken) => snapshots(taken, [{ store: {}, wrote: new Set() }])),
};

// ── The properties ────────────────────────────────────────────────────────────────────────────────────────────

function verdict(consistency: Consistency, history: History) {
  return TRANSACTIONS.find((each) => each.consistency === consistency)!.check(
    history,
    transactions,
    AMPLE,
  );
}

const STRONG: readonly Consistency[] = [
  "strict-serializable",
  "serializable",
  "snapshot-isolation",
];
const SHAPES = [
  { most: 4, lists: true },
  { most: 4, lists: false },
  { most: 4, lists: false, repeated: true },
  { most: 4, lists: true, repeated: true },
];

describe.each(STRONG)("%s", (consistency) => {
  it.each(SHAPES)("agrees with carrying it out: lists $lists, repeated $repeated", (shape) => {
    const count = { yes: 0, no: 0 };
    fc.assert(
      fc.property(transactionHistories(shape), (history) => {
        const expected: Answer = ORACLES[consistency]!(history) ? "yes" : "no";
        count[expected]++;
        expect(verdict(consistency, history).answer).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(count.yes, count.no)).toBeGreaterThan(150);
  });
});

describe("read-committed", () => {
  it("agrees with trying all version orders", () => {
    const count = { yes: 0, no: 0 };
    fc.assert(
      fc.property(transactionHistories({ most: 4, lists: true }), (given) => {
        const expected: Answer = someChoice(given, readCommitted) ? "yes" : "no";
        count[expected]++;
        expect(verdict("read-committed", given).answer).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(count.yes, count.no)).toBeGreaterThan(60);
  });
});

describe.each(TRANSACTIONS)("$consistency", (checker) => {
  const { consistency } = checker;
  const check = (given: History) => checker.check(given, transactions, AMPLE);

  it.each(SHAPES)(
    "names culprits that have the anomaly by themselves, none of which can be left out: $lists $repeated",
    (shape) => {
      fc.assert(
        fc.property(transactionHistories({ ...shape, most: 7 }), (history) => {
          const { answer, culprits, simple, expert } = check(history);
          if (answer !== "no") return;
          expect(check(part(history, culprits!)).answer).toBe("no");
          for (const out of culprits!) {
            const rest = culprits!.filter((id) => id !== out);
            expect(check(part(history, rest)).answer, `without ${out}`).not.toBe("no");
          }
          expect(simple).toMatch(/\.$/);
          expect(expert).toMatch(/\.$/);
        }),
        { numRuns: 500 },
      );
    },
  );

  it("does not care for names", () => {
    fc.assert(
      fc.property(transactionHistories({ most: 7, lists: true }), (history) => {
        expect(check(renamed(history)).answer).toBe(check(history).answer);
      }),
      { numRuns: 300 },
    );
  });

  it.each(SHAPES)("an unknown transaction never turns yes into no: $lists $repeated", (shape) => {
    fc.assert(
      fc.property(transactionHistories({ ...shape, most: 5 }), fc.nat(4), (history, at) => {
        const operations = history.operations.map((op, i) =>
          i === at ? { ...op, outcome: "unknown" as const, output: undefined, returned: null } : op,
        );
        const without = { operations: history.operations.filter((_, i) => i !== at) };
        if (check(without).answer === "yes") expect(check({ operations }).answer).not.toBe("no");
      }),
      { numRuns: 300 },
    );
  });

  it.each(SHAPES)("follows from every stronger level: $lists $repeated", (shape) => {
    const stronger = TRANSACTIONS.slice(
      0,
      TRANSACTIONS.findIndex((each) => each.consistency === consistency),
    );
    fc.assert(
      fc.property(transactionHistories({ ...shape, most: 6 }), (history) => {
        const mine = check(history).answer;
        for (const strong of stronger)
          if (strong.check(history, transactions, AMPLE).answer === "yes") expect(mine).toBe("yes");
      }),
      { numRuns: 300 },
    );
  });
});

/** Some transactions of a history, without what they read of the others'. */
function part(history: History, ids: readonly number[]): History {
  const kept = history.operations.filter((op) => ids.includes(op.id));
  const slot = (key: string, value: unknown) => `${key} ${JSON.stringify(value)}`;
  const writtenBy = (operations: readonly Operation[]) =>
    new Set(
      operations.flatMap((op) =>
        actionsOf(op).flatMap(([f, key, value]) => (f === "r" ? [] : [slot(key, value)])),
      ),
    );
  const gone = writtenBy(history.operations.filter((op) => !ids.includes(op.id)));
  const authors = (key: string, element: unknown) =>
    history.operations.filter((op) => writtenBy([op]).has(slot(key, element))).length;
  return {
    operations: kept.map((op) => ({
      ...op,
      output:
        op.outcome === "ok"
          ? actionsOf(op).flatMap(([f, key, value]): Action[] => {
              if (f !== "r") return [[f, key, value]];
              if (!Array.isArray(value)) return gone.has(slot(key, value)) ? [] : [[f, key, value]];
              const twice = (element: unknown) =>
                gone.has(slot(key, element)) && authors(key, element) > 1;
              if (value.some(twice)) return [];
              return [[f, key, value.filter((element) => !gone.has(slot(key, element)))]];
            })
          : undefined,
    })),
  };
}

function renamed(history: History): History {
  const value = (old: unknown): unknown =>
    Array.isArray(old) ? old.map(value) : typeof old === "number" ? `v${97 - old}` : old;
  const actions = (old: unknown) =>
    Array.isArray(old)
      ? (old as Action[]).map(([f, key, what]): Action => [f, `key ${key}`, value(what)])
      : old;
  return {
    operations: history.operations.map((op) => ({
      ...op,
      process: `p${op.process}`,
      input: actions(op.input),
      output: actions(op.output),
    })),
  };
}

// ── Anomalies by their names ──────────────────────────────────────────────────────────────────────────────────

type Written = readonly [actions: readonly Action[], called: number, returned: number];

function history(
  ...written: readonly (Written | readonly [...Written, Operation["outcome"]])[]
): History {
  return {
    operations: written.map(([actions, called, returned, outcome = "ok"], id) => ({
      id,
      process: `c${id + 1}`,
      f: "txn",
      key: null,
      input: actions,
      output: outcome === "ok" ? actions : undefined,
      outcome,
      called,
      returned,
    })),
  };
}

const NAMED: readonly (readonly [string, Consistency, History])[] = [
  [
    "G0",
    "read-uncommitted",
    history(
      [
        [
          ["append", "x", 1],
          ["append", "y", 1],
        ],
        0,
        9,
      ],
      [
        [
          ["append", "x", 2],
          ["append", "y", 2],
        ],
        1,
        8,
      ],
      [
        [
          ["r", "x", [1, 2]],
          ["r", "y", [2, 1]],
        ],
        10,
        11,
      ],
    ),
  ],
  [
    "G1a",
    "read-committed",
    history([[["append", "x", 1]], 0, 1, "fail"], [[["r", "x", [1]]], 2, 3]),
  ],
  [
    "G1b",
    "read-committed",
    history(
      [
        [
          ["append", "x", 1],
          ["append", "x", 2],
        ],
        0,
        3,
      ],
      [[["r", "x", [1]]], 1, 2],
    ),
  ],
  [
    "G1c",
    "read-committed",
    history(
      [
        [
          ["append", "x", 1],
          ["r", "y", [2]],
        ],
        0,
        9,
      ],
      [
        [
          ["append", "y", 2],
          ["r", "x", [1]],
        ],
        1,
        8,
      ],
    ),
  ],
  [
    "incompatible orders",
    "read-committed",
    history(
      [[["append", "x", 1]], 0, 1],
      [[["append", "x", 2]], 0, 1],
      [[["r", "x", [1]]], 2, 3],
      [[["r", "x", [2, 1]]], 2, 3],
    ),
  ],
  [
    "duplicate elements",
    "read-uncommitted",
    history([[["append", "x", 1]], 0, 1], [[["r", "x", [1, 1]]], 2, 3]),
  ],
  ["value from nowhere", "read-uncommitted", history([[["r", "x", 7]], 0, 1])],
  [
    "internal",
    "snapshot-isolation",
    history([
      [
        ["append", "x", 1],
        ["r", "x", []],
      ],
      0,
      1,
    ]),
  ],
  [
    "lost update",
    "snapshot-isolation",
    history(
      [
        [
          ["r", "x", null],
          ["w", "x", 1],
        ],
        0,
        9,
      ],
      [
        [
          ["r", "x", null],
          ["w", "x", 2],
        ],
        1,
        8,
      ],
    ),
  ],
  [
    "G-single",
    "snapshot-isolation",
    history(
      [
        [
          ["append", "x", 1],
          ["append", "y", 1],
        ],
        0,
        9,
      ],
      [
        [
          ["r", "x", [1]],
          ["r", "y", []],
        ],
        1,
        8,
      ],
    ),
  ],
  [
    "G-nonadjacent",
    "snapshot-isolation",
    // The long fork: two readers see two independent writes in opposite orders.
    history(
      [[["append", "x", 1]], 0, 9],
      [[["append", "y", 2]], 0, 9],
      [
        [
          ["r", "x", [1]],
          ["r", "y", []],
        ],
        1,
        8,
      ],
      [
        [
          ["r", "x", []],
          ["r", "y", [2]],
        ],
        1,
        8,
      ],
    ),
  ],
  [
    "G2-item",
    "serializable",
    // Write skew.
    history(
      [
        [
          ["r", "x", []],
          ["append", "y", 1],
        ],
        0,
        9,
      ],
      [
        [
          ["r", "y", []],
          ["append", "x", 2],
        ],
        1,
        8,
      ],
    ),
  ],
  [
    "G-single-realtime",
    "strict-serializable",
    history([[["append", "x", 1]], 0, 1], [[["r", "x", []]], 2, 3]),
  ],
  [
    "G1c-realtime",
    "strict-serializable",
    history([[["r", "x", [1]]], 0, 1], [[["append", "x", 1]], 2, 3]),
  ],
];

describe("anomalies", () => {
  it.each(NAMED)("%s is what %s forbids first", (anomaly, level, given) => {
    const broken = verdict(level, given);
    expect(broken.anomaly).toBe(anomaly);
    expect(broken.answer).toBe("no");
    const at = TRANSACTIONS.findIndex((each) => each.consistency === level);
    for (const weaker of TRANSACTIONS.slice(at + 1))
      expect(weaker.check(given, transactions, AMPLE).answer).toBe("yes");
  });

  it("tells a cycle edge by edge", () => {
    const given = NAMED.find(([anomaly]) => anomaly === "G-single")![2];
    expect(verdict("serializable", given).expert).toBe(
      "G-single, a cycle of dependencies: T0 (c1) appended 1 to y, which T1 (c2) did not see (rw); T1 (c2) read T0 (c1)'s 1 from x (wr). So each would have to come before itself.",
    );
  });

  it("gives a serial order for yes", () => {
    fc.assert(
      fc.property(transactionHistories({ most: 6, lists: true }), (given) => {
        const { answer, witness } = verdict("serializable", given);
        if (answer !== "yes") return;
        const store = witness!.reduce<Store | null>(
          (now, id) => now && run(given.operations[id]!, now),
          {},
        );
        expect(store).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
