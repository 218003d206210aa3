/**
 * A work queue under random trouble, at all settings of its knobs: with all rules on nothing that was accepted is lost, nothing goes
 * round for ever, the queue keeps its bound, and when trouble is over it runs empty; each rule off, a seed convicts it. NETSPLIT_SEEDS
 * changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import type { Settings } from "../../kernel/settings.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { deadOf, queueOf } from "../../protocols/message-queue/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const TROUBLE = 8 * SECOND;

/** Nobody begins anything after the trouble. */
const QUIET: TimedIntervention = {
  at: TROUBLE,
  what: { do: "set", knob: "workload", value: "off" },
};

/** Other knobs for each seed; over some seeds, each with each. */
function knobsFor(seed: number): Settings["knobs"] {
  const value = (id: string, which: number): string => {
    const { values } = scenario.knobs.find((knob) => knob.id === id)!;
    return values[which % values.length]!.value;
  };
  return {
    visibility: value("visibility", seed),
    batch: value("batch", Math.floor(seed / 3)),
    capacity: value("capacity", Math.floor(seed / 9)),
    poison: value("poison", Math.floor(seed / 2)),
    workload: seed % 5 === 0 ? "rush" : "on",
  };
}

function quietRun(seed: number, rules: Settings["rules"] = {}, knobs = knobsFor(seed)): Run {
  const steps = [...randomFaults(scenario, seed, TROUBLE), QUIET];
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

test(`all rules on: ${SEEDS} seeds of trouble break no promise, and the queue runs empty afterwards`, () => {
  let done = 0;
  let dead = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = quietRun(seed);
    // Poison takes three timeouts to be put aside; all the more where it holds up a batch.
    const calm = TROUBLE + 2 * scenario.recovery;
    expect(brokenPromise(run, TROUBLE), `seed ${seed}`).toBe(null);
    while (run.time < calm && queueOf(run.world).length > 0)
      expect(brokenPromise(run, run.time + SECOND), `seed ${seed}`).toBe(null);
    expect(queueOf(run.world), `seed ${seed}: still in the queue`).toEqual([]);
    dead += deadOf(run.world).length;
    const tally = scenario.meters[0]!.read(run.world.meters[0], run.world);
    done += tally.find(({ id }) => id === "done")!.value ?? 0;
  }
  expect(done).toBeGreaterThan(3 * SEEDS);
  expect(dead).toBeGreaterThan(SEEDS / 10);
});

describe("each rule off is convicted", () => {
  test.each([
    ["ack-after-work", "at-least-once"],
    ["dead-letter", "bounded-receives"],
    ["backpressure", "bounded-queue"],
  ])("%s off breaks %s", (rule, promise) => {
    for (let seed = 1; seed <= Math.max(SEEDS, 200); seed++) {
      const found = brokenPromise(quietRun(seed, { [rule]: false }), TROUBLE + scenario.recovery);
      if (found === null) continue;
      expect(found).toBe(promise);
      console.log(`${rule} off: seed ${seed} breaks ${found}`);
      return;
    }
    expect.fail(`no seed convicts ${rule}`);
  });
});
