import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../check.ts";
import { HistoryError } from "../history-error.ts";
import { fitModel } from "../models/for-history.ts";
import { MODELS, modelNamed } from "../models/index.ts";
import type { Operation } from "../operation.ts";
import { smallHistory } from "../testing/histories.ts";
import { historyOf } from "./client-operations.ts";
import { EdnReader } from "./edn.ts";
import { readHistory } from "./read-history.ts";

function complaint(text: string): string {
  try {
    readHistory(text);
  } catch (error) {
    if (error instanceof HistoryError) return error.message;
    throw error;
  }
  return "";
}

/** Texts are written alike in both; nothing is nil. */
function ednOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(ednOf).join(" ")}]`;
  return value === null ? "nil" : JSON.stringify(value);
}

/** An operation without its number and places. */
function told(op: Operation): unknown[] {
  return [op.process, op.f, op.key, op.input, op.output, op.outcome];
}

describe("EDN", () => {
  const read = (text: string): unknown => new EdnReader(text).value();

  test.each([
    ['{:a 1, "b" [true false nil], 3 #{1 2}}', { a: 1, b: [true, false, null], 3: [1, 2] }],
    ["(1 -2.5 3N 4e2)", [1, -2.5, 3, 400]],
    ["123456789012345678901", "123456789012345678901"],
    [String.raw`"a\n\"b\" \u00e9"`, 'a\n"b" é'],
    [String.raw`[\a \newline \u0041]`, ["a", "\n", "A"]],
    ["#jepsen.history.Op{:f :read} ; and more", { f: "read" }],
    ["[1 #_[2 3] 4]", [1, 4]],
    ["{:__proto__ 1}", JSON.parse('{"__proto__": 1}')],
  ])("%s", (text, value) => {
    expect(read(text)).toEqual(value);
  });

  test.each([
    ["{:a 1", "line 1: “{” is not closed"],
    ["[1\n2\n}", "line 3: “}” closes nothing"],
    ["{:a}", "line 1: a map has a key without a value"],
    ['\n"abc', "line 2: a text is not closed"],
    [String.raw`"\q"`, "line 1: “\\q” means nothing in a text"],
    ["[".repeat(200), "line 1: more than 100 brackets are open"],
  ])("%s is refused", (text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });

  test("whatever JSON can say between texts, numbers and lists, EDN says too", () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), tie("list")),
      list: fc.array(tie("any"), { maxLength: 4 }),
    })).any;
    fc.assert(
      fc.property(value, (each) => {
        expect(read(ednOf(each))).toEqual(each);
      }),
    );
  });
});

describe("formats", () => {
  test("Jepsen's log lines", () => {
    const { history, format, note } = readHistory(
      [
        "INFO  jepsen.core - Running test",
        "INFO  jepsen.util - 0\t:invoke\t:write\t3",
        "INFO  jepsen.util - :nemesis\t:info\t:start\tnil",
        "INFO  jepsen.util - 1\t:invoke\t:cas\t[0 4]",
        "INFO  jepsen.util - 0\t:ok\t:write\t3",
        "INFO  jepsen.util - 1\t:fail\t:cas\t[0 4]",
        "INFO  jepsen.util - 2\t:invoke\t:read\tnil",
        "INFO  jepsen.util - 2\t:info\t:read\t:timed-out",
        "INFO  jepsen.util - 0\t:invoke\t:read\tnil",
        "INFO  jepsen.util - 0\t:ok\t:read\t3",
      ].join("\n"),
    );
    expect(format).toBe("Jepsen log");
    expect(note).toBe("Taken as “cas-register”, because its functions are write, cas and read.");
    expect(history.operations.map(told)).toEqual([
      ["0", "write", null, 3, undefined, "ok"],
      ["1", "cas", null, [0, 4], false, "fail"],
      ["2", "read", null, null, undefined, "unknown"],
      ["0", "read", null, null, 3, "ok"],
    ]);
    expect(
      history.operations.map(({ called, returned, line }) => [called, returned, line]),
    ).toEqual([
      [0, 2, 2],
      [1, 3, 4],
      [4, 5, 7],
      [6, 7, 9],
    ]);
  });

  test("Jepsen's EDN: one vector, times, keys in the values, a failure that says why", () => {
    const { history, format } = readHistory(`[
      {:process 0, :type :invoke, :f :cas, :value [7 [1 2]], :time 1000000000}
      {:process 0, :type :fail, :f :cas, :value [7 [1 2]], :error :no-leader, :time 2000000000}
      {:process :nemesis, :type :info, :f :start}
      {:process 1, :type :invoke, :f :read, :value [8 nil], :time 3000000000}
      {:process 1, :type :ok, :f :read, :value [8 5], :time 3500000000}
    ]`);
    expect(format).toBe("Jepsen EDN");
    expect(history.operations.map(told)).toEqual([
      ["0", "cas", "7", [1, 2], undefined, "fail"],
      ["1", "read", "8", null, 5, "ok"],
    ]);
    expect(history.operations.map((op) => op.time)).toEqual([
      { called: 1_000_000, returned: 2_000_000 },
      { called: 3_000_000, returned: 3_500_000 },
    ]);
  });

  test("Porcupine's key–value lines", () => {
    const { history, format } = readHistory(
      `{:process 0, :type :invoke, :f :append, :key "0", :value "x 0 0 y"}
{:process 1, :type :invoke, :f :get, :key "7", :value nil}
{:process 0, :type :ok, :f :append, :key "0", :value "x 0 0 y"}
{:process 1, :type :ok, :f :get, :key "7", :value ""}`,
    );
    expect([format, history.model]).toEqual(["Porcupine key–value EDN", "key-value"]);
    expect(history.operations.map(told)).toEqual([
      ["0", "append", "0", "x 0 0 y", undefined, "ok"],
      ["1", "get", "7", null, "", "ok"],
    ]);
  });

  test("Elle's transactions, with and without :f", () => {
    const { history, format } = readHistory(
      `{:process 0 :type :invoke :f :txn :value [[:append :x 1] [:r 3 nil]] :index 0}
{:process 0 :type :ok :f :txn :value [[:append :x 1] [:r 3 [1 2]]] :index 1}
{:process 1 :type :invoke :value [[:w :x 1]]}
{:process 1 :type :info :value [[:w :x 1]]}`,
    );
    expect([format, history.model]).toEqual(["Elle EDN", "transactions"]);
    expect(
      history.operations.map(({ input, output, outcome }) => [input, output, outcome]),
    ).toEqual([
      [
        [
          ["append", "x", 1],
          ["r", "3", null],
        ],
        [
          ["append", "x", 1],
          ["r", "3", [1, 2]],
        ],
        "ok",
      ],
      [[["w", "x", 1]], undefined, "unknown"],
    ]);
  });

  const netsplit = [
    {
      client: "c1",
      op: 1,
      operation: { f: "write", key: "x", value: "1" },
      called: 0,
      returned: 10,
      outcome: "ok",
    },
    {
      client: "c1",
      op: 2,
      operation: { f: "write", key: "x", value: "2" },
      called: 10,
      returned: 30,
      outcome: "unknown",
    },
    {
      client: "c2",
      op: 1,
      operation: { f: "read", key: "x" },
      called: 10,
      returned: 40,
      outcome: "ok",
      value: "1",
    },
    {
      client: "c3",
      op: 1,
      operation: { f: "read", key: "x" },
      called: 50,
      returned: null,
      outcome: null,
    },
  ] as const;

  test.each([
    ["an array", JSON.stringify(netsplit)],
    [
      "wrapped, over many lines",
      JSON.stringify({ netsplit: "history", operations: netsplit }, null, 2),
    ],
    ["a line each", netsplit.map((each) => JSON.stringify(each)).join("\n")],
  ])("Netsplit's JSON: %s", (_, text) => {
    const { history, format } = readHistory(text);
    expect(format).toBe("Netsplit JSON");
    expect(history.operations.map(told)).toEqual(historyOf(netsplit).operations.map(told));
    const rows = text.split("\n");
    // The client's name stands on the first line of its operation, or on the next.
    for (const { line, process } of history.operations)
      expect(rows.slice(line! - 1, line! + 1).join("")).toContain(process);
  });

  test("operations that touch are concurrent, those of one client are not", () => {
    const { operations } = historyOf(netsplit);
    const [first, second, read] = operations as [Operation, Operation, Operation];
    expect(read.called).toBeLessThan(first.returned!);
    expect(second.called).toBeGreaterThan(first.returned!);
    expect(operations.map((op) => op.outcome)).toEqual(["ok", "unknown", "ok", "unknown"]);
    expect(read.time).toEqual({ called: 10, returned: 40 });
  });

  test("what is told as Jepsen does, in EDN and JSON, gets the verdict that it had", () => {
    const model = modelNamed("cas-register")!;
    fc.assert(
      fc.property(smallHistory("cas-register"), (operations) => {
        const events = operations
          .flatMap((op) => [
            { place: op.called, type: "invoke", op },
            ...(op.returned === null
              ? []
              : [
                  {
                    place: op.returned,
                    type: { ok: "ok", fail: "fail", unknown: "info" }[op.outcome],
                    op,
                  },
                ]),
          ])
          .sort((a, b) => a.place - b.place)
          .map(({ type, op }) => ({
            process: op.process,
            type,
            f: op.f,
            value: type === "ok" && op.f === "read" ? op.output : op.input,
            ...(type === "fail" && op.output !== false ? { error: "no answer" } : {}),
          }));
        const edn = events
          .map(
            (event) =>
              `{${Object.entries(event)
                .map(([name, value]) => `:${name} ${ednOf(value)}`)
                .join(", ")}}`,
          )
          .join("\n");
        const answer = judge({ operations }, { model }).answer;
        for (const text of [edn, JSON.stringify(events)]) {
          const { history } = readHistory(text);
          expect(history.operations.map(told)).toEqual(operations.map(told));
          expect(judge(history, { model }).answer).toBe(answer);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("what is refused", () => {
  const call = "{:process 0, :type :invoke, :f :read, :value nil}";

  test.each([
    ["", "there is nothing in it; understood are"],
    [
      "Dear reader,\nthis is a letter.",
      "line 1: this is no history that is understood; understood are Jepsen's",
    ],
    [
      "\n{:process 0, :type :ok, :f :read, :value 1}",
      "line 2: process 0 returns from read without having called it",
    ],
    [`${call}\n${call}`, "line 2: process 0 calls read, but its read of line 1 is still open"],
    [
      `${call}\n{:process 0, :type :ok, :f :write, :value 1}`,
      "line 2: process 0 returns from write, but what it called in line 1 is read",
    ],
    [
      "{:process 0, :type :invoke, :f :raed}",
      "line 1: no model knows the function “raed”; did you mean “read”?",
    ],
    [
      `${call}\n{:process 1, :type :invoke, :f :enqueue, :value 1}`,
      "line 2: no model knows the function “enqueue” beside read",
    ],
    ["{:process 0, :type :begin, :f :read}", "line 1: “begin” is no type of event"],
    ["{:type :invoke, :f :read}", "line 1: the map has no :process"],
    ["{:process 0, :type :invoke}", "line 1: the map has no function :f"],
    [`[${call}`, "“]” is missing at the end"],
    [`[${call}]\n${call}`, "line 2: something follows the end of the history"],
    ["0 :invoke :read nil\nwhat", "line 2: expected a process, a type, a function and a value"],
    ['[{"client": "c1"}]', "line 1: an operation says what was asked"],
    ['[{"client": "c1",\n"operation"]', "line 2: this is no JSON"],
    [
      "{:process 0 :type :invoke :f :txn :value [[:increment :x]]}",
      "line 1: a transaction is a list like",
    ],
  ])("%s", (text, sentence) => {
    expect(complaint(text)).toContain(sentence);
  });

  test("more than can be read", () => {
    expect(complaint("\n".repeat(1_000_001).concat("x"))).toContain("at most 1000000 are read");
    expect(complaint("x".repeat(50_000_001))).toContain("at most 50000000 are read");
  });

  test("an operation that the chosen model does not understand", () => {
    const { history } = readHistory(`${call}\n{:process 1, :type :invoke, :f :cas, :value 3}`);
    expect(() => fitModel(history, modelNamed("cas-register")!)).toThrow(
      "line 2: a cas takes two values",
    );
    expect(() => fitModel(history, modelNamed("register")!)).toThrow(
      "line 2: a register has no function “cas”",
    );
  });

  test("nothing else than a sentence, whatever the text", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ":process 0",
      ":type :invoke",
      ":f :read",
      ":value",
      "nil",
      '"',
      "\\",
      "\n",
      "#",
      ";",
      "0 :invoke :read nil",
      '"client"',
      ",",
      "1",
      "(",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (some) => {
        complaint(some.join(" "));
      }),
      { numRuns: 2_000 },
    );
  });
});

test("models have names of their own", () => {
  expect(new Set(MODELS.map((model) => model.id)).size).toBe(MODELS.length);
});
