/**
 * Transfers under random trouble: each guarantee keeps what it promises, and when trouble is over every request is answered; what a
 * guarantee does not promise is broken in some seed; each rule off, a seed convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import type { Settings } from "../../kernel/settings.ts";
import { brokenPromise, TROUBLE, troubledRun } from "../../kernel/testing/troubled.ts";
import { totalOf } from "../../protocols/exactly-once/state.ts";
import { accountsOf } from "../../protocols/exactly-once/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const END = TROUBLE + scenario.recovery;

const GUARANTEES = scenario.knobs[0]!.values.map(({ value }) => value);
const INTERVALS = scenario.knobs[1]!.values.map(({ value }) => value);

/** Nobody begins anything after the trouble. */
const QUIET: TimedIntervention = {
  at: TROUBLE,
  what: { do: "set", knob: "workload", value: "off" },
};

function quietRun(seed: number, knobs: Settings["knobs"]): Run {
  const steps = [...randomFaults(scenario, seed, TROUBLE), QUIET];
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, steps });
}

function finding(run: Run, monitor: string) {
  return run.world.findings[scenario.monitors.findIndex(({ id }) => id === monitor)]!;
}

describe.each(GUARANTEES)("%s", (mode) => {
  test(`${SEEDS} seeds of trouble break no promise, and every request is answered afterwards`, () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const run = quietRun(seed, { mode, resend: INTERVALS[seed % INTERVALS.length]! });
      expect(brokenPromise(run, END), `seed ${seed}`).toBe(null);
      expect(totalOf(accountsOf(run.world)), `seed ${seed}: coins`).toBe(300);
      const asking = run.world.nodes.filter((node) => node.mode === "asking");
      expect(
        asking.map(({ spec }) => spec.id),
        `seed ${seed}: still asking`,
      ).toEqual([]);
    }
  });
});

test(`turning the guarantee while requests are under way breaks no promise in ${SEEDS} seeds`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const turns = Array.from({ length: 12 }, (_, i): TimedIntervention => ({
      at: Math.round((TROUBLE * (i + 1)) / 13),
      what: { do: "set", knob: "mode", value: GUARANTEES[(seed + i) % GUARANTEES.length]! },
    }));
    const steps = [...randomFaults(scenario, seed, TROUBLE), ...turns].toSorted(
      (a, b) => a.at - b.at,
    );
    const run = new Run(scenario, { ...emptyScript(scenario.id, seed), steps });
    expect(brokenPromise(run, TROUBLE), `seed ${seed}`).toBe(null);
  }
});

/** The first seed under which a promise is broken, given or not. */
function firstBreak(monitor: string, settings: Partial<Settings>): number {
  for (let seed = 1; seed <= Math.max(SEEDS, 200); seed++) {
    const run = troubledRun(scenario, seed, settings);
    while (run.time < TROUBLE) run.advance(TROUBLE);
    if (finding(run, monitor).verdict === "violated") return seed;
  }
  return 0;
}

describe("what is not promised is broken in some seed", () => {
  test.each([
    ["at-least-once", "at-most-once"],
    ["at-most-once", "at-least-once"],
  ])("under %s, %s", (mode, monitor) => {
    expect(firstBreak(monitor, { knobs: { mode } })).toBeGreaterThan(0);
  });
});

describe("each rule off is convicted", () => {
  test.each([
    ["dedupe", "at-most-once", "effectively-once"],
    ["dedupe", "at-most-once", "at-most-once"],
    ["durable-dedupe", "at-most-once", "effectively-once"],
    ["one-transaction", "conserved", "effectively-once"],
    ["one-transaction", "at-most-once", "effectively-once"],
  ])("%s off breaks %s under %s", (rule, monitor, mode) => {
    const seed = firstBreak(monitor, { knobs: { mode }, rules: { [rule]: false } });
    console.log(`${rule} off, ${mode}: seed ${seed} breaks ${monitor}`);
    expect(seed).toBeGreaterThan(0);
  });
});
