/**
 * Callers under random trouble: with all rules on no promise is broken, and soon after the trouble everybody is answered; each rule off, a
 * seed convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import type { Settings } from "../../kernel/settings.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { RECOVERY } from "../../protocols/circuit-breaker/invariants.ts";
import { callersIn } from "../../protocols/circuit-breaker/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const TROUBLE = 4 * SECOND;
/** Long enough to be judged. */
const END = TROUBLE + RECOVERY + 5 * SECOND;

function troubled(seed: number, until: number, { knobs, rules }: Settings): Run {
  const steps = randomFaults(scenario, seed, until);
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

test(`${SEEDS} seeds of trouble break no promise, and afterwards requests are answered`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const knobs = { load: seed % 4 === 0 ? "70%" : "30%" };
    const run = troubled(seed, TROUBLE, { knobs, rules: {} });
    expect(brokenPromise(run, TROUBLE + RECOVERY), `seed ${seed}`).toBe(null);
    const { ok } = run.world.counters;
    const { failed } = run.world.counters;
    expect(brokenPromise(run, END), `seed ${seed}`).toBe(null);
    const answered = run.world.counters.ok - ok;
    const lost = run.world.counters.failed - failed;
    expect(answered, `seed ${seed}: answered, ${lost} lost`).toBeGreaterThan(10 * lost);
    for (const { spec, mode } of callersIn(run.world))
      expect(mode, `seed ${seed}: ${spec.id}`).toBe("closed");
  }
});

describe("each rule off is convicted", () => {
  test.each([
    ["breaker", "goodput-returns"],
    ["retry-budget", "retries-bounded"],
    ["jitter", "retries-spread"],
  ])("%s off breaks %s", (rule, promise) => {
    const long = 12 * SECOND;
    for (let seed = 1; seed <= Math.max(SEEDS, 200); seed++) {
      const run = troubled(seed, long, { knobs: { load: "70%" }, rules: { [rule]: false } });
      const found = brokenPromise(run, long + RECOVERY + 6 * SECOND);
      if (found === null) continue;
      expect(found).toBe(promise);
      console.log(`${rule} off: seed ${seed} breaks ${found}`);
      return;
    }
    expect.fail("no seed convicts it");
  });
});
