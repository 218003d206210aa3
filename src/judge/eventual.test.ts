import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bruteForce } from "./testing/oracle.ts";
import { smallHistory } from "./testing/histories.ts";
import { registerHistories } from "./testing/register-histories.ts";
import { eventual } from "./eventual.ts";
import { register } from "./models/register.ts";
import type { History, Operation } from "./operation.ts";
import { AMPLE, type Answer } from "./verdict.ts";

/** Straight from the definition, key by key. */
function byDefinition({ operations }: History): Answer {
  const keys = [...new Set(operations.map((op) => op.key))];
  const answers = keys.map((key): Answer | null => {
    const ofKey = operations.filter((op) => op.key === key);
    const acknowledged = ofKey.filter((op) => op.f === "write" && op.outcome === "ok");
    const reads = ofKey.filter(
      (op) =>
        op.f === "read" &&
        op.outcome === "ok" &&
        acknowledged.every((write) => write.returned! < op.called),
    );
    if (reads.length === 0) return null;
    const last = reads.filter(
      (op) => !reads.some((other) => other.process === op.process && other.called > op.called),
    );
    const unsure = ofKey.filter((op) => op.f === "write" && op.outcome === "unknown");
    const isWrittenBy = (writes: readonly Operation[], read: Operation) =>
      writes.some((write) => write.input === read.output);
    const possible = (read: Operation) =>
      isWrittenBy([...acknowledged, ...unsure], read) ||
      (acknowledged.length === 0 && read.output === null);
    if (!last.every(possible)) return "no";
    const values = new Set(last.map((read) => read.output));
    if (values.size < 2) return "yes";
    // Two that nobody of unknown outcome wrote cannot both be the last.
    return [...values].filter((value) => !unsure.some((write) => write.input === value)).length > 1
      ? "no"
      : "unknown";
  });
  const asked = answers.filter((answer) => answer !== null);
  if (asked.includes("no")) return "no";
  return asked.length === 0 || asked.includes("unknown") ? "unknown" : "yes";
}

function check(history: History) {
  return eventual.check(history, register, AMPLE);
}

describe("eventual consistency", () => {
  it.each([false, true])("agrees with its definition: repeated %s", (repeated) => {
    const count = { yes: 0, no: 0, unknown: 0 };
    fc.assert(
      fc.property(registerHistories({ most: 8, processes: 3, keys: 2, repeated }), (history) => {
        const expected = byDefinition(history);
        count[expected]++;
        const verdict = check(history);
        expect(verdict.answer).toBe(expected);
        if (verdict.answer !== "yes") expect(verdict.expert).toMatch(/\.$/);
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(count.yes, count.no, count.unknown)).toBeGreaterThan(50);
  });

  it("is never broken by a linearizable history", () => {
    let linearizable = 0;
    fc.assert(
      fc.property(smallHistory("register"), (operations) => {
        if (!bruteForce(operations, register, "real time")) return;
        linearizable++;
        expect(check({ operations }).answer).not.toBe("no");
      }),
      { numRuns: 1_500 },
    );
    expect(linearizable).toBeGreaterThan(300);
  });

  it("names the two reads that do not agree", () => {
    const of = (id: number, process: string, f: string, value: unknown): Operation => ({
      id,
      process,
      f,
      key: "x",
      input: f === "write" ? value : null,
      output: f === "read" ? value : undefined,
      outcome: "ok",
      called: 2 * id,
      returned: 2 * id + 1,
    });
    const operations = [
      of(0, "c1", "write", 1),
      of(1, "c2", "write", 2),
      of(2, "c1", "read", 1),
      of(3, "c2", "read", 2),
    ];
    const verdict = check({ operations });
    expect(verdict).toMatchObject({
      answer: "no",
      anomaly: "divergence",
      culprits: [0, 1, 2, 3],
      simple: "In the end c1 read x = 1 and c2 read x = 2: they never came to agree.",
    });
    expect(check({ operations: operations.slice(0, 2) }).answer).toBe("unknown");
    expect(check({ operations: operations.slice(0, 3) }).answer).toBe("yes");
  });
});
