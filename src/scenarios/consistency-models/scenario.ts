/**
 * Consistency models: three replicas and their clients, and five stores that they may keep. Which one is chosen before the start, since a history
 * is a history of one store; the seed gives the clients the same wishes in all of them.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter, anyMonitor, type Monitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario, Variant } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { convergence } from "../../judge/convergence.ts";
import { linearizable } from "../../judge/linearizability.ts";
import { staleReads } from "../../judge/staleness.ts";
import { storeClient, type StoreClientConfig } from "../../protocols/consistency-models/client.ts";
import { causal, sequential } from "../../protocols/consistency-models/invariants.ts";
import {
  REPLICAS,
  storeKnob,
  storeRules,
  timersOf,
} from "../../protocols/consistency-models/lesson.ts";
import { costOf } from "../../protocols/consistency-models/meters.ts";
import type { ReplicaConfig, Store } from "../../protocols/consistency-models/store.ts";
import { LEGENDS, presentersOf } from "../../protocols/consistency-models/view.ts";
import { REPLICA, valuesPresent, writesHeld } from "../../protocols/consistency-models/world.ts";
import { dataOperations, workloadKnob } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { answerFirstAndAsk, askFarAway, bothWrite, eachAsksTheOther, lost } from "./troubles.ts";

const KEYS = ["x", "y"];
const SEQUENCER = "n1";

/** Whose client is at whose replica. */
const HOMES: Readonly<Record<NodeId, NodeId>> = { c1: "n1", c2: "n2", c3: "n3" };

function nodesOf(store: Store): NodeSpec[] {
  const config: ReplicaConfig = {
    store,
    sequencer: SEQUENCER,
    resend: 500 * MILLISECOND,
    roundLow: 600 * MILLISECOND,
    roundHigh: 1_000 * MILLISECOND,
  };
  return [
    ...Object.values(HOMES).map((id) => ({
      id,
      kind: REPLICA,
      behavior: REPLICAS[store],
      config,
    })),
    ...Object.entries(HOMES).map(([id, home]) => {
      const client: StoreClientConfig = {
        home,
        servers: REPLICA,
        keys: KEYS,
        reads: 0.6,
        thinkLow: 100 * MILLISECOND,
        thinkHigh: 600 * MILLISECOND,
        attempt: 900 * MILLISECOND,
        patience: 2_500 * MILLISECOND,
        retry: 300 * MILLISECOND,
      };
      return { id, kind: "client", behavior: storeClient, config: client };
    }),
  ];
}

const layout: Readonly<Record<NodeId, Place>> = {
  n1: { x: 0.5, y: 0.17 },
  n2: { x: 0.28, y: 0.66 },
  n3: { x: 0.72, y: 0.66 },
  c1: { x: 0.78, y: 0.14 },
  c2: { x: 0.08, y: 0.72 },
  c3: { x: 0.92, y: 0.72 },
};

/** What each store promises, of what is judged. */
const PROMISES: Readonly<Record<Store, readonly string[]>> = {
  strong: ["linearizable", "sequential", "causal", "eventual"],
  sequential: ["sequential", "causal", "eventual"],
  causal: ["causal"],
  eventual: ["eventual"],
  weak: [],
};

/** The same judges over every store; what it does not promise is told all the same. */
function monitorsOf(store: Store): Monitor[] {
  const promised = (id: string) => () => PROMISES[store].includes(id);
  return [
    anyMonitor(
      linearizable({
        period: ({ rules }) => Object.values(rules).join(" "),
        promised: promised("linearizable"),
        present: valuesPresent,
      }),
    ),
    anyMonitor(sequential(promised("sequential"))),
    anyMonitor(causal(promised("causal"))),
    anyMonitor(
      convergence({
        kind: REPLICA,
        promised: promised("eventual"),
        within: 4 * SECOND,
        copies: writesHeld,
      }),
    ),
  ];
}

/** The lesson with this store. */
function variantOf(store: Store) {
  return {
    nodes: nodesOf(store),
    monitors: monitorsOf(store),
    meters: [anyMeter(costOf(store)), anyMeter(staleReads)],
    presenters: presentersOf(store),
    timers: timersOf(store),
    legend: LEGENDS[store],
  } satisfies Variant;
}

const presets: Preset[] = [
  {
    id: "far-away",
    label: "Write here, ask there",
    key: "O",
    help: "c1 writes x, and c3 asks for x before the news can have come to n3.",
    script: askFarAway,
  },
  {
    id: "each-other",
    label: "Each asks for the other’s",
    key: "D",
    help: "c1 writes x and asks for y, while c3 writes y and asks for x. May both find nothing new?",
    script: eachAsksTheOther,
  },
  {
    id: "answer-first",
    label: "The answer comes first",
    key: "A",
    help: "c1 writes x, c2 reads it and writes y; n3 hears n2 and not n1, and c3 asks for both.",
    script: answerFirstAndAsk,
  },
  {
    id: "both-write",
    label: "Two write the same",
    key: "W",
    help: "c1 and c3 write x at the same moment, and a second later all three ask for it.",
    script: bothWrite,
  },
  {
    id: "lost",
    label: "A slip is lost",
    key: "L",
    help: "n3 does not hear n1 while c1 writes x; then it does again.",
    script: lost,
  },
];

export const scenario: Scenario = {
  id: "consistency-models",
  version: 1,
  ...variantOf("strong"),
  variant: ({ store }) => variantOf(store as Store),
  links(from, to) {
    const at = (low: number, high: number) => ({
      latency: { kind: "uniform", low: low * MILLISECOND, high: high * MILLISECOND } as const,
    });
    if (from.kind === REPLICA && to.kind === REPLICA) return at(80, 240);
    return HOMES[from.id] === to.id || HOMES[to.id] === from.id ? at(10, 20) : null;
  },
  knobs: [storeKnob, workloadKnob],
  rules: storeRules,
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
  operations: dataOperations,
  keys: KEYS,
  layout,
  presets,
  pace: 0.35,
  recovery: 8 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
