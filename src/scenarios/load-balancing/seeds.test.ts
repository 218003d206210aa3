/**
 * Load balancing under random trouble: with all rules on no promise is broken, whatever the algorithm, and when trouble is over
 * everybody is answered; each rule off, a seed convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import type { Settings } from "../../kernel/settings.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { ALGORITHMS } from "../../protocols/load-balancing/algorithms.ts";
import { balancerOf, queueAt, serversIn } from "../../protocols/load-balancing/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const TROUBLE = 6 * SECOND;
/** Every server is back in the rotation so long after the trouble, and every queue is empty by the end. */
const NOTICE = 4 * SECOND;
const END = TROUBLE + 60 * SECOND;

/** Nobody asks after the trouble. */
const QUIET: TimedIntervention = {
  at: TROUBLE,
  what: { do: "set", knob: "workload", value: "off" },
};

function troubled(seed: number, rules: Settings["rules"]): Run {
  const knobs = { algorithm: ALGORITHMS[seed % ALGORITHMS.length]!, weight: "50%" };
  const steps = [...randomFaults(scenario, seed, TROUBLE), QUIET];
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

test(`${SEEDS} seeds of trouble break no promise, and afterwards nobody is left standing`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = troubled(seed, {});
    const busy = () => serversIn(run.world).some((server) => queueAt(server) > 0);
    // Whoever served alone may have much to work off.
    for (let at = TROUBLE + NOTICE; at === TROUBLE + NOTICE || (busy() && at < END); at += NOTICE)
      expect(brokenPromise(run, at), `seed ${seed}`).toBe(null);
    for (const server of serversIn(run.world)) {
      expect(server.status, `seed ${seed}: ${server.spec.id}`).toBe("up");
      expect(queueAt(server), `seed ${seed}: ${server.spec.id} has served all`).toBe(0);
    }
    const standings = balancerOf(run.world)!.servers;
    expect(
      standings.every(({ up }) => up),
      `seed ${seed}: all in the rotation`,
    ).toBe(true);
  }
});

describe("each rule off is convicted", () => {
  test.each([
    ["health-check", ["no-traffic-to-the-dead", "answered"]],
    ["redispatch", ["answered"]],
  ])("%s off breaks %s", (rule, promises) => {
    for (let seed = 1; seed <= Math.max(SEEDS, 200); seed++) {
      const found = brokenPromise(troubled(seed, { [rule]: false }), TROUBLE);
      if (found === null) continue;
      expect(promises).toContain(found);
      console.log(`${rule} off: seed ${seed} breaks ${found}`);
      return;
    }
    expect.fail("no seed convicts it");
  });
});
