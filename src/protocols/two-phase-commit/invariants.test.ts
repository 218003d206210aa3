/**
 * AC4 and AC5 hold whichever rule is off, so they are shown to be alive by programs that are deaf to a message: a coordinator
 * that misses a vote, a participant that misses the decision.
 */
import { expect, test } from "vitest";
import { anyBehavior, type Behavior } from "../../kernel/behavior.ts";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import type { Scenario } from "../../kernel/scenario.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { commitCluster } from "./testing/cluster.ts";

function play(scenario: Scenario, lines: readonly string[]): Run {
  return new Run(
    scenario,
    parseScript([`scenario ${scenario.id}`, ...lines].join("\n"), vocabularyOf(scenario)),
  );
}

const BOOK = "at 1s client c1 book mon";

/** A program that never takes in messages of this kind from this node. */
function deafTo(type: string, from: string, behavior: Behavior): Behavior {
  return anyBehavior({
    ...behavior,
    react: (state, stimulus) =>
      stimulus.type === type && stimulus.from === from
        ? { state, effects: [] }
        : behavior.react(state, stimulus),
  });
}

function withDeaf(id: string, type: string, from: string): Scenario {
  const cluster = commitCluster();
  return {
    ...cluster,
    nodes: cluster.nodes.map((node) =>
      node.id === id ? { ...node, behavior: deafTo(type, from, node.behavior) } : node,
    ),
  };
}

test("AC4: a transaction to which all said yes is aborted, and nothing had failed", () => {
  const deaf = withDeaf("tm", "Yes", "p3");
  expect(brokenPromise(play(deaf, [BOOK]), 6 * SECOND)).toBe("ac4");
  // With a failure there is no such promise.
  const cut = ["at 0.5s cut tm-c2", BOOK];
  expect(brokenPromise(play(deaf, cut), 6 * SECOND)).toBe(null);
});

test("AC5: a participant that hears no decision though nothing is wrong", () => {
  expect(brokenPromise(play(commitCluster(), [BOOK]), 20 * SECOND)).toBe(null);
  expect(brokenPromise(play(withDeaf("p3", "Commit", "tm"), [BOOK]), 20 * SECOND)).toBe("ac5");
});

test("AC5 asks for repair first: whoever is blocked while the coordinator is down breaks nothing", () => {
  const run = play(commitCluster(), [BOOK, "at 1.025s crash tm", "at 30s restart tm"]);
  expect(brokenPromise(run, 40 * SECOND)).toBe(null);
});
