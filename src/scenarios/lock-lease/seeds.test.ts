/**
 * Turns under random trouble: no promise is broken, and when trouble is over everybody gets a turn; each rule off, a seed convicts it.
 * NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import type { Settings } from "../../kernel/settings.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { parseDuration, SECOND } from "../../kernel/time.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const TROUBLE = 12 * SECOND;
const LEASES = scenario.knobs[0]!.values.map(({ value }) => value);
const CLIENTS = ["alice", "bob", "carol"];

function run(seed: number, settings: Partial<Settings>, more: readonly TimedIntervention[]): Run {
  const steps = [...randomFaults(scenario, seed, TROUBLE), ...more];
  return new Run(scenario, {
    ...emptyScript(scenario.id, seed),
    knobs: {},
    rules: {},
    ...settings,
    steps,
  });
}

test(`${SEEDS} seeds of trouble break no promise, and everybody gets a turn afterwards`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const lease = LEASES[seed % LEASES.length]!;
    // Who held it by then has lost it, and two others may be served first.
    const recovered = TROUBLE + 2 * parseDuration(lease)! + 4 * SECOND;
    const quiet: TimedIntervention = {
      at: TROUBLE,
      what: { do: "set", knob: "workload", value: "off" },
    };
    const turns = CLIENTS.map((node): TimedIntervention => ({
      at: recovered,
      what: { do: "fire", node, timer: "nextTurn" },
    }));
    const one = run(seed, { knobs: { lease } }, [quiet, ...turns]);
    expect(brokenPromise(one, recovered - 1), `seed ${seed}`).toBeNull();
    for (const id of CLIENTS) expect(one.world.node(id).mode, `seed ${seed}: ${id}`).toBe("idle");
    const before = one.world.counters.ok;
    expect(brokenPromise(one, recovered + scenario.recovery), `seed ${seed}`).toBeNull();
    expect(one.world.counters.ok - before, `seed ${seed}: turns`).toBe(CLIENTS.length);
  }
});

test(`turning lease and work under way breaks no promise in ${SEEDS} seeds`, () => {
  for (let seed = 1; seed <= SEEDS; seed += 2) {
    const turns = Array.from({ length: 8 }, (_, i): TimedIntervention => {
      const knob = scenario.knobs[(seed + i) % 2]!;
      // With a lease of 3 s, 2 s of work would be refused.
      const values = knob.values.map(({ value }) => value).filter((value) => value !== "3s");
      const at = Math.round((TROUBLE * (i + 1)) / 9);
      return { at, what: { do: "set", knob: knob.id, value: values[(seed + i) % values.length]! } };
    });
    const steps = [...randomFaults(scenario, seed, TROUBLE), ...turns].toSorted(
      (a, b) => a.at - b.at,
    );
    const one = new Run(scenario, { ...emptyScript(scenario.id, seed), steps });
    expect(brokenPromise(one, TROUBLE), `seed ${seed}`).toBeNull();
  }
});

describe("each rule off is convicted", () => {
  test.each([
    ["fencing-token", "fencing"],
    ["fencing-token", "lost-update"],
    ["lease-expiry", "bounded-wait"],
    ["durable-lease", "one-lease"],
    ["durable-lease", "tokens"],
    ["durable-lease", "lost-update"],
  ])("%s off breaks %s", (rule, monitor) => {
    const place = scenario.monitors.findIndex(({ id }) => id === monitor);
    let found = 0;
    for (let seed = 1; seed <= Math.max(SEEDS, 400) && found === 0; seed++) {
      const one = run(seed, { rules: { [rule]: false } }, []);
      while (one.time < TROUBLE) one.advance(TROUBLE);
      if (one.world.findings[place]!.verdict === "violated") found = seed;
    }
    console.log(`${rule} off: seed ${found} breaks ${monitor}`);
    expect(found).toBeGreaterThan(0);
  });
});
