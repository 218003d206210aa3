/**
 * The CAP theorem: five replicas far apart, a client beside each end, and a switch for what the store gives up when the
 * links between them are cut.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario } from "../../kernel/scenario.ts";
import type { Settings } from "../../kernel/settings.ts";
import { MILLISECOND, printDuration, SECOND } from "../../kernel/time.ts";
import { convergence } from "../../judge/convergence.ts";
import { linearizable } from "../../judge/linearizability.ts";
import { availability, latencies } from "../../judge/service.ts";
import { staleReads } from "../../judge/staleness.ts";
import { storeClient, type StoreClientConfig } from "../../protocols/replicated-store/client.ts";
import { valuesPresent, versionsHeld } from "../../protocols/replicated-store/copies.ts";
import { replica } from "../../protocols/replicated-store/machine.ts";
import type { StoreTimes } from "../../protocols/replicated-store/state.ts";
import {
  replicaPresenter,
  storeClientPresenter,
  storeLegend,
} from "../../protocols/replicated-store/view.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";

const times: StoreTimes = {
  patience: 1_500 * MILLISECOND,
  forwardPatience: 2_000 * MILLISECOND,
  resend: 450 * MILLISECOND,
  hint: 1_000 * MILLISECOND,
  heartbeat: 500 * MILLISECOND,
  silence: 1_600 * MILLISECOND,
  grudge: 2_000 * MILLISECOND,
};

const client: Omit<StoreClientConfig, "near" | "first" | "firstThought"> = {
  keys: ["x", "y"],
  step: 2,
  thinkLow: 500 * MILLISECOND,
  thinkHigh: 1_000 * MILLISECOND,
  reads: 0.5,
  patience: 2_600 * MILLISECOND,
  resend: 1_200 * MILLISECOND,
  avoid: 6 * SECOND,
};

const REPLICAS = ["n1", "n2", "n3", "n4", "n5"];

const c1: StoreClientConfig = {
  ...client,
  near: ["n1", "n2", "n3", "n5", "n4"],
  first: 1,
  firstThought: 60 * MILLISECOND,
};
const c2: StoreClientConfig = {
  ...client,
  near: ["n5", "n4", "n3", "n2", "n1"],
  first: 2,
  firstThought: 220 * MILLISECOND,
};

const nodes: NodeSpec[] = [
  ...REPLICAS.map((id) => ({ id, kind: "replica", behavior: replica, config: times })),
  { id: "c1", kind: "client", behavior: storeClient, config: c1 },
  { id: "c2", kind: "client", behavior: storeClient, config: c2 },
];

/** Two stand left of x = 0.46, three right of it: one vertical stroke parts them. */
const layout: Readonly<Record<NodeId, Place>> = {
  n1: { x: 0.28, y: 0.24 },
  n2: { x: 0.36, y: 0.72 },
  n3: { x: 0.56, y: 0.14 },
  n4: { x: 0.6, y: 0.84 },
  n5: { x: 0.76, y: 0.46 },
  c1: { x: 0.1, y: 0.5 },
  c2: { x: 0.92, y: 0.68 },
};

/** What is promised, and so what operations are judged together. */
function period({ knobs }: Settings): string {
  return knobs["mode"] === "CA" ? `CA ${knobs["silence"]}` : String(knobs["mode"]);
}

const presets: Preset[] = [
  {
    id: "split",
    label: "Split 2 | 3",
    key: "S",
    help: "Shuts the door: n1 and n2 with c1 on the left, n3, n4 and n5 with c2 on the right.",
    script: () => ["partition n1 n2 c1 | n3 n4 n5 c2"],
  },
  {
    id: "far-from-majority",
    label: "Away from the majority",
    key: "M",
    help: "Each client keeps only the replica beside it; the three in the middle have nobody to serve.",
    script: () => ["partition n1 c1 | n2 n3 n4 | n5 c2"],
  },
  {
    id: "conflict",
    label: "Two writes at once",
    key: "W",
    help: "Both clients write x at the same moment.",
    script(world) {
      const number = world.counters.calls + 1;
      return [`client c1 write x L${number}`, `client c2 write x R${number}`];
    },
  },
  {
    id: "deaf",
    label: "Deaf replica",
    key: "D",
    help: "One-way cuts: the others still hear n1, but no replica's answer reaches it.",
    script: () => ["n2", "n3", "n4", "n5"].map((id) => `cut ${id}>n1`),
  },
  {
    id: "half-a-write",
    label: "Half a write",
    key: "O",
    help: "Under CP a write reaches n2 alone before its coordinator crashes; one read asks n2, the next does not.",
    script(world) {
      if (world.nodes.some((node) => node.status !== "up")) return [];
      const at = (ms: number) => `at ${printDuration(world.time + ms * MILLISECOND)}`;
      return [
        "heal",
        "set workload off",
        "set mode CP",
        // Whatever is under way is over by then, and the old value is everywhere.
        `${at(2_000)} client c1 write x old`,
        `${at(4_000)} client c1 write x new`,
        // The questions for tags have arrived, the answers still come back, and the value can reach only n2.
        ...["n3", "n4", "n5"].map((id) => `${at(4_180)} cut n1>${id}`),
        `${at(4_800)} crash n1`,
        `${at(5_000)} partition n2 n4 n5 c2 | n3 n1 c1`,
        `${at(5_100)} client c2 read x`,
        `${at(6_200)} partition n3 n4 n5 c2 | n1 n2 c1`,
        `${at(6_300)} client c2 read x`,
      ];
    },
  },
];

