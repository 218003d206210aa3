/**
 * The chain under random trouble: no promise is broken, and afterwards all peers follow one chain; after any partition, too; each rule
 * off, a seed convicts it. What is promised is a matter of chance: `riskIn` says of how much. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import { startingSettings, type Settings } from "../../kernel/settings.ts";
import { SECOND } from "../../kernel/time.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { branches, heightOf } from "../../protocols/nakamoto/chain.ts";
import { ONCE_IN, riskIn } from "../../protocols/nakamoto/lesson.ts";
import { honestChains } from "../../protocols/nakamoto/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const TROUBLE = 9 * SECOND;
const END = TROUBLE + scenario.recovery;

function runWith(
  seed: number,
  steps: readonly TimedIntervention[],
  { knobs = {}, rules = {} }: Partial<Settings> = {},
): Run {
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

/** How many blocks deep the deepest fork between two honest peers is. */
function deepestFork(run: Run): number {
  const chains = honestChains(run.world).map(({ chain }) => chain);
  let deepest = 0;
  for (const one of chains)
    for (const other of chains) {
      const { a, b } = branches(one, other);
      deepest = Math.max(deepest, Math.min(a.length, b.length));
    }
  return deepest;
}

function lowest(run: Run): number {
  return Math.min(...honestChains(run.world).map(({ chain }) => heightOf(chain)));
}

test("as the lesson opens, an attack succeeds less than once in 10,000, forks counted against the honest", () => {
  const risk = riskIn(startingSettings(scenario));
  console.info(`k = 10, q = 10 %: at most ${risk.toExponential(2)} an attack`);
  expect(risk * ONCE_IN).toBeLessThan(1);
});

test(`${SEEDS} seeds of trouble break no promise, and all peers follow one chain afterwards`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = runWith(seed, randomFaults(scenario, seed, TROUBLE));
    expect(brokenPromise(run, TROUBLE), `seed ${seed}`).toBe(null);
    const before = lowest(run);
    expect(brokenPromise(run, END), `seed ${seed}`).toBe(null);
    expect(honestChains(run.world), `seed ${seed}: all up`).toHaveLength(6);
    expect(lowest(run), `seed ${seed}: the chain grows`).toBeGreaterThan(before);
    expect(deepestFork(run), `seed ${seed}: one chain`).toBeLessThanOrEqual(4);
  }
});

/** Everybody on one side or the other, from 2 s to 7 s. */
function partitionOf(seed: number): TimedIntervention[] {
  const ids = scenario.nodes.map(({ id }) => id);
  const groups = [0, 1].map((side) => ids.filter((_, i) => ((seed >> (i % 7)) & 1) === side));
  return [
    { at: 2 * SECOND, what: { do: "partition", groups } },
    { at: 7 * SECOND, what: { do: "heal", link: null } },
  ];
}

test("after every partition in two there is one chain again", () => {
  for (let seed = 1; seed < 127; seed += 3) {
    const run = runWith(seed, partitionOf(seed), { knobs: { share: "0%" } });
    expect(brokenPromise(run, 17 * SECOND), `seed ${seed}`).toBe(null);
    expect(deepestFork(run), `seed ${seed}`).toBeLessThanOrEqual(4);
  }
});

test("longest-chain off, there is not", () => {
  const run = runWith(46, partitionOf(46), {
    knobs: { share: "0%" },
    rules: { "longest-chain": false },
  });
  run.seek(17 * SECOND);
  expect(deepestFork(run)).toBeGreaterThan(10);
});

describe("each rule off is convicted", () => {
  test.each([
    ["longest-chain", "common-prefix"],
    ["confirmations", "no-reversal"],
  ])("%s off breaks %s", (rule, monitor) => {
    for (let seed = 1; seed <= 50; seed++) {
      const run = runWith(seed, [], { rules: { [rule]: false } });
      if (brokenPromise(run, 40 * SECOND) !== monitor) continue;
      console.info(`${rule} off: seed ${seed} breaks ${monitor}`);
      return;
    }
    expect.unreachable("no seed convicts it");
  });
});
