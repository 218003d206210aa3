/** Two proposers (or three), five acceptors and two learners, for the tests of this protocol. */
import type { LinkConditions } from "../../../kernel/conditions.ts";
import type { Scenario } from "../../../kernel/scenario.ts";
import { bareScenario } from "../../../kernel/testing/bare.ts";
import { MILLISECOND, SECOND } from "../../../kernel/time.ts";
import type { AcceptorConfig } from "../acceptor-state.ts";
import { acceptor } from "../acceptor.ts";
import { consensus, p2c } from "../invariants.ts";
import type { LearnerConfig } from "../learner-state.ts";
import { learner } from "../learner.ts";
import { paxosPresenters, paxosTimers } from "../lesson.ts";
import type { ProposerConfig } from "../proposer-state.ts";
import { proposer } from "../proposer.ts";
import { paxosLegend } from "../view.ts";

export const RULES = ["promise", "adopt-highest-accepted", "durable-acceptor", "backoff"] as const;

/** What p1, p2 and p3 would like. */
export const VALUES = ["fig", "kiwi", "plum"] as const;

const usual: Omit<ProposerConfig, "value"> = {
  beginLow: 0.2 * SECOND,
  beginHigh: 0.6 * SECOND,
  phaseTimeout: 0.6 * SECOND,
  backoff: 0.3 * SECOND,
  longestBackoff: 2.4 * SECOND,
  again: 3 * SECOND,
};

interface Settings {
  readonly proposers?: 2 | 3;
  readonly latency?: LinkConditions["latency"];
  readonly proposing?: Partial<ProposerConfig>;
  readonly accepting?: AcceptorConfig;
  readonly learning?: LearnerConfig;
}

/**
 * Where nothing else is said, writing takes much longer than messages differ in their way: two proposers without backoff then
 * fall into step, each overtaking the other while the acceptors write.
 */
export function paxosCluster({
  proposers = 2,
  latency = { kind: "uniform", low: 45 * MILLISECOND, high: 55 * MILLISECOND },
  proposing = {},
  accepting = { write: 200 * MILLISECOND },
  learning = { ask: 0.5 * SECOND },
}: Settings = {}): Scenario {
  return bareScenario({
    id: "synod",
    nodes: [
      ...VALUES.slice(0, proposers).map((value, i) => ({
        id: `p${i + 1}`,
        kind: "proposer",
        behavior: proposer,
        config: { ...usual, value, ...proposing } satisfies ProposerConfig,
      })),
      ...["a1", "a2", "a3", "a4", "a5"].map((id) => ({
        id,
        kind: "acceptor",
        behavior: acceptor,
        config: accepting,
      })),
      ...["l1", "l2"].map((id) => ({ id, kind: "learner", behavior: learner, config: learning })),
    ],
    links: (from, to) => (related(from.kind, to.kind) ? { latency } : null),
    timers: paxosTimers,
    presenters: paxosPresenters,
    legend: paxosLegend,
    rules: RULES.map((rule) => ({
      id: rule,
      label: rule,
      simple: rule,
      expert: rule,
      source: "Lamport 2001",
    })),
    monitors: [...consensus, p2c],
    faults: {
      crash: true,
      cut: true,
      partition: true,
      pause: true,
      loss: 0.1,
      duplication: 0.1,
      drift: 0.05,
      down: 2,
    },
    recovery: 12 * SECOND,
  });
}

/** Everybody talks with acceptors, and with nobody else. */
function related(from: string, to: string): boolean {
  return from === "acceptor" ? to !== "acceptor" : to === "acceptor";
}
