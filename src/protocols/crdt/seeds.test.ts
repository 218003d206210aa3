/**
 * Replicated objects under random trouble, spread in both ways and changing between them: nothing breaks, and everybody agrees once it
 * has ended. Each rule off, a seed convicts it. NETSPLIT_SEEDS sets the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { OP_BASED, SPREAD, STATE_BASED } from "./state.ts";
import { replicas, replicasOn } from "./testing/replicas.ts";
import { knownTo, replicasOf, valuesHeld } from "./world.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
/** How long trouble lasts. */
const TROUBLE = 8 * SECOND;
const END = TROUBLE + replicas.recovery;
/** In real ms: an order of magnitude more than it takes. */
const PATIENCE = Math.max(120_000, 300 * SEEDS);

/** Clients stop when trouble does. @param spreads how updates spread, in turn, through the time of trouble */
function troubled(
  seed: number,
  spreads: readonly string[],
  rules: Readonly<Record<string, boolean>> = {},
  scenario = replicas,
): Run {
  const later = spreads.slice(1).map((value, i): TimedIntervention => ({
    at: Math.round((TROUBLE * (i + 1)) / spreads.length),
    what: { do: "set", knob: SPREAD, value },
  }));
  const steps = [
    ...randomFaults(scenario, seed, TROUBLE),
    ...later,
    { at: TROUBLE, what: { do: "set", knob: "workload", value: "off" } } as const,
  ].toSorted((a, b) => a.at - b.at);
  const knobs = { [SPREAD]: spreads[0]! };
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

describe(`${SEEDS} seeds of trouble`, () => {
  test.each([
    [[STATE_BASED]],
    [[OP_BASED]],
    [[OP_BASED, STATE_BASED, OP_BASED, STATE_BASED]],
    [[STATE_BASED, OP_BASED, STATE_BASED, OP_BASED]],
  ])("%s: nothing breaks, and all agree in the end", { timeout: PATIENCE }, (spreads) => {
    const seeds = spreads.length > 1 ? SEEDS / 4 : SEEDS;
    let updates = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const run = troubled(seed, spreads);
      expect(brokenPromise(run, END), `seed ${seed}`).toBeNull();
      const [first, ...rest] = replicasOf(run.world);
      for (const other of rest) {
        expect(knownTo(other).seen, `seed ${seed}`).toEqual(knownTo(first!).seen);
        expect(valuesHeld(other), `seed ${seed}`).toEqual(valuesHeld(first!));
      }
      for (const { mode } of replicasOf(run.world)) expect(mode, `seed ${seed}`).toMatch("settled");
      updates += Object.values(knownTo(first!).seen ?? {}).reduce((sum, count) => sum + count, 0);
    }
    expect(updates).toBeGreaterThan(5 * seeds);
  });
});

/** The promises that a run has broken by now. */
function broken(run: Run): readonly string[] {
  return run.scenario.monitors.flatMap(({ id }, i) =>
    run.world.findings[i]!.verdict === "violated" ? [id] : [],
  );
}

describe("each rule off is convicted", () => {
  test.each([
    ["unique-tags", STATE_BASED, "cart", ["add-wins"]],
    ["unique-tags", OP_BASED, "cart", ["add-wins"]],
    ["dedupe-ops", OP_BASED, "likes", ["strong-convergence", "counted-once"]],
    ["dedupe-ops", OP_BASED, "stock", ["strong-convergence", "counted-once"]],
  ])("%s off, %s, on the %s", { timeout: PATIENCE }, (rule, spread, key, promises) => {
    const scenario = replicasOn([key]);
    const convicting = [];
    for (let seed = 1; seed <= 50; seed++) {
      const run = troubled(seed, [spread], { [rule]: false }, scenario);
      if (brokenPromise(run, TROUBLE) === null) continue;
      expect(broken(run), `seed ${seed}`).toEqual(promises);
      convicting.push(seed);
    }
    console.log(`${rule} off, ${spread}, ${key}: ${convicting.length} of 50 seeds convict it`);
    expect(convicting.length).toBeGreaterThan(0);
  });

  test.each([
    ["merges", STATE_BASED, ["likes", "stock"]],
    ["keeps no count", OP_BASED, ["title", "cart", "note"]],
  ])("dedupe-ops off hurts nobody who %s", { timeout: PATIENCE }, (_, spread, keys) => {
    for (let seed = 1; seed <= Math.min(SEEDS, 25); seed++) {
      const run = troubled(seed, [spread], { "dedupe-ops": false }, replicasOn(keys));
      expect(brokenPromise(run, END), `seed ${seed}`).toBeNull();
    }
  });
});
