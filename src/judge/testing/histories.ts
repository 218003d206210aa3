/** Small random histories of every model, for comparing a checker with the definition. */
import fc from "fast-check";
import type { Operation } from "../operation.ts";

/** What a model's operations may be in a random history: few values, so that they collide. */
interface Vocabulary {
  readonly keys: readonly (string | null)[];
  /** Each function with what it may be given and what it may answer. */
  readonly functions: readonly {
    readonly f: string;
    readonly inputs: readonly unknown[];
    readonly outputs: readonly unknown[];
    /** What a failure may have answered. */
    readonly refusals?: readonly unknown[];
  }[];
}

const NOTHING = [undefined];
const KEYS = ["x", "y"];

export const VOCABULARIES: Readonly<Record<string, Vocabulary>> = {
  register: {
    keys: KEYS,
    functions: [
      { f: "read", inputs: [null], outputs: [null, 1, 2, 1, 2] },
      { f: "write", inputs: [1, 2, 3], outputs: NOTHING },
    ],
  },
  "cas-register": {
    keys: [null],
    functions: [
      { f: "read", inputs: [null], outputs: [null, 1, 2] },
      { f: "write", inputs: [1, 2], outputs: NOTHING },
      {
        f: "cas",
        inputs: [
          [1, 2],
          [2, 1],
          [1, 1],
        ],
        outputs: NOTHING,
        refusals: [false, undefined],
      },
    ],
  },
  "key-value": {
    keys: KEYS,
    functions: [
      { f: "get", inputs: [null], outputs: ["", "a", "b", "ab", "ba"] },
      { f: "put", inputs: ["a", "b"], outputs: NOTHING },
      { f: "append", inputs: ["a", "b"], outputs: NOTHING },
      { f: "append", inputs: ["a", "b"], outputs: NOTHING },
    ],
  },
  counter: {
    keys: [null],
    functions: [
      { f: "read", inputs: [null], outputs: [0, 1, 2, 3] },
      { f: "inc", inputs: [null], outputs: [undefined, undefined, 1, 2] },
      { f: "add", inputs: [2], outputs: NOTHING },
      { f: "dec", inputs: [null], outputs: NOTHING },
    ],
  },
  set: {
    keys: [null],
    functions: [
      { f: "read", inputs: [null], outputs: [[], [1], [2], [2, 1]] },
      { f: "contains", inputs: [1, 2], outputs: [true, false] },
      { f: "add", inputs: [1, 2], outputs: [undefined, undefined, true] },
      { f: "remove", inputs: [1], outputs: [undefined, undefined, false] },
    ],
  },
  queue: {
    keys: [null],
    functions: [
      { f: "enqueue", inputs: [1, 2, 3, 4], outputs: NOTHING },
      { f: "enqueue", inputs: [1, 2, 3], outputs: NOTHING },
      { f: "dequeue", inputs: [null], outputs: [null, 1, 2, 3] },
      { f: "dequeue", inputs: [null], outputs: [1, 1, 2, 2, 4] },
      { f: "drain", inputs: [null], outputs: [[], [1], [1, 2]] },
    ],
  },
  lock: {
    keys: [null],
    functions: [
      { f: "acquire", inputs: [null], outputs: [undefined, undefined, false] },
      { f: "release", inputs: [null], outputs: [undefined, undefined, undefined, false] },
    ],
  },
  bank: {
    keys: ["a"],
    functions: [
      {
        f: "transfer",
        inputs: [
          { from: "a", to: "b", amount: 1 },
          { from: "b", to: "a", amount: 2 },
        ],
        outputs: NOTHING,
      },
      { f: "withdraw", inputs: [1], outputs: NOTHING },
      { f: "balance", inputs: [null], outputs: [0, 1, 2] },
      { f: "read", inputs: [null], outputs: [{ a: 1, b: 1 }, { a: 0, b: 2 }, { b: 0 }] },
    ],
  },
  transactions: {
    keys: [null],
    functions: [
      { f: "txn", inputs: [[["w", "x", 1]]], outputs: [[["w", "x", 1]]] },
      {
        f: "txn",
        inputs: [[["r", "x", null]]],
        outputs: [[["r", "x", 1]], [["r", "x", 2]], [["r", "x", null]]],
      },
      {
        f: "txn",
        inputs: [
          [
            ["r", "x", null],
            ["w", "x", 2],
          ],
        ],
        outputs: [null, 1].map((seen) => [
          ["r", "x", seen],
          ["w", "x", 2],
        ]),
      },
      { f: "txn", inputs: [[["append", "y", 1]]], outputs: [[["append", "y", 1]]] },
      {
        f: "txn",
        inputs: [
          [
            ["append", "y", 2],
            ["r", "x", null],
          ],
        ],
        outputs: [null, 1].map((seen) => [
          ["append", "y", 2],
          ["r", "x", seen],
        ]),
      },
      {
        f: "txn",
        inputs: [[["r", "y", null]]],
        outputs: [[], [1], [1, 2], [2, 1]].map((seen) => [["r", "y", seen]]),
      },
    ],
  },
};

