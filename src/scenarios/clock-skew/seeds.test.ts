/**
 * Clocks that drift, under random trouble: with all rules on nothing is violated, and afterwards all copies are the same; each rule off, a
 * seed convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { streamOf } from "../../kernel/chance.ts";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import type { Settings } from "../../kernel/settings.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND, type Micros } from "../../kernel/time.ts";
import { unconfirmed, type ReplicaContext } from "../../protocols/hybrid-logical-clocks/state.ts";
import { knownTo, replicasOf } from "../../protocols/hybrid-logical-clocks/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const CONVICTION_SEEDS = Math.max(SEEDS, 200);

/** How long trouble lasts here. */
const TROUBLE: Micros = 8 * SECOND;

/** Nobody writes after the trouble. */
const QUIET: TimedIntervention = {
  at: TROUBLE,
  what: { do: "set", knob: "workload", value: "off" },
};

/** Beside all other trouble, each replica’s clock is set wrong by up to three seconds, and once more on the way. */
function wrongClocks(seed: number): TimedIntervention[] {
  return replicasOf(new Run(scenario, emptyScript(scenario.id, seed)).world).flatMap(({ spec }) =>
    [0, 4 * SECOND].map((at): TimedIntervention => {
      const luck = streamOf(seed, `clock of ${spec.id} at ${at}`) >>> 0;
      const offset = (luck % (6 * SECOND)) - 3 * SECOND;
      return { at, what: { do: "clock", node: spec.id, offset } };
    }),
  );
}

function runUnder(seed: number, rules: Settings["rules"] = {}): Run {
  const knobs = { clients: seed % 2 === 0 ? "roam" : "home" };
  const steps = [...randomFaults(scenario, seed, TROUBLE), ...wrongClocks(seed), QUIET].toSorted(
    (a, b) => a.at - b.at,
  );
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

test(`all rules on: ${SEEDS} seeds of trouble break no promise, and afterwards all copies are the same`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = runUnder(seed);
    expect(brokenPromise(run, TROUBLE + scenario.recovery), `seed ${seed}`).toBe(null);
    const copies = replicasOf(run.world).map((node) => {
      const known = knownTo(node) as ReplicaContext;
      expect(unconfirmed(known), `seed ${seed}: ${node.spec.id} still waits`).toEqual([]);
      return JSON.stringify(known.registers);
    });
    expect(new Set(copies).size, `seed ${seed}: ${copies.join(" | ")}`).toBe(1);
  }
});

describe("each rule off is convicted of a lost update", () => {
  test.each(["hybrid-clock", "client-stamp"])("%s", (rule) => {
    let convicted = 0;
    for (let seed = 1; seed <= CONVICTION_SEEDS && convicted === 0; seed++) {
      const found = brokenPromise(runUnder(seed, { [rule]: false }), TROUBLE);
      if (found === null) continue;
      expect(found).toBe("no-lost-update");
      convicted = seed;
    }
    expect(convicted, `no seed up to ${CONVICTION_SEEDS} convicts ${rule}`).toBeGreaterThan(0);
    console.log(`${rule} off: seed ${convicted} loses an acknowledged write`);
  });
});
