/** Random trouble with traitors: as many as the fault model has at once, in the ways that the scenario knows, and honest in the end. */
import { expect, test } from "vitest";
import { emptyScript } from "./intervention.ts";
import { randomFaults } from "./random-faults.ts";
import { Run } from "./run.ts";
import type { Scenario } from "./scenario.ts";
import { chatterScenario } from "./testing/chatter.ts";
import { SECOND } from "./time.ts";
import { nextTrouble } from "./trouble.ts";

const MOST = 2;
const chatter = chatterScenario(4);
const treacherous: Scenario = { ...chatter, faults: { ...chatter.faults, traitors: MOST } };
const SEEDS = Array.from({ length: 30 }, (_, i) => i + 1);

function traitors(run: Run): readonly string[] {
  return run.world.nodes.flatMap(({ traitor }) => traitor ?? []);
}

test("written beforehand: never more at once than may be, every way comes about, and in the end all are honest", () => {
  const seen = new Set<string>();
  let most = 0;
  for (const seed of SEEDS) {
    const steps = randomFaults(treacherous, seed, 20 * SECOND);
    const run = new Run(treacherous, { ...emptyScript(treacherous.id, seed), steps });
    for (let at = 0; at < 20; at++) {
      run.seek(at * SECOND);
      most = Math.max(most, traitors(run).length);
      for (const way of traitors(run)) seen.add(way);
    }
    run.seek(21 * SECOND);
    expect(traitors(run), `seed ${seed}`).toEqual([]);
  }
  expect(most).toBe(MOST);
  expect([...seen].toSorted()).toEqual(["mumbles", "silent"]);
});

test("under the dial: it betrays, it repents, and never more at once than may be", () => {
  let betrayals = 0;
  let repentances = 0;
  for (const seed of SEEDS.slice(0, 20)) {
    const run = new Run(treacherous, emptyScript(treacherous.id, seed));
    for (let i = 0; i < 20; i++) {
      const strike = nextTrouble(treacherous, seed, run.time, 3);
      run.seek(strike.at);
      for (const what of strike.what(run.world)) {
        if (what.do === "traitor") {
          if (what.as === null) repentances++;
          else betrayals++;
        }
        run.act({ at: run.time, what });
      }
      expect(traitors(run).length).toBeLessThanOrEqual(MOST);
    }
  }
  expect(betrayals).toBeGreaterThan(10);
  expect(repentances).toBeGreaterThan(5);
});

test("without traitors in the fault model nobody betrays", () => {
  for (const seed of SEEDS)
    expect(randomFaults(chatter, seed, 20 * SECOND).map(({ what }) => what.do)).not.toContain(
      "traitor",
    );
});
