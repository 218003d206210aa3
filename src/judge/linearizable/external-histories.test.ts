/**
 * Histories that nobody here wrote, with known answers: Jepsen's of etcd and Porcupine's key–value ones
 * (anishathalye/porcupine, MIT), read from outside the project where they are at hand.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { judge } from "../check.ts";
import { readHistory } from "../formats/read-history.ts";
import { modelNamed } from "../models/index.ts";
import type { History } from "../operation.ts";
import { allKeys } from "../sequential/all-keys.ts";
import { bruteForce } from "../testing/oracle.ts";

const FOLDER = new URL("../../../../shared/cases/linearizability/", import.meta.url);
const found = existsSync(FOLDER);
if (!found)
  console.log(
    "External histories: skipped, because shared/cases/linearizability is not beside the project.",
  );

const expected = found
  ? readFileSync(new URL("expected.tsv", FOLDER), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => row.split("\t"))
      .filter(([, model]) => model === "cas-register")
      .map((row) => ({ name: row[0]!, answer: row.at(-1) === "True" ? "yes" : "no" }))
  : [];

function open(path: string): History {
  return readHistory(readFileSync(new URL(path, FOLDER), "utf8")).history;
}

describe.skipIf(!found)("external histories", () => {
  test.each(expected)("$name is $answer", ({ name, answer }) => {
    const history = open(`jepsen/${name}.log`);
    expect(history.model).toBe("cas-register");
    const verdict = judge(history);
    expect(verdict.answer).toBe(answer);
    if (verdict.answer !== "no") return;
    // By themselves they have no order either.
    const alone = verdict.culprits!.map((id) => history.operations[id]!);
    expect(alone.length).toBeGreaterThan(0);
    expect(alone.map((op) => op.id)).toContain(verdict.last);
    if (alone.length <= 8)
      expect(bruteForce(alone, modelNamed("cas-register")!, "real time")).toBe(false);
  });

  const stores = found ? readdirSync(new URL("kv/", FOLDER)) : [];
  test.each(stores)("%s", (name) => {
    const history = open(`kv/${name}`);
    const model = modelNamed("key-value")!;
    expect(history.model).toBe("key-value");
    const answer = name.includes("-ok") ? "yes" : "no";
    expect(judge(history, { model }).answer).toBe(answer);
    // All keys at once, which takes its time where there is no order.
    if (answer === "yes") expect(judge(history, { model: allKeys(model) }).answer).toBe(answer);
  });
});
