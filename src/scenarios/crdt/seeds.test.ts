/**
 * Three replicas under random trouble, on each object and in both ways of spreading: nothing breaks, and once trouble is over all hold the
 * same; each rule off, a seed convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import type { Settings } from "../../kernel/settings.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { knownTo, replicasOf, valuesHeld } from "../../protocols/crdt/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
/** How long trouble lasts. */
const TROUBLE = 12 * SECOND;
const END = TROUBLE + scenario.recovery;

const valuesOf = (id: string) =>
  scenario.knobs.find((knob) => knob.id === id)!.values.map(({ value }) => value);
const OBJECTS = valuesOf("object");
const WAYS = valuesOf("spread");

/** Clients stop when trouble does. */
function runUnder(seed: number, { knobs = {}, rules = {} }: Partial<Settings>): Run {
  const quiet = { at: TROUBLE, what: { do: "set", knob: "workload", value: "off" } } as const;
  const steps = [...randomFaults(scenario, seed, TROUBLE), quiet];
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

test(`all rules on: ${SEEDS} seeds of trouble break no promise, and all hold the same afterwards`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const object = OBJECTS[seed % OBJECTS.length]!;
    const run = runUnder(seed, { knobs: { object, spread: WAYS[(seed >> 3) % WAYS.length]! } });
    expect(brokenPromise(run, END), `seed ${seed}`).toBe(null);
    const [first, ...rest] = replicasOf(run.world);
    for (const other of rest) {
      expect(knownTo(other).seen, `seed ${seed}`).toEqual(knownTo(first!).seen);
      expect(valuesHeld(other), `seed ${seed}`).toEqual(valuesHeld(first!));
    }
    for (const { mode } of replicasOf(run.world)) expect(mode, `seed ${seed}`).toMatch("settled");
  }
});

describe("each rule off is convicted", () => {
  test.each([
    ["unique-tags", "cart", "op-based", ["add-wins"]],
    ["unique-tags", "cart", "state-based", ["add-wins"]],
    ["dedupe-ops", "likes", "op-based", ["strong-convergence", "counted-once"]],
    ["dedupe-ops", "stock", "op-based", ["strong-convergence", "counted-once"]],
  ])("%s off, %s, %s", (rule, object, spread, promises) => {
    for (let seed = 1; seed <= Math.max(SEEDS, 200); seed++) {
      const run = runUnder(seed, { knobs: { object, spread }, rules: { [rule]: false } });
      const found = brokenPromise(run, TROUBLE);
      if (found === null) continue;
      expect(promises).toContain(found);
      console.log(`${rule} off, ${object}, ${spread}: seed ${seed} breaks ${found}`);
      return;
    }
    expect.fail(`no seed convicts ${rule}`);
  });
});