export const scenario: Scenario = {
  id: "cap",
  version: 1,
  nodes,
  links: (from, to) => {
    if (from.kind === "client" && to.kind === "client") return null;
    const toClient = from.kind === "client" || to.kind === "client";
    return {
      latency: toClient
        ? { kind: "uniform", low: 5 * MILLISECOND, high: 15 * MILLISECOND }
        : { kind: "uniform", low: 80 * MILLISECOND, high: 160 * MILLISECOND },
    };
  },
  knobs: [
    {
      id: "mode",
      label: "Keeps",
      help: "What the store keeps when it cannot keep everything.",
      values: [
        {
          value: "CP",
          label: "CP",
          help: "Consistent: a majority is asked before anybody is answered. Without one: no answer.",
        },
        {
          value: "AP",
          label: "AP",
          help: "Available: every replica answers from its own copy and tells the others later.",
        },
        {
          value: "CA",
          label: "CA",
          help: "Consistent and available, as long as no link fails: one primary, and everybody has its copy.",
        },
      ],
    },
    {
      id: "conflicts",
      label: "Conflicting writes",
      help: "What becomes of two writes that did not know of each other (AP, and CA after a split).",
      values: [
        {
          value: "last-write-wins",
          label: "last write wins",
          help: "The higher tag survives; the other write is lost, though it was acknowledged.",
        },
        {
          value: "keep-both",
          label: "keep both",
          help: "Both are kept side by side until a write that has seen both replaces them.",
        },
      ],
    },
    {
      id: "silence",
      label: "When somebody is silent (CA)",
      help: "A crash and a cut look the same from afar. What a CA store does about it.",
      values: [
        {
          value: "stop",
          label: "stop",
          help: "The whole store refuses until everybody answers again.",
        },
        {
          value: "carry-on",
          label: "carry on",
          help: "Whoever is silent is taken for dead. After a partition both sides carry on: split brain.",
        },
      ],
    },
    {
      id: "workload",
      label: "Workload",
      help: "Whether the clients think of operations by themselves.",
      values: [
        { value: "on", label: "on" },
        { value: "off", label: "off" },
      ],
    },
  ],
  rules: [
    {
      id: "write-back",
      label: "reads write back",
      simple:
        "Before you tell somebody the newest note you saw, pin it to more than half of the boards. Otherwise the next friend may still be told the old one.",
      expert:
        "CP: a read stores the version it is about to return at a majority first. Off: while a write is under way one read returns the new value and a later one the old (new–old inversion).",
      source: "Attiya, Bar-Noy & Dolev 1995, §3",
      known:
        "Lamport named what is missing without it in 1986: a regular register, not an atomic one. Cassandra calls it monotonic quorum reads and gets it from blocking read repair, a choice of each table since 4.0.",
    },
    {
      id: "hinted-handoff",
      label: "hinted handoff",
      simple:
        "Keep a list of the friends who have not said “got it”, and tell them again until they do.",
      expert:
        "AP: an unacknowledged Replicate is kept as a durable hint and resent. Off: what was lost in a partition never reaches the other side, and the replicas do not converge.",
      source: "DeCandia 2007 §4.6",
      known:
        "Amazon’s shopping cart ran on it (Dynamo, 2007). Cassandra writes no more hints once a node has been away for three hours; what it missed after that comes only with a repair.",
    },
  ],
  monitors: [
    anyMonitor(
      linearizable({
        period,
        promised: ({ knobs }) =>
          knobs["mode"] === "CP" || (knobs["mode"] === "CA" && knobs["silence"] === "stop"),
        present: valuesPresent,
      }),
    ),
    anyMonitor(
      convergence({
        kind: "replica",
        promised: ({ knobs }) => knobs["mode"] === "AP",
        within: 6 * SECOND + times.hint,
        copies: versionsHeld,
      }),
    ),
  ],
  meters: [
    anyMeter(availability("client", layout)),
    anyMeter(
      latencies("latency", [
        { id: "read", label: "read", counts: (op) => op.f === "read" },
        { id: "write", label: "write", counts: (op) => op.f === "write" },
      ]),
    ),
    anyMeter(
      latencies(
        "price",
        ["CP", "AP", "CA"].map((mode) => ({
          id: mode,
          label: mode,
          counts: (op) => op.about["mode"] === mode,
        })),
      ),
    ),
    anyMeter(staleReads),
  ],
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
  operations: [
    { f: "write", label: "write", arguments: ["key", "value"] },
    { f: "read", label: "read", arguments: ["key"] },
  ],
  keys: ["x", "y"],
  timers: [
    "patience",
    "forwardPatience",
    "resendInterval",
    "hintInterval",
    "heartbeatInterval",
    "grudge",
    "thinkTime",
    "firstThought",
  ],
  presenters: { replica: replicaPresenter, client: storeClientPresenter },
  layout,
  legend: storeLegend,
  presets,
  pace: 0.5,
  recovery: 12 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
