/**
 * Logical clocks under random trouble: with all rules on nothing is violated, and afterwards all lists are the same; each rule off, a seed
 * convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import type { Settings } from "../../kernel/settings.ts";
import { parseScript } from "../../kernel/script.ts";
import { brokenPromise, TROUBLE } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { nameOf } from "../../protocols/lamport-clocks/clock.ts";
import { knownTo } from "../../protocols/lamport-clocks/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const CONVICTION_SEEDS = Math.max(SEEDS, 2_000);

/** Nobody makes anything after the trouble. */
const QUIET: TimedIntervention = {
  at: TROUBLE,
  what: { do: "set", knob: "workload", value: "off" },
};

function runUnder(seed: number, rules: Settings["rules"] = {}): Run {
  const knobs = { workload: seed % 2 === 0 ? "busy" : "on" };
  const steps = [...randomFaults(scenario, seed, TROUBLE), QUIET];
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

test(`all rules on: ${SEEDS} seeds of trouble break no promise, and afterwards all lists are the same`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = runUnder(seed);
    expect(brokenPromise(run, TROUBLE + scenario.recovery), `seed ${seed}`).toBe(null);
    const lists = run.world.nodes.map((node) => {
      const { applied, log, queue, outbox } = knownTo(node);
      expect([queue, outbox], `seed ${seed}: ${node.spec.id} still waits`).toEqual([[], []]);
      return `${applied}: ${log?.map(nameOf).join(" ")}`;
    });
    expect(new Set(lists).size, `seed ${seed}: ${lists.join(" | ")}`).toBe(1);
  }
});

describe("each rule off is convicted", () => {
  for (const [rule, promises] of [
    ["merge-on-receive", ["clock-condition"]],
    ["wait-for-all", ["total-order"]],
    ["durable-clock", ["clock-condition"]],
  ] as const) {
    test(`${rule} off breaks ${promises.join(" or ")}`, () => {
      for (let seed = 1; seed <= CONVICTION_SEEDS; seed++) {
        const found = brokenPromise(runUnder(seed, { [rule]: false }), TROUBLE);
        if (found === null) continue;
        expect(promises).toContain(found);
        console.log(`${rule} off: seed ${seed} breaks ${found}`);
        return;
      }
      expect.fail(`no seed up to ${CONVICTION_SEEDS} convicts ${rule}`);
    });
  }

  test("without merging, the list stands upside down", () => {
    const text = `scenario ${scenario.id}
      rule merge-on-receive off
      at 1s partition r | p q
      at 12s heal
      at 15s fire r nextUpdate`;
    const run = new Run(scenario, parseScript(text, vocabularyOf(scenario)));
    run.seek(25 * SECOND);
    const broken = run.world.findings.flatMap(({ verdict }, i) =>
      verdict === "violated" ? [scenario.monitors[i]!.id] : [],
    );
    expect(broken).toContain("causes-first");
  });
});

describe("what it costs", () => {
  /** One update of each process, one after the other, without trouble. */
  function calm(): Run {
    const lines = ["p", "q", "r"].map((id, i) => `at ${1 + 3 * i}s fire ${id} nextUpdate`);
    const text = [`scenario ${scenario.id}`, "set workload off", ...lines].join("\n");
    const run = new Run(scenario, parseScript(text, vocabularyOf(scenario)));
    run.seek(12 * SECOND);
    return run;
  }

  test("an update takes n(n − 1) messages: one multicast and n − 1 acknowledgements to all", () => {
    const run = calm();
    expect(run.world.counters.sent).toBe(3 * 6);
    const readings = scenario.meters.flatMap((meter, i) =>
      meter.read(run.world.meters[i], run.world),
    );
    expect(readings.find(({ id }) => id === "messages")?.value).toBe(6);
    expect(readings.find(({ id }) => id === "everywhere")?.value).toBe(3);
  });

  const file = new URL("../../../../shared/cases/vectors/vectors.json", import.meta.url);
  test.skipIf(!existsSync(file))(
    "for three processes that is as many as Lamport’s mutual exclusion takes by Ricart and Agrawala’s count (skipped without the table)",
    () => {
      const table = JSON.parse(readFileSync(file, "utf8")) as {
        readonly ricart_agrawala: Readonly<Record<string, { readonly lamport: number }>>;
      };
      for (const [n, { lamport }] of Object.entries(table.ricart_agrawala))
        expect(lamport).toBe(3 * (Number(n) - 1));
      expect(calm().world.counters.sent / 3).toBe(table.ricart_agrawala["3"]!.lamport);
    },
  );
});
