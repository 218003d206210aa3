/**
 * What no rule takes away is shown to be watched by programs that lie: acceptors that say to have accepted what they have not.
 * And P2c is what the paper's words say, by trying every majority.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anyBehavior,
  type Behavior,
  type Effect,
  type EffectParams,
} from "../../kernel/behavior.ts";
import { Run } from "../../kernel/run.ts";
import type { Scenario } from "../../kernel/scenario.ts";
import { parseScript } from "../../kernel/script.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { isSafe } from "./invariants.ts";
import type { Proposal } from "./messages.ts";
import { paxosCluster } from "./testing/cluster.ts";

function play(scenario: Scenario, lines: readonly string[]): Run {
  return new Run(scenario, parseScript([`scenario ${scenario.id}`, ...lines].join("\n")));
}

/** A program that says `value` wherever it tells what it has accepted. */
function sayingAccepted(value: string, behavior: Behavior): Behavior {
  const lie = (effect: Effect): Effect =>
    effect.type === "sendEach"
      ? { ...effect, params: effect.params.map((send) => lied(send, value)) }
      : effect;
  return anyBehavior({
    ...behavior,
    react(state, stimulus) {
      const step = behavior.react(state, stimulus);
      return { ...step, effects: step.effects.map(lie) };
    },
  });
}

function lied(send: EffectParams["send"], value: string): EffectParams["send"] {
  return send.message.type === "Accepted"
    ? { ...send, message: { ...send.message, value } as EffectParams["send"]["message"] }
    : send;
}

/** All acceptors lie; p1 alone proposes its fig before long. */
function liars(value: string): Scenario {
  const cluster = paxosCluster();
  return {
    ...cluster,
    nodes: cluster.nodes.map((node) =>
      node.kind === "acceptor" ? { ...node, behavior: sayingAccepted(value, node.behavior) } : node,
    ),
  };
}

/** The promises that are broken at the first break of any. */
function brokenFirst(run: Run): readonly string[] {
  brokenPromise(run, 5 * SECOND);
  return run.world.findings.flatMap(({ verdict }, i) =>
    verdict === "violated" ? run.scenario.monitors[i]!.id : [],
  );
}

const P1_ALONE = ["at 1ms crash p2", "at 2ms fire p1 begin"];

describe("what is promised is watched", () => {
  test("validity: a value is learned that nobody has proposed", () => {
    expect(brokenFirst(play(liars("mud"), P1_ALONE))).toContain("validity");
  });

  test("learned only if chosen: a value is learned that is another proposer’s and not chosen", () => {
    expect(brokenFirst(play(liars("kiwi"), P1_ALONE))).toEqual(["learned-is-chosen"]);
    expect(brokenFirst(play(liars("fig"), P1_ALONE))).toEqual([]);
  });

  test("progress asks for repair first: with a majority down nothing is broken", () => {
    const down = ["a1", "a2", "a3"].map((acceptor) => `at 1ms crash ${acceptor}`);
    const up = ["a1", "a2", "a3"].map((acceptor) => `at 30s restart ${acceptor}`);
    const run = play(paxosCluster(), [...down, ...up]);
    expect(brokenPromise(run, 45 * SECOND)).toBe(null);
    expect(run.world.node("l1").mode).toBe("learned");
  });

  test("progress asks for somebody who proposes", () => {
    const byHand = paxosCluster({ proposing: { beginLow: 1e9, beginHigh: 1e9, again: 1e9 } });
    const gone = ["at 1s fire p1 begin", "at 1.1s crash p1", "at 1.2s restart p1"];
    expect(brokenPromise(play(byHand, gone), 20 * SECOND)).toBe(null);
  });

  test("progress: proposers that overtake each other at once never come to an end, those that wait do", () => {
    const together = ["at 300ms fire p1 begin", "at 480ms fire p2 begin"];
    const steady = paxosCluster({ latency: { kind: "fixed", value: 50_000 } });
    const idle = {
      ...steady,
      nodes: steady.nodes.map((node) =>
        node.kind === "proposer"
          ? { ...node, config: { ...(node.config as object), beginLow: 1e9, beginHigh: 1e9 } }
          : node,
      ),
    };
    expect(brokenPromise(play(idle, ["rule backoff off", ...together]), 20 * SECOND)).toBe(
      "progress",
    );
    expect(brokenPromise(play(idle, together), 20 * SECOND)).toBe(null);
  });
});

/** The paper's sentence, majority by majority. */
function safeByTheBook(
  { number, value }: Proposal,
  accepted: readonly (readonly Proposal[])[],
): boolean {
  const sets = accepted.reduce<number[][]>(
    (all, _, i) => [...all, ...all.map((set) => [...set, i])],
    [[]],
  );
  return sets
    .filter((set) => 2 * set.length > accepted.length)
    .some((set) => {
      const lower = set.flatMap((i) => accepted[i]!.filter((each) => each.number < number));
      const highest = Math.max(...lower.map((each) => each.number));
      return (
        lower.length === 0 || lower.some((each) => each.number === highest && each.value === value)
      );
    });
}

test("P2c is judged as the paper words it", () => {
  // A number stands for one value only.
  const proposal = fc
    .integer({ min: 1, max: 6 })
    .chain((number) => fc.constant({ number, value: ["fig", "kiwi"][((number * 5) % 7) % 2]! }));
  const accepted = fc.array(fc.array(proposal, { maxLength: 3 }), { minLength: 3, maxLength: 5 });
  fc.assert(
    fc.property(
      fc.record({ number: fc.integer({ min: 1, max: 7 }), value: fc.constantFrom("fig", "kiwi") }),
      accepted,
      (issued, each) => {
        expect(isSafe(issued, each)).toBe(safeByTheBook(issued, each));
      },
    ),
  );
});
