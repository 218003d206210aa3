/**
 * Reads of a Raft cluster under random trouble, clocks that drift included: with all rules on they are linearizable, and
 * the cluster recovers; with `read-index` off a seed convicts it. `lease-bounds-drift` needs a slow leader and fast
 * followers, which a script brings about here and the search finds. NETSPLIT_SEEDS changes the number of seeds.
 */
import { expect, test } from "vitest";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { brokenPromise, TROUBLE, troubledRun } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);

const SETTINGS = [{}, { reads: "lease" }, { reads: "log" }] as const;

test(`all rules on: ${SEEDS} seeds of trouble break no promise, and a leader leads afterwards`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = troubledRun(scenario, seed, { knobs: SETTINGS[seed % SETTINGS.length]! });
    expect(brokenPromise(run, TROUBLE + scenario.recovery), `seed ${seed}`).toBe(null);
    expect(
      run.world.nodes.filter((node) => node.mode === "leader"),
      `seed ${seed}: leaders after recovery`,
    ).toHaveLength(1);
  }
});

test("read-index off: a deposed leader serves a stale read", () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const found = brokenPromise(
      troubledRun(scenario, seed, { rules: { "read-index": false } }),
      TROUBLE,
    );
    if (found === null) continue;
    expect(found).toBe("linearizable");
    console.log(`read-index off: seed ${seed} breaks ${found}`);
    return;
  }
  expect.fail(`no seed up to ${SEEDS} convicts read-index`);
});

/** A slow leader and fast followers, as far as the lesson's fault model goes, and the leader cut off with a client. */
function slowLeader(seed: number, rule: "on" | "off"): string | null {
  const text = `scenario ${scenario.id}
    seed ${seed}
    set reads lease
    rule lease-bounds-drift ${rule}
    at 0s drift n1 0.7
    at 0s drift n2 1.3
    at 0s drift n3 1.3
    at 300ms fire n1 electionTimeout
    at 2s partition n1 c1 | n2 n3 c2`;
  return brokenPromise(new Run(scenario, parseScript(text, vocabularyOf(scenario))), 12 * SECOND);
}

test("lease-bounds-drift off: a slow leader's lease outlives its followers' promise", () => {
  const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
  const found = seeds.filter((seed) => slowLeader(seed, "off") === "linearizable");
  console.log(`lease-bounds-drift off: ${found.length} of 40 seeds read stale`);
  expect(found.length).toBeGreaterThan(4);
  for (const seed of seeds) expect(slowLeader(seed, "on"), `seed ${seed}`).toBe(null);
});
