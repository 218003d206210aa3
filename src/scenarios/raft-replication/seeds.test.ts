/**
 * Raft's log under random trouble: with all rules on nothing is violated, and the cluster recovers; with a rule off a seed
 * convicts it. `commit-own-term-only` needs the coincidences of Figure 8, which its set-up brings about and the search
 * finds. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { brokenPromise, TROUBLE, troubledRun } from "../../kernel/testing/troubled.ts";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { logIn } from "../../protocols/raft/world.ts";
import { lastIndex, lastTerm } from "../../structures/log.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);

/** By turns as the lesson opens, with long messages, without snapshots, and with three servers. */
const SETTINGS = [{}, { batch: "16" }, { snapshots: "off" }, { servers: "3" }] as const;

test(`all rules on: ${SEEDS} seeds of trouble break no promise, and one leader's log is everybody's afterwards`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = troubledRun(scenario, seed, { knobs: SETTINGS[seed % SETTINGS.length]! });
    expect(brokenPromise(run, TROUBLE + scenario.recovery), `seed ${seed}`).toBe(null);
    const servers = run.world.nodes.filter((node) => node.spec.kind === "server");
    expect(
      servers.filter((node) => node.mode === "leader"),
      `seed ${seed}: leaders after recovery`,
    ).toHaveLength(1);
    const ends = servers.map((node) => lastTerm(logIn(node)));
    expect(new Set(ends).size, `seed ${seed}: terms of the last entries`).toBe(1);
  }
});

describe("a rule off is convicted", () => {
  for (const [rule, promises] of [
    ["log-up-to-date-vote", ["leader-completeness"]],
    ["log-matching-check", ["state-machine-safety", "log-matching"]],
    ["client-sessions", ["effect-once"]],
  ] as const) {
    test(`${rule} off breaks ${promises.join(" or ")}`, () => {
      for (let seed = 1; seed <= SEEDS; seed++) {
        const found = brokenPromise(
          troubledRun(scenario, seed, { rules: { [rule]: false } }),
          TROUBLE,
        );
        if (found === null) continue;
        expect(promises).toContain(found);
        console.log(`${rule} off: seed ${seed} breaks ${found}`);
        return;
      }
      expect.fail(`no seed up to ${SEEDS} convicts ${rule}`);
    });
  }
});

/** A set-up of the lesson, with some of its lines left out. */
function opened(id: string, without: string | null = null): Run {
  const preset = scenario.presets.find((each) => each.id === id);
  if (!preset || !("opens" in preset)) throw new Error(`no set-up is called ${id}`);
  const lines = preset.opens.filter((line) => line !== without);
  return new Run(
    scenario,
    parseScript([`scenario ${scenario.id}`, ...lines].join("\n"), vocabularyOf(scenario)),
  );
}

test("the set-up of Figure 8 loses a committed entry, and with the rule on it does not", () => {
  expect(brokenPromise(opened("figure-8"), 10 * SECOND)).toBe("leader-completeness");
  const safe = opened("figure-8", "rule commit-own-term-only off");
  expect(brokenPromise(safe, 30 * SECOND)).toBe(null);
});

test("the set-up of Figure 7: the leader's log becomes that of all six followers", () => {
  const run = opened("figure-7");
  expect(run.world.nodes.filter((node) => node.spec.kind === "server")).toHaveLength(7);
  expect(brokenPromise(run, 30 * SECOND)).toBe(null);
  const logs = run.world.nodes
    .filter((node) => node.spec.kind === "server")
    .map((node) => logIn(node));
  // The ten entries of the figure, the leader's empty one of term 8, and the client's.
  expect(lastIndex(logs[0]!)).toBe(12);
  for (const log of logs) expect(log).toEqual(logs[0]);
  expect(logs[0]!.entries.map(({ term }) => term)).toEqual([1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 8, 8]);
});
