import { describe, expect, test } from "vitest";
import { emptyScript } from "../kernel/intervention.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { neutralAllowance, type Allowance } from "./allowance.ts";
import { exploreAll } from "./breadth-first.ts";
import { Charge } from "./charge.ts";
import { Play } from "./play.ts";
import { printOf, SAME_NAMES } from "./print.ts";
import { planted } from "./testing/planted.ts";
import { WorldPrints } from "./world-print.ts";
import { WorldSystem } from "./world-system.ts";

const FEW: Allowance = {
  ...neutralAllowance(planted),
  cuts: 0,
  partitions: 0,
  pauses: 0,
  delays: 1,
  fires: 0,
  crashes: 1,
  drops: 1,
  duplicates: 1,
};

function explore(rules: Readonly<Record<string, boolean>>, symmetric: boolean, most = 2) {
  const script = { ...emptyScript("planted", 1), rules };
  const play = new Play(planted, script, new Charge(planted, script, null));
  play.begin();
  return exploreAll(new WorldSystem(play, FEW, 0, 2_000_000, most, symmetric));
}

describe("symmetry of interchangeable nodes", () => {
  test("fewer states, the same verdicts", () => {
    for (const rules of [{}, { "on-disk": false }, { "no-repeats": false }]) {
      const plain = explore(rules, false);
      const symmetric = explore(rules, true);
      expect(symmetric.violation?.what).toBe(plain.violation?.what);
      expect(symmetric.violation?.path.length).toBe(plain.violation?.path.length);
      expect(symmetric.states).toBeLessThan(plain.states);
      expect(symmetric.complete).toBe(plain.complete);
    }
  });

  test("who is named by a parameter is not interchangeable", () => {
    const play = (scenario: Scenario) => {
      const script = emptyScript("planted", 1);
      const begun = new Play(scenario, script, new Charge(scenario, script, null));
      begun.begin();
      return new WorldPrints(scenario, begun.world);
    };
    expect(play(planted).symmetric).toBe(true);
    const favourite: Scenario = {
      ...planted,
      nodes: planted.nodes.map((node) =>
        node.id === "s" ? { ...node, config: { order: ["r2", "r1", "r3"] } } : node,
      ),
    };
    expect(play(favourite).symmetric).toBe(false);
  });
});

describe("exhaustive exploration of a lesson", () => {
  test("every run with so many interventions, to the end of the run", () => {
    const { complete, violation, states } = explore({}, true, 1);
    expect({ complete, violation }).toEqual({ complete: true, violation: null });
    expect(states).toBeGreaterThan(50);
  });

  test("more interventions, more states", () => {
    expect(explore({}, true, 2).states).toBeGreaterThan(explore({}, true, 1).states);
  });
});

describe("prints of data", () => {
  const print = (value: unknown) => printOf(value, SAME_NAMES, 1_000);

  test("what differs in value differs in print, what does not does not", () => {
    const values: unknown[] = [
      null,
      0,
      1,
      "1",
      true,
      [],
      {},
      [1, 2],
      [2, 1],
      [[1], 2],
      { a: 1 },
      { b: 1 },
      { a: 1, b: 2 },
      new Map([["a", 1]]),
      new Set(["a"]),
      0.5,
    ];
    const prints = values.map((value) => JSON.stringify(print(value)));
    expect(new Set(prints).size).toBe(values.length);
    expect(print({ a: [1, { b: 2 }] })).toEqual(print({ a: [1, { b: 2 }] }));
    expect(print({ a: 1, b: undefined })).toEqual(print({ a: 1 }));
  });

  test("moments are kept apart", () => {
    const one = print({ heard: 5_000, term: 3 });
    const other = print({ heard: 7_000, term: 3 });
    expect([one.a, one.b]).toEqual([other.a, other.b]);
    expect(one.moments).toEqual([5_000]);
    expect(other.moments).toEqual([7_000]);
  });

  test("renamed nodes: keys and values, whatever their order", () => {
    const swap = new Map([
      ["n1", "n2"],
      ["n2", "n1"],
    ]);
    expect(printOf({ vote: "n1", next: { n1: 4, n2: 7 } }, swap, 1_000)).toEqual(
      printOf({ vote: "n2", next: { n1: 7, n2: 4 } }, new Map([["n1", "n1"]]), 1_000),
    );
  });
});
