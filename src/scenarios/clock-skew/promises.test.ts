/**
 * What the lesson shows, held fast: hybrid time’s theorems are alive (a program that steps its clock wrongly is convicted), ε bounds what it
 * is said to bound, and a rule that comes and goes leaves nothing behind.
 */
import { describe, expect, test } from "vitest";
import { anyBehavior, type Behavior, type Effect } from "../../kernel/behavior.ts";
import { emptyScript } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import type { Scenario } from "../../kernel/scenario.ts";
import { parseScript } from "../../kernel/script.ts";
import { SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import type { HLC } from "../../protocols/hybrid-logical-clocks/clock.ts";
import { REPLICA } from "../../protocols/hybrid-logical-clocks/world.ts";
import { scenario } from "./scenario.ts";

function played(of: Scenario, lines: readonly string[], seconds: number): Run {
  const text = [`scenario ${of.id}`, ...lines].join("\n");
  const run = new Run(of, parseScript(text, vocabularyOf(of)));
  run.seek(seconds * SECOND);
  return run;
}

function broken(run: Run): readonly string[] {
  return run.world.findings.flatMap(({ verdict }, i) =>
    verdict === "violated" ? [run.scenario.monitors[i]!.id] : [],
  );
}

function reading(run: Run, id: string): number | null {
  const all = run.scenario.meters.flatMap((meter, i) => meter.read(run.world.meters[i], run.world));
  return all.find((each) => each.id === id)!.value;
}

/** The replicas’ program, with every timestamp that it says changed. */
function mistaken(change: (clock: HLC) => HLC): Scenario {
  const said = (effect: Effect): Effect =>
    effect.type === "note" && effect.params.note === "received"
      ? {
          ...effect,
          params: {
            ...effect.params,
            about: { ...effect.params.about, ...change(effect.params.about as unknown as HLC) },
          },
        }
      : effect;
  const wrong = (behavior: Behavior): Behavior =>
    anyBehavior({
      ...behavior,
      react: (state, stimulus) => {
        const { state: next, effects } = behavior.react(state, stimulus);
        return { state: next, effects: effects.map(said) };
      },
    });
  return {
    ...scenario,
    nodes: scenario.nodes.map((node) =>
      node.kind === REPLICA ? { ...node, behavior: wrong(node.behavior) } : node,
    ),
  };
}

describe("a clock that is stepped wrongly is convicted", () => {
  test.each<[string, (clock: HLC) => HLC]>([
    ["clock-condition", ({ l }) => ({ l, c: -1 })],
    ["bounded-l", ({ l, c }) => ({ l: l + 5_000, c })],
    ["bounded-l", ({ l, c }) => ({ l: l - 5_000, c })],
    ["bounded-c", ({ l, c }) => ({ l, c: c + 2 })],
  ])("%s", (id, change) => {
    expect(broken(played(mistaken(change), ["at 0s clock n1 +2s"], 5))).toContain(id);
    expect(
      broken(
        played(
          mistaken((clock) => clock),
          ["at 0s clock n1 +2s"],
          5,
        ),
      ),
    ).toEqual([]);
  });
});

describe("Corollary 1", () => {
  test.each([1, 2, 3, 4, 5, 6])(
    "l − pt is at most what clocks have differed by (seed %i)",
    (seed) => {
      const lines = [
        `seed ${seed}`,
        "at 0s clock n1 +1.7s",
        "at 0s clock n2 -0.4s",
        "at 0s drift n3 1.08",
      ];
      const run = played(scenario, lines, 12);
      expect(reading(run, "apart")).toBeGreaterThanOrEqual(2_100);
      expect(reading(run, "ahead")).toBeGreaterThan(500);
      expect(reading(run, "ahead")).toBeLessThanOrEqual(reading(run, "apart")!);
    },
  );

  test("with true clocks l is pt wherever a message arrives, and c counts a step’s own sending", () => {
    const run = played(scenario, ["seed 1"], 12);
    expect([reading(run, "apart"), reading(run, "ahead"), reading(run, "counted")]).toEqual([
      0, 0, 1,
    ]);
  });
});

test("an hour ahead for a moment: order holds, l stays an hour ahead, c counts", () => {
  const lines = [
    "seed 1",
    "at 1s clock n3 +3600s",
    "at 1s client c3 write x late",
    "at 1.5s clock n3 +0s",
  ];
  const run = played(scenario, lines, 20);
  expect(broken(run)).toEqual([]);
  expect(reading(run, "ahead")).toBeGreaterThan(3_590_000);
  expect(reading(run, "counted")).toBeGreaterThan(50);
});

test("what was stamped by clocks alone does not trouble hybrid time when it begins", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const script = parseScript(
      `scenario ${scenario.id}
        seed ${seed}
        rule hybrid-clock off
        at 0s clock n1 +3s
        at 0s clock n2 -1s
        at 3s rule hybrid-clock on`,
      vocabularyOf(scenario),
    );
    const steps = [...script.steps, ...randomFaults(scenario, seed, 8 * SECOND)].toSorted(
      (a, b) => a.at - b.at,
    );
    const run = new Run(scenario, {
      ...emptyScript(scenario.id, seed),
      rules: script.rules,
      steps,
    });
    run.seek(10 * SECOND);
    // Updates may have been lost while clocks alone counted.
    expect(
      broken(run).filter((id) => id !== "no-lost-update"),
      `seed ${seed}`,
    ).toEqual([]);
  }
});
