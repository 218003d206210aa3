/**
 * Fenced failover under random trouble: with both rules on at most one primary takes effect and nothing acknowledged is lost, and
 * afterwards there is one primary that works; each rule off, a seed convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import type { Settings } from "../../kernel/settings.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { believers } from "../../protocols/fenced-failover/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
/** Some rules are missed only by a coincidence; a conviction may look this far. */
const CONVICTION_SEEDS = Math.max(SEEDS, 400);

/** Shorter trouble than elsewhere: an epoch ends and another begins within a few seconds. */
const TROUBLE = 10 * SECOND;
const END = TROUBLE + scenario.recovery;

const SILENCES = scenario.knobs[0]!.values.map(({ value }) => value);

function troubled(seed: number, { knobs = {}, rules = {} }: Partial<Settings>): Run {
  const steps: TimedIntervention[] = randomFaults(scenario, seed, TROUBLE);
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

test(`both rules on: ${SEEDS} seeds of trouble break no promise, and afterwards one primary works`, () => {
  let epochs = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = troubled(seed, { knobs: { silence: SILENCES[seed % SILENCES.length]! } });
    expect(brokenPromise(run, END), `seed ${seed}`).toBe(null);
    const crowned = believers(run.world);
    expect(crowned.length, `seed ${seed}: one primary`).toBe(1);
    epochs = Math.max(epochs, crowned[0]!.epoch);
    const late = run
      .events(1, run.trace.last)
      .filter(
        (event) =>
          event.kind === "return" && event.time > END - 3 * SECOND && event.data.outcome === "ok",
      );
    expect(late.length, `seed ${seed}: answers after trouble`).toBeGreaterThan(0);
  }
  expect(epochs).toBeGreaterThan(4);
});

describe("each rule off is convicted", () => {
  test.each([
    ["majority", ["one-effective-primary", "no-lost-write"]],
    ["fencing", ["one-effective-primary", "no-lost-write"]],
  ])("%s off breaks %s", (rule, promises) => {
    for (let seed = 1; seed <= CONVICTION_SEEDS; seed++) {
      const found = brokenPromise(troubled(seed, { rules: { [rule]: false } }), TROUBLE);
      if (found === null) continue;
      expect(promises).toContain(found);
      console.log(`${rule} off: seed ${seed} breaks ${found}`);
      return;
    }
    expect.fail(`no seed up to ${CONVICTION_SEEDS} convicts ${rule}`);
  });
});
