/**
 * Raft's elections under random trouble: with all rules on nothing is violated and the cluster recovers; with a rule
 * off, a seed convicts it. NETSPLIT_SEEDS raises the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import { SECOND } from "../../kernel/time.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 500);
/** Some rules are missed only by a rare coincidence; a conviction may look this far. */
const CONVICTION_SEEDS = Math.max(SEEDS, 20_000);
const TROUBLE = 30 * SECOND;

function troubled(seed: number, rules: Readonly<Record<string, boolean>>): Run {
  return new Run(scenario, {
    ...emptyScript(scenario.id, seed),
    rules,
    steps: randomFaults(scenario, seed, TROUBLE),
  });
}

/** The first promise that a run breaks while trouble lasts, by name; null when none. */
function violated(run: Run, until: number): string | null {
  while (run.time < until) {
    const alarm = run.advance(until);
    if (!alarm) continue;
    const event = run.event(alarm.event);
    if (event?.kind === "verdict") return event.data.monitor;
    if (event?.kind === "fault") throw new Error(`seed ${run.script.seed}: ${event.data.error}`);
  }
  return null;
}

test(`all rules on: ${SEEDS} seeds of trouble break no promise, and a leader leads afterwards`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = troubled(seed, {});
    expect(violated(run, TROUBLE + scenario.recovery), `seed ${seed}`).toBe(null);
    expect(
      run.world.nodes.filter((node) => node.mode === "leader"),
      `seed ${seed}: leaders after recovery`,
    ).toHaveLength(1);
  }
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
        const found = violated(troubled(seed, { [rule]: false }), TROUBLE);
        if (found === null) continue;
        expect(found).toBe(promise);
        console.log(`${rule} off: seed ${seed} breaks ${found}`);
        return;
      }
      expect.fail(`no seed up to ${CONVICTION_SEEDS} convicts ${rule}`);
    });
  }
});
