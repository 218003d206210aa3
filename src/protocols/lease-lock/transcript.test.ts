/**
 * Golden transcripts of the lock, its clients and the storage, reviewed as text: the good path, the faults that the lesson is about, and each
 * rule off. `npx vitest run src/protocols/lease-lock --update` writes them anew.
 */
import { expect, test } from "vitest";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND } from "../../kernel/time.ts";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import type { HolderConfig } from "./holder-state.ts";
import { holderNode, holderTimers } from "./holder.ts";
import { boundedWait, fencing, noLostUpdate, oneLease, tokensGrow } from "./invariants.ts";
import { lockTally } from "./meters.ts";
import { serviceNode, serviceTimers } from "./service.ts";
import { storageNode, storageTimers } from "./storage.ts";
import { holderPresenter, servicePresenter, storagePresenter } from "./view.ts";
import { HOLDER, LOCK, STORAGE } from "./world.ts";
import { bareKnob, bareRule } from "../../kernel/testing/bare.ts";

const holder: HolderConfig = {
  lock: "lock",
  storage: "storage",
  firstTurn: 100 * MILLISECOND,
  pauseLow: 10_000 * MILLISECOND,
  pauseHigh: 10_000 * MILLISECOND,
  askAgain: 500 * MILLISECOND,
  lastStep: 200 * MILLISECOND,
  allowance: 0.1,
};

const nodes: NodeSpec[] = [
  { id: "lock", kind: LOCK, behavior: serviceNode, disk: { lastToken: 32, lease: null } },
  {
    id: "storage",
    kind: STORAGE,
    behavior: storageNode,
    config: { serviceTime: 50 * MILLISECOND },
    disk: { value: 5 },
  },
  ...["alice", "bob"].map((id) => ({ id, kind: HOLDER, behavior: holderNode, config: holder })),
];

/** Every message takes 100 ms. */
const scenario: Scenario = {
  id: "lock",
  version: 1,
  nodes,
  links: (a, b) =>
    (a.kind === HOLDER) === (b.kind === HOLDER)
      ? null
      : { latency: { kind: "uniform", low: 100 * MILLISECOND, high: 100 * MILLISECOND } },
  knobs: [
    bareKnob("lease", "2s", "4s"),
    bareKnob("work", "400ms", "1s"),
    bareKnob("workload", "off", "on"),
  ],
  rules: [bareRule("fencing-token"), bareRule("lease-expiry"), bareRule("durable-lease")],
  monitors: [
    anyMonitor(fencing),
    anyMonitor(noLostUpdate),
    anyMonitor(oneLease),
    anyMonitor(tokensGrow),
    anyMonitor(boundedWait),
  ],
  meters: [anyMeter(lockTally)],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0,
    duplication: 0,
    drift: 0,
    down: 1,
  },
  operations: [],
  keys: [],
  timers: [...serviceTimers, ...storageTimers, ...holderTimers],
  presenters: { [LOCK]: servicePresenter, [STORAGE]: storagePresenter, [HOLDER]: holderPresenter },
  layout: {},
  legend: [],
  presets: [],
  pace: 1,
  recovery: 0,
};

const ALICE = "at 1s fire alice nextTurn";
const BOTH = [ALICE, "at 1.1s fire bob nextTurn"];

/** Alice stands still after her last look at the clock, and Bob has his turn meanwhile. */
const PAUSED = [...BOTH, "at 1.9s pause alice", "at 5s resume alice"];

test.each<[string, readonly string[], number]>([
  ["one turn", [ALICE], 4],
  ["two turns one after the other", BOTH, 5],
  ["a holder stands still after its last look", PAUSED, 7],
  [
    "fencing off a holder stands still after its last look",
    ["rule fencing-token off", ...PAUSED],
    7,
  ],
  [
    "a holder stands still while it works",
    [...BOTH, "at 1.6s pause alice", "at 5s resume alice"],
    7,
  ],
  [
    "a waiter stands still while it is granted the lock",
    [...BOTH, "at 1.3s pause bob", "at 6s resume bob"],
    9,
  ],
  ["a holder dies", [...BOTH, "at 1.6s crash alice"], 6],
  ["lease expiry off a holder dies", ["rule lease-expiry off", ...BOTH, "at 1.6s crash alice"], 6],
  [
    "lease expiry off and on again",
    ["rule lease-expiry off", ...BOTH, "at 1.6s crash alice", "at 5s rule lease-expiry on"],
    8,
  ],
  ["a write is delayed", [...BOTH, "at 2.1s delay m7 3s"], 7],
  ["a write gets lost", [ALICE, "at 2.1s drop m5"], 5],
  ["an answer gets lost", [ALICE, "at 2.2s drop m6"], 5],
  ["a grant gets lost", [ALICE, "at 1.15s drop m2"], 5],
  ["a release gets lost", [...BOTH, "at 2.31s cut alice>lock", "at 2.5s heal"], 6],
  [
    "the service restarts while the lock is lent",
    [...BOTH, "at 1.6s crash lock", "at 1.8s restart lock"],
    6,
  ],
  [
    "durable lease off the service restarts while the lock is lent",
    ["rule durable-lease off", ...BOTH, "at 1.6s crash lock", "at 1.8s restart lock"],
    6,
  ],
  ["the storage restarts", [ALICE, "at 1.5s crash storage", "at 1.9s restart storage"], 6],
  ["the holder’s clock is slow", ["at 0s drift alice 0.2", ...BOTH], 9],
  ["the service’s clock is set back", [...BOTH, "at 1.6s crash alice", "at 2s clock lock -1s"], 8],
  ["a copy of a write comes late", [ALICE, "at 2.1s duplicate m5", "at 2.1s delay m6 1s"], 5],
])("%s", async (name, lines, seconds) => {
  await expect(transcriptOf(scenario, lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll("’", "").replaceAll(" ", "-")}.golden.txt`,
  );
});
