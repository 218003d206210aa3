/**
 * What the lesson measures beside what PBS publishes (Bailis et al. 2012): staleness by versions against the closed form of §3.1, which holds where
 * quorums do not expand and is a bound where they do, and by time against the WARS model of §4, for the lesson's own latencies.
 */
import { describe, expect, test } from "vitest";
import { emptyScript } from "../../kernel/intervention.ts";
import type { Plot } from "../../kernel/monitor.ts";
import { Run } from "../../kernel/run.ts";
import type { Settings } from "../../kernel/settings.ts";
import { SECOND } from "../../kernel/time.ts";
import { staleness, type Staleness } from "../../protocols/dynamo/meters.ts";
import { kStaleness } from "../../structures/partial-quorum.ts";
import { scenario } from "./scenario.ts";

const SEEDS = 4;
const LENGTH = 100 * SECOND;

interface Measured {
  readonly delays: Staleness["delays"];
  readonly versions: Staleness["versions"];
  readonly plots: readonly Plot[];
}

/** Several undisturbed runs, counted together. */
function measure(knobs: Settings["knobs"], rules: Settings["rules"] = {}): Measured {
  const index = scenario.meters.findIndex(({ id }) => id === staleness.id);
  const add = (a: Staleness["delays"], b: Staleness["delays"]) =>
    a.map(({ hits, of }, i) => ({ hits: hits + b[i]!.hits, of: of + b[i]!.of }));
  let sum: Measured | null = null;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules });
    run.seek(LENGTH);
    const memory = run.world.meters[index] as Staleness;
    sum = {
      delays: sum ? add(sum.delays, memory.delays) : memory.delays,
      versions: sum ? add(sum.versions, memory.versions) : memory.versions,
      plots: staleness.plots!(memory, run.world),
    };
  }
  return sum!;
}

/** So far may a share of so many lie from its expectation: four standard errors, and the prediction's own. */
function margin(expected: number, of: number): number {
  return 4 * Math.sqrt((expected * (1 - expected)) / of) + 0.02;
}

describe("by versions", () => {
  test.each([
    ["1", "1"],
    ["2", "1"],
    ["1", "2"],
  ])("R = %s, W = %s drawn at random, and nobody repairs: the closed form", (r, w) => {
    const { versions } = measure(
      { n: "3", r, w, asks: "few" },
      { "read-repair": false, "hinted-handoff": false },
    );
    for (const [i, { hits, of }] of versions.entries()) {
      const expected = kStaleness({ n: 3, r: Number(r), w: Number(w) }, i + 1);
      expect(Math.abs(hits / of - expected), `k = ${i + 1}`).toBeLessThan(margin(expected, of));
    }
  });

  test.each([
    ["1", "1"],
    ["2", "2"],
  ])("R = %s, W = %s where all N are asked: no more than the closed form", (r, w) => {
    const { versions } = measure({ n: "3", r, w });
    for (const [i, { hits, of }] of versions.entries()) {
      const bound = kStaleness({ n: 3, r: Number(r), w: Number(w) }, i + 1);
      expect(hits / of).toBeLessThanOrEqual(bound + margin(bound, of));
    }
  });
});

describe("by time, where all N are asked", () => {
  test.each([
    ["1", "1"],
    ["1", "2"],
    ["2", "1"],
  ])("R = %s, W = %s: WARS", (r, w) => {
    const { delays, plots } = measure({ n: "3", r, w });
    const predicted = new Map(
      plots[0]!.series.find(({ id }) => id === "wars")!.points.map(([x, y]) => [x, y / 100]),
    );
    // Where fewer were counted, a share says nothing.
    const counted = [...delays.entries()].filter(([, { of }]) => of >= 20);
    expect(counted.length).toBeGreaterThan(5);
    for (const [i, { hits, of }] of counted) {
      const expected = predicted.get(40 * i + 20)!;
      const off = Math.abs(hits / of - expected);
      expect(off, `${40 * i + 20} ms`).toBeLessThan(margin(expected, of));
    }
  });
});
