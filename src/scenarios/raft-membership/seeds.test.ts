/**
 * Raft's membership changes under random trouble: with all rules on nothing is violated, and once nobody changes the members
 * any more, a leader leads. With `joint-consensus` off a seed convicts it; the two bugs of single-server changes need
 * their coincidences, which a script brings about here and the search finds. NETSPLIT_SEEDS changes the number of seeds.
 */
import { expect, test } from "vitest";
import { emptyScript } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { brokenPromise, TROUBLE, troubledRun } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);

const SETTINGS = [{}, { method: "joint" }, { voters: "4" }, { start: "half-told" }] as const;

test(`all rules on: ${SEEDS} seeds of trouble break no promise, and a leader leads afterwards`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = new Run(scenario, {
      ...emptyScript(scenario.id, seed),
      knobs: SETTINGS[seed % SETTINGS.length]!,
      steps: [
        ...randomFaults(scenario, seed, TROUBLE),
        { at: TROUBLE + 5 * SECOND, what: { do: "set", knob: "workload", value: "off" } },
      ],
    });
    expect(brokenPromise(run, TROUBLE + scenario.recovery), `seed ${seed}`).toBe(null);
    expect(
      run.world.nodes.filter((node) => node.mode === "leader"),
      `seed ${seed}: leaders after recovery`,
    ).toHaveLength(1);
  }
});

test("joint-consensus off breaks a promise", () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = troubledRun(scenario, seed, {
      knobs: { method: "joint" },
      rules: { "joint-consensus": false },
    });
    const found = brokenPromise(run, TROUBLE);
    if (found === null) continue;
    expect(["leader-completeness", "state-machine-safety", "election-safety"]).toContain(found);
    console.log(`joint-consensus off: seed ${seed} breaks ${found}`);
    return;
  }
  expect.fail(`no seed up to ${SEEDS} convicts joint-consensus`);
});

function played(lines: readonly string[]): string | null {
  const text = [`scenario ${scenario.id}`, ...lines].join("\n");
  return brokenPromise(new Run(scenario, parseScript(text, vocabularyOf(scenario))), 20 * SECOND);
}

test("the set-up of 2015 loses a committed change, and with the rule on it does not", () => {
  const preset = scenario.presets.find((each) => each.id === "bug-2015")!;
  const lines = "opens" in preset ? preset.opens : [];
  expect(played(lines)).toBe("leader-completeness");
  expect(played(lines.filter((line) => !line.startsWith("rule")))).toBe(null);
});

test("two changes at once make two clusters, and with the rule on they do not", () => {
  const lines = [
    "set workload off",
    "at 300ms fire n1 electionTimeout",
    "at 800ms partition n1 n4 n5 a1 | n2 n3 c1",
    "at 850ms client a1 add n4",
    "at 1.3s client a1 add n5",
  ];
  expect(played(["rule commit-before-next-change off", ...lines])).toBe("leader-completeness");
  expect(played(lines)).toBe(null);
});
