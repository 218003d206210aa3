/**
 * Gossip under random trouble: with all rules on no promise is broken, however members call, and some nights after it everybody has
 * heard; each rule off, a seed convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import type { Settings } from "../../kernel/settings.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { scenarioAt } from "../../kernel/variant.ts";
import { isSame } from "../../protocols/epidemic/messages.ts";
import { newsOf } from "../../protocols/epidemic/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const TROUBLE = 5 * SECOND;

const MODES = ["push", "pull", "push", "push-pull", "push"] as const;
const LOSING = ["feedback-counter", "feedback-coin", "blind-counter", "blind-coin"] as const;

function troubled(seed: number, rules: Settings["rules"]): Run {
  const knobs = {
    members: "20",
    mode: MODES[seed % MODES.length]!,
    losing: LOSING[Math.floor(seed / 4) % LOSING.length]!,
    k: String(1 + (seed % 3)),
  };
  const town = scenarioAt(scenario, knobs);
  // A second update, while the first is on its way.
  const news: TimedIntervention = {
    at: 2 * SECOND,
    what: { do: "fire", node: `n${2 + (seed % 19)}`, timer: "news" },
  };
  const steps = [...randomFaults(town, seed, TROUBLE), news].toSorted((a, b) => a.at - b.at);
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

test(`${SEEDS} seeds of trouble break no promise, and afterwards everybody hears`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = troubled(seed, {});
    expect(brokenPromise(run, TROUBLE + scenario.recovery), `seed ${seed}`).toBe(null);
    const [one, ...others] = run.world.nodes;
    const news = newsOf(one!.state);
    for (const { spec, status, state } of others) {
      expect(status, `seed ${seed}: ${spec.id}`).toBe("up");
      expect(isSame(newsOf(state), news), `seed ${seed}: ${spec.id} knows what n1 knows`).toBe(
        true,
      );
    }
  }
});

describe("each rule off is convicted", () => {
  test.each([
    ["anti-entropy", "everyone-hears"],
    ["stable-storage", "nothing-forgotten"],
  ])("%s off breaks %s", (rule, promise) => {
    for (let seed = 1; seed <= Math.max(SEEDS, 200); seed++) {
      const found = brokenPromise(troubled(seed, { [rule]: false }), TROUBLE + 3 * SECOND);
      if (found !== promise) continue;
      console.log(`${rule} off: seed ${seed} breaks ${found}`);
      return;
    }
    expect.fail("no seed convicts it");
  });
});
