/**
 * The five stores under random trouble: with all rules on nothing that a store promises breaks, and afterwards everybody is answered; each rule off, a
 * seed convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { scenarioAt } from "../../kernel/variant.ts";
import { STORES, type Store } from "../../protocols/consistency-models/store.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const TROUBLE = 4 * SECOND;
const END = TROUBLE + scenario.recovery;

/** Trouble, and after it nobody begins anything. */
function run(seed: number, store: Store, rule?: string): Run {
  const knobs = { store };
  const quiet: TimedIntervention = {
    at: TROUBLE,
    what: { do: "set", knob: "workload", value: "off" },
  };
  const steps = [...randomFaults(scenarioAt(scenario, knobs), seed, TROUBLE), quiet];
  const rules = rule === undefined ? {} : { [rule]: false };
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

test(`${SEEDS} seeds of trouble break no promise of any store, and everybody is answered afterwards`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const store = STORES[seed % STORES.length]!;
    const troubled = run(seed, store);
    expect(brokenPromise(troubled, END), `seed ${seed}, ${store}`).toBe(null);
    const asking = troubled.world.nodes.filter(({ calls }) => calls.length > 0);
    expect(
      asking.map(({ spec }) => spec.id),
      `seed ${seed}, ${store}: still asking`,
    ).toEqual([]);
  }
});

describe("each rule off is convicted by random trouble", () => {
  test.each<[string, Store, string]>([
    ["total-order", "strong", "linearizable"],
    ["total-order", "sequential", "sequential"],
    ["ordered-reads", "strong", "linearizable"],
    ["causal-delivery", "causal", "causal"],
    ["anti-entropy", "eventual", "eventual"],
  ])("%s off: the %s store breaks %s", (rule, store, monitor) => {
    const index = scenario.monitors.findIndex(({ id }) => id === monitor);
    let convicting = 0;
    for (let seed = 1; seed <= 40 && convicting === 0; seed++) {
      const troubled = run(seed, store, rule);
      troubled.seek(END);
      if (troubled.world.findings[index]!.verdict === "violated") convicting = seed;
    }
    console.log(`${rule} off, ${store}: seed ${convicting} breaks ${monitor}`);
    expect(convicting).toBeGreaterThan(0);
  });
});
