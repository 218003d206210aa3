/** What the presets are for, and what the texts say of them, under many seeds and from the midst of a busy run. */
import { describe, expect, test } from "vitest";
import { Run } from "../../kernel/run.ts";
import { parseActions, parseScript } from "../../kernel/script.ts";
import { SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { participantIn } from "../../protocols/two-phase-commit/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const vocabulary = vocabularyOf(scenario);

/** A run that has gone on for 12 s, then a preset, then 9 s more. */
function after(preset: string, seed: number, ...settings: readonly string[]): Run {
  const text = [`scenario ${scenario.id}`, `seed ${seed}`, ...settings].join("\n");
  const run = new Run(scenario, parseScript(text, vocabulary));
  run.seek(12 * SECOND);
  const chosen = scenario.presets.find(({ id }) => id === preset)!;
  if ("opens" in chosen) throw new Error("a trouble, not a set-up");
  const lines = chosen.script(run.world).join("\n");
  for (const action of parseActions(lines, vocabulary, run.time)) run.act(action);
  run.seek(21 * SECOND);
  return run;
}

function modes(run: Run): readonly string[] {
  return run.world.nodes.filter((node) => participantIn(node)).map(({ mode }) => mode);
}

function broken(run: Run): readonly string[] {
  return scenario.monitors
    .filter((_, i) => run.world.findings[i]?.verdict === "violated")
    .map(({ id }) => id);
}

/** What the participants made of the last transaction that all of them know. */
function outcomes(run: Run): readonly string[] {
  return run.world.nodes.flatMap((node) => participantIn(node)?.entries.at(-1)?.standing ?? []);
}

describe.each(SEEDS)("under seed %d", (seed) => {
  test.each(["coordinator", "cooperative"])("all are blocked, whoever is asked (%s)", (asked) => {
    const run = after("block-everyone", seed, `set termination ${asked}`);
    expect(modes(run)).toEqual(["uncertain.blocked", "uncertain.blocked", "uncertain.blocked"]);
    expect(broken(run)).toEqual([]);
  });

  test("one that knows frees the others, if they may ask it", () => {
    const alone = after("one-is-told", seed);
    expect(modes(alone)).toEqual(["working", "uncertain.blocked", "uncertain.blocked"]);
    const together = after("one-is-told", seed, "set termination cooperative");
    expect(outcomes(together)).toEqual(["commit", "commit", "commit"]);
    expect([...broken(alone), ...broken(together)]).toEqual([]);
  });

  test("naps harm nobody who writes things down", () => {
    for (const preset of ["nap-after-voting", "nap-after-deciding"]) {
      const run = after(preset, seed);
      expect(outcomes(run)).toEqual(["commit", "commit", "commit"]);
      expect(broken(run)).toEqual([]);
    }
  });

  test("a promise or a decision that was only remembered makes two outcomes of one transaction", () => {
    const vote = after("nap-after-voting", seed, "rule log-before-vote off");
    expect(outcomes(vote)).toEqual(["commit", "abort", "commit"]);
    expect(broken(vote)).toEqual(["ac1"]);
    const decision = after("nap-after-deciding", seed, "rule log-before-decide off");
    expect(outcomes(decision)).toEqual(["commit", "abort", "abort"]);
    expect(broken(decision)).toEqual(["ac1", "ac2"]);
  });

  test("who is tired of waiting is not blocked, and may be wrong", () => {
    const free = after("block-everyone", seed, "rule wait-when-uncertain off");
    expect(modes(free)).toEqual(["working", "working", "working"]);
    expect(broken(free)).toEqual([]);
    const wrong = after("one-is-told", seed, "rule wait-when-uncertain off");
    expect(outcomes(wrong)).toEqual(["commit", "abort", "abort"]);
    expect(broken(wrong)).toEqual(["ac1"]);
  });
});