interface Draw {
  readonly process: number;
  readonly which: number;
  readonly key: number;
  readonly input: number;
  readonly output: number;
  readonly fate: number;
  /** How many calls of others come before its return. */
  readonly length: number;
}

const any = fc.nat({ max: 1_000_000 });
const draw: fc.Arbitrary<Draw> = fc.record({
  process: fc.nat({ max: 2 }),
  which: any,
  key: any,
  input: any,
  output: any,
  fate: fc.nat({ max: 19 }),
  length: fc.nat({ max: 3 }),
});

function pick<T>(list: readonly T[], number: number): T {
  return list[number % list.length]!;
}

/**
 * A well-formed history of a few operations of three processes. Most are ok; some fail, some are of unknown outcome,
 * and of those some never return.
 */
export function smallHistory(model: string, most = 6): fc.Arbitrary<readonly Operation[]> {
  const vocabulary = VOCABULARIES[model]!;
  return fc.array(draw, { minLength: 1, maxLength: most }).map((draws) => {
    // A call takes an even moment, a return an odd one after so many further calls.
    const freeFrom = [0, 0, 0];
    const stuck = new Set<number>();
    const drafts: (Omit<Operation, "called" | "returned"> & { from: number; to: number | null })[] =
      [];
    let clock = 0;
    for (const each of draws) {
      if (stuck.has(each.process)) continue;
      const { f, inputs, outputs, refusals = NOTHING } = pick(vocabulary.functions, each.which);
      const outcome = each.fate < 14 ? "ok" : each.fate < 18 ? "unknown" : "fail";
      const from = Math.max((clock += 2), freeFrom[each.process]! + 1);
      const to = each.fate === 14 || each.fate === 15 ? null : from + each.length * 2 + 1;
      if (to === null) stuck.add(each.process);
      else freeFrom[each.process] = to;
      drafts.push({
        id: 0,
        process: `c${each.process}`,
        f,
        key: pick(vocabulary.keys, each.key),
        input: pick(inputs, each.input),
        output:
          outcome === "ok"
            ? pick(outputs, each.output)
            : outcome === "fail"
              ? pick(refusals, each.output)
              : undefined,
        outcome,
        from,
        to,
      });
    }
    drafts.sort((a, b) => a.from - b.from);
    const moments = drafts
      .flatMap((draft) => [
        { draft, time: draft.from, returns: false },
        ...(draft.to === null ? [] : [{ draft, time: draft.to, returns: true }]),
      ])
      .sort((a, b) => a.time - b.time);
    return drafts.map((draft, id): Operation => {
      const { from: _from, to: _to, ...op } = draft;
      const called = moments.findIndex((each) => each.draft === draft && !each.returns);
      const returned = moments.findIndex((each) => each.draft === draft && each.returns);
      return { ...op, id, called, returned: returned < 0 ? null : returned };
    });
  });
}
