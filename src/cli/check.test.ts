import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkCommand, printCheck } from "./check.ts";
import { readFlags } from "./flags.ts";

const STALE = `{:process 0, :type :invoke, :f :write, :value 1}
{:process 0, :type :ok, :f :write, :value 1}
{:process 0, :type :invoke, :f :write, :value 2}
{:process 0, :type :ok, :f :write, :value 2}
{:process 1, :type :invoke, :f :read, :value nil}
{:process 1, :type :ok, :f :read, :value 1}
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "netsplit-check-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function check(text: string, ...flags: string[]): ReturnType<typeof checkCommand> {
  const file = join(folder, "history.edn");
  writeFileSync(file, text);
  const kinds = { json: "switch", model: "one", consistency: "one", budget: "one" } as const;
  return checkCommand(readFlags([file, ...flags], kinds));
}

describe("check", () => {
  test("a stale read is no, and points at what proves it", () => {
    const outcome = check(STALE);
    expect(outcome).toMatchObject({
      model: "register",
      consistency: "linearizable",
      verdict: "no",
      operations: 3,
      format: "Jepsen EDN",
    });
    expect(outcome.culprits!.map(({ line, told }) => [line, told])).toEqual([
      [1, "process 0 wrote 1"],
      [3, "process 0 wrote 2"],
      [5, "process 1 read 1"],
    ]);
    expect(outcome.expert).toBe(
      "process 1 read 1 although process 0's write of 2 had been acknowledged. No order of these 3 operations that keeps real time explains every answer.",
    );
    expect(printCheck(outcome)).toContain("  line 5     process 1 read 1\n");
  });

  test("another question, another answer", () => {
    const outcome = check(STALE, "--consistency", "sequential", "--model", "cas-register");
    expect([outcome.model, outcome.verdict, outcome.culprits, outcome.note]).toEqual([
      "cas-register",
      "yes",
      undefined,
      "",
    ]);
  });

  test.each([
    [["--model", "regster"], "there is no model “regster”; did you mean “register”?"],
    [
      ["--consistency", "linearisable"],
      "there is no consistency “linearisable”; did you mean “linearizable”?",
    ],
    [["--budget", "long"], "--budget “long” is no time; write 60s or 500ms"],
    [["--model", "queue"], "line 1: a queue has no function “write”"],
    [["another"], "check takes one file with a history"],
  ])("%s is refused", (flags, sentence) => {
    expect(() => check(STALE, ...flags)).toThrow(sentence);
  });

  test("a file that is not there", () => {
    expect(() => checkCommand(readFlags(["/nowhere/at/all"], {}))).toThrow(
      "cannot read /nowhere/at/all",
    );
  });
});
