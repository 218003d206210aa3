/**
 * Byzantine generals under random trouble, which is traitors: with the rule on, IC1 and IC2 hold as often as there are no more traitors
 * than are borne, and afterwards everybody obeys; with the rule off a seed convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { expect, test } from "vitest";
import { emptyScript } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import type { Settings } from "../../kernel/settings.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { scenarioAt } from "../../kernel/variant.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { bearable } from "../../protocols/byzantine-generals/counts.ts";
import { lieutenantIn } from "../../protocols/byzantine-generals/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);

/** Three orders under trouble, and one after it. */
const TROUBLE = 12.5 * SECOND;
const AFTERWARDS = 16.5 * SECOND;

function runUnder(seed: number, knobs: Settings["knobs"], rules: Settings["rules"] = {}): Run {
  const steps = randomFaults(scenarioAt(scenario, knobs), seed, TROUBLE);
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

/** Mostly four generals; more of them say far more. */
function generalsFor(seed: number): string {
  return seed % 20 === 0 ? "7" : seed % 10 === 5 ? "5" : seed % 4 === 1 ? "3" : "4";
}

test(`the rule on: ${SEEDS} seeds of traitors break no promise, and afterwards everybody obeys`, () => {
  let betrayals = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const generals = generalsFor(seed);
    const run = runUnder(seed, { generals, m: String(seed % 20 === 0 ? 2 : 1) });
    expect(brokenPromise(run, AFTERWARDS), `seed ${seed}`).toBe(null);
    betrayals += run.script.steps.filter(({ what }) => what.do === "traitor" && what.as).length;
    if (Number(generals) > 3)
      expect(
        run.world.findings.map(({ verdict }) => verdict),
        `seed ${seed}`,
      ).toEqual(["holds", "holds"]);
    const obeyed = run.world.nodes.flatMap((node) => lieutenantIn(node)?.obeys ?? []);
    expect(new Set(obeyed).size, `seed ${seed}: all do the same`).toBe(1);
  }
  expect(betrayals).toBeGreaterThan(SEEDS / 2);
});

test("enough-loyal off breaks IC1 or IC2", () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const knobs = seed % 2 === 0 ? { generals: "3" } : { m: "2" };
    const found = brokenPromise(runUnder(seed, knobs, { "enough-loyal": false }), TROUBLE);
    if (found === null) continue;
    expect(["ic1", "ic2"]).toContain(found);
    console.log(`enough-loyal off: seed ${seed} breaks ${found}`);
    return;
  }
  expect.fail(`no seed up to ${SEEDS} convicts enough-loyal`);
});

const played = (lines: readonly string[], seconds: number): Run => {
  const text = [`scenario ${scenario.id}`, ...lines].join("\n");
  const run = new Run(scenario, parseScript(text, vocabularyOf(scenario)));
  run.seek(seconds * SECOND);
  return run;
};

const TREACHERIES = scenario.treacheries!.map(({ id }) => id);
const verdicts = (run: Run) => run.world.findings.map(({ verdict }) => verdict);

test.each(TREACHERIES)(
  "four generals bear one who %s, whoever he is and whatever is ordered",
  (as) => {
    for (const order of ["attack", "retreat"])
      for (const who of ["g0", "g1", "g2", "g3"]) {
        const run = played([`set order ${order}`, `at 0s traitor ${who} ${as}`], 4);
        expect(verdicts(run), `${who}, ${order}`).toEqual(["holds", "holds"]);
      }
  },
);

test("seven generals bear two", () => {
  for (const [i, as] of TREACHERIES.entries()) {
    const other = TREACHERIES[(i + 1) % TREACHERIES.length]!;
    const lines = ["set generals 7", "set m 2", `at 0s traitor g${i} ${as}`];
    expect(verdicts(played([...lines, `at 0s traitor g6 ${other}`], 4))).toEqual([
      "holds",
      "holds",
    ]);
  }
});

test("more traitors than are borne may split the loyal, and nothing was promised", () => {
  const run = played(["at 0s traitor g0 splits", "at 0s traitor g3 splits"], 4);
  expect(run.world.findings[0]).toMatchObject({ verdict: "unknown" });
  expect(run.world.findings[0]!.expert).toContain("Nothing was promised.");
});

test("three generals with the rule on reckon with no traitor: OM(0), and one more is too many", () => {
  const run = played(["set generals 3", "set order attack", "at 0s traitor g0 splits"], 4);
  expect(bearable(3)).toBe(0);
  expect(verdicts(run)[0]).toBe("unknown");
  expect(run.world.counters.sent).toBe(2);
});

test.each([
  ["a cut link", "at 500ms cut g0>g1"],
  ["a crash", "at 1.5s crash g2"],
  ["a pause", "at 1.5s pause g1"],
  ["a clock that is off", "at 0s clock g1 +300ms"],
  ["a timer rung by hand", "at 1.3s fire g3 roundEnd"],
  ["messages that take too long", "at 0s latency g1>g2 2s"],
])("%s is laid at one general’s door, and one is borne", (_, line) => {
  expect(verdicts(played(["set order attack", line], 4.5))).toEqual(["holds", "holds"]);
});
