/**
 * Vector clocks under random trouble: with all rules on VC(e) < VC(f) says exactly e → f, and afterwards everybody hears of everybody
 * again; each rule off, a seed convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import type { Settings } from "../../kernel/settings.ts";
import { brokenPromise, TROUBLE } from "../../kernel/testing/troubled.ts";
import { runningIn } from "../../protocols/vector-clocks/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const CONVICTION_SEEDS = Math.max(SEEDS, 2_000);

function runUnder(seed: number, rules: Settings["rules"] = {}): Run {
  const knobs = { workload: seed % 2 === 0 ? "busy" : "on" };
  const steps = randomFaults(scenario, seed, TROUBLE);
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

test(`all rules on: ${SEEDS} seeds of trouble break no promise, and afterwards everybody hears of everybody`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = runUnder(seed);
    expect(brokenPromise(run, TROUBLE), `seed ${seed}`).toBe(null);
    const before = runningIn(run.world).map(({ id, vector }) => ({ id, own: vector[id]! }));
    expect(brokenPromise(run, TROUBLE + scenario.recovery), `seed ${seed}`).toBe(null);
    const processes = runningIn(run.world);
    expect(processes).toHaveLength(scenario.nodes.length);
    for (const { id, own } of before)
      for (const { id: reader, vector } of processes)
        expect(vector[id], `seed ${seed}: what ${reader} knows of ${id}`).toBeGreaterThanOrEqual(
          own,
        );
  }
});

describe("each rule off is convicted", () => {
  for (const [rule, promises] of [
    ["merge-on-receive", ["clock-condition"]],
    ["durable-clock", ["clock-condition", "strong-clock-condition"]],
  ] as const) {
    test(`${rule} off breaks ${promises.join(" or ")}`, () => {
      for (let seed = 1; seed <= CONVICTION_SEEDS; seed++) {
        const found = brokenPromise(runUnder(seed, { [rule]: false }), TROUBLE);
        if (found === null) continue;
        expect(promises).toContain(found);
        console.log(`${rule} off: seed ${seed} breaks ${found}`);
        return;
      }
      expect.fail(`no seed up to ${CONVICTION_SEEDS} convicts ${rule}`);
    });
  }
});
