/**
 * Raft's elections under random trouble: with all rules on nothing is violated and the cluster recovers; with a rule
 * off, a seed convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { brokenPromise, TROUBLE, troubledRun } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
/** Some rules are missed only by a rare coincidence; a conviction may look this far. */
const CONVICTION_SEEDS = Math.max(SEEDS, 20_000);

test(`all rules on: ${SEEDS} seeds of trouble break no promise, and a leader leads afterwards`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = troubledRun(scenario, seed);
    expect(brokenPromise(run, TROUBLE + scenario.recovery), `seed ${seed}`).toBe(null);
    expect(
      run.world.nodes.filter((node) => node.mode === "leader"),
      `seed ${seed}: leaders after recovery`,
    ).toHaveLength(1);
  }
});

test("a leader that sleeps is not blamed for what it cannot know, even when a knob is turned meanwhile", () => {
  const text = `scenario ${scenario.id}
    at 500ms fire n5 electionTimeout
    at 3s pause n5
    at 7s set workload off
    at 8s resume n5`;
  const run = new Run(scenario, parseScript(text, vocabularyOf(scenario)));
  run.seek(2.9 * SECOND);
  expect(run.world.node("n5").mode).toBe("leader");
  expect(brokenPromise(run, 12 * SECOND)).toBe(null);
});

describe("each rule off is convicted", () => {
  for (const [rule, promise] of [
    ["one-vote-per-term", "election-safety"],
    ["durable-vote", "election-safety"],
    ["pre-vote", "healthy-leader-stays"],
    ["check-quorum", "leader-has-quorum"],
  ] as const) {
    test(`${rule} off breaks ${promise}`, () => {
      for (let seed = 1; seed <= CONVICTION_SEEDS; seed++) {
        const run = troubledRun(scenario, seed, { rules: { [rule]: false } });
        const found = brokenPromise(run, TROUBLE);
        if (found === null) continue;
        expect(found).toBe(promise);
        console.log(`${rule} off: seed ${seed} breaks ${found}`);
        return;
      }
      expect.fail(`no seed up to ${CONVICTION_SEEDS} convicts ${rule}`);
    });
  }
});
