/**
 * The group under random trouble: with all rules every promise holds, and when trouble is over everybody holds everybody for alive; each rule
 * off, a seed or a script convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { memberOf } from "../../protocols/swim/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const TROUBLE = 3.5 * SECOND;

function troubled(seed: number, rules: Record<string, boolean> = {}, knobs = {}): Run {
  const steps = randomFaults(scenario, seed, TROUBLE);
  return new Run(scenario, { ...emptyScript(scenario.id, seed), rules, knobs, steps });
}

/** Who holds whom for anything but alive. */
function doubts({ world }: Run): string[] {
  return world.nodes.flatMap((node) =>
    Object.entries(memberOf(node)!.members)
      .filter(([, { status }]) => status !== "alive")
      .map(([member, { status }]) => `${node.spec.id}: ${member} ${status}`),
  );
}

test(`${SEEDS} seeds of trouble break no promise, and afterwards everybody is alive to everybody`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = troubled(seed);
    const end = TROUBLE + 4 * SECOND;
    expect(brokenPromise(run, end), `seed ${seed}`).toBe(null);
    expect(doubts(run), `seed ${seed}`).toEqual([]);
  }
});

/** Suspicions that end soon make many confirmations, and many returns. */
test("after long trouble with short suspicions, too", () => {
  for (let seed = 1; seed <= Math.ceil(SEEDS / 20); seed++) {
    const steps = randomFaults(scenario, seed, 4 * TROUBLE);
    const knobs = { multiplier: "1" };
    const run = new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, steps });
    expect(brokenPromise(run, 4 * TROUBLE + scenario.recovery), `seed ${seed}`).toBe(null);
    expect(doubts(run), `seed ${seed}`).toEqual([]);
  }
});

test("a crash is confirmed by everybody, whoever crashes and whenever", () => {
  for (let seed = 1; seed <= Math.ceil(SEEDS / 20); seed++) {
    const crash: TimedIntervention = {
      at: 2 * SECOND + 137_000 * seed,
      what: { do: "crash", node: `n${(seed % 8) + 1}` },
    };
    const run = new Run(scenario, { ...emptyScript(scenario.id, seed), steps: [crash] });
    expect(brokenPromise(run, 26 * SECOND), `seed ${seed}`).toBe(null);
    const others = run.world.nodes.filter(({ status }) => status === "up");
    for (const node of others)
      expect(memberOf(node)!.members[`n${(seed % 8) + 1}`]!.status, `seed ${seed}`).toBe("confirm");
  }
});

describe("each rule off is convicted", () => {
  test.each([
    ["suspicion", "accuracy"],
    ["indirect-probe", "no-false-suspicion"],
  ])("%s off: a seed breaks %s", (rule, monitor) => {
    for (let seed = 1; seed <= Math.max(SEEDS, 100); seed++)
      if (brokenPromise(troubled(seed, { [rule]: false }), TROUBLE) === monitor) return;
    expect.fail("no seed has convicted it");
  });

  const NAP = ["at 2s pause n4", "at 4s resume n4"];

  test.each([
    ["incarnation", "accuracy", NAP],
    ["suspicion", "accuracy", NAP],
    ["indirect-probe", "no-false-suspicion", ["at 2s cut n3-n7"]],
  ])("%s off: a script breaks %s, which holds with the rule on", (rule, monitor, lines) => {
    for (const [off, broken] of [
      [[`rule ${rule} off`], monitor],
      [[], null],
    ] as const) {
      const text = ["scenario swim", "seed 1", ...off, ...lines].join("\n");
      const run = new Run(scenario, parseScript(text, vocabularyOf(scenario)));
      expect(brokenPromise(run, 20 * SECOND)).toBe(broken);
    }
  });
});
