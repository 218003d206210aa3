/**
 * Quorums: five nodes on a ring, of which N keep each key, and three clients. R and W are turned while the run goes on, and what a read misses is
 * measured beside what PBS predicts.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario } from "../../kernel/scenario.ts";
import type { Knob } from "../../kernel/settings.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { convergence } from "../../judge/convergence.ts";
import { linearizable } from "../../judge/linearizability.ts";
import { availability, latencies } from "../../judge/service.ts";
import { staleReads } from "../../judge/staleness.ts";
import { dynamoClient, type DynamoClientConfig } from "../../protocols/dynamo/client.ts";
import { dynamoPromises } from "../../protocols/dynamo/invariants.ts";
import {
  dynamoPresenters,
  dynamoTimers,
  unworkableQuorums,
} from "../../protocols/dynamo/lesson.ts";
import { dynamoNode } from "../../protocols/dynamo/machine.ts";
import { staleness } from "../../protocols/dynamo/meters.ts";
import {
  HINTED_HANDOFF,
  READ_REPAIR,
  STRICT_QUORUM,
  type DynamoConfig,
} from "../../protocols/dynamo/state.ts";
import { dynamoLegend } from "../../protocols/dynamo/view.ts";
import { homeIn, REPLICA, valuesPresent, versionsHeld } from "../../protocols/dynamo/world.ts";
import { dataOperations, serviceLinks, workloadKnob } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { apart, apartAndRead, bothWrite, SPLIT, threeWrites } from "./troubles.ts";

/** Where the hashes of x and y fall: x to n1, y to n3. */
const RING = ["n2", "n3", "n4", "n5", "n1"];
const KEYS = ["x", "y"];

const config: DynamoConfig = {
  ring: RING,
  failover: 600 * MILLISECOND,
  patience: 1_500 * MILLISECOND,
  handoff: 1_500 * MILLISECOND,
};

const client: DynamoClientConfig = {
  servers: REPLICA,
  ring: RING,
  keys: KEYS,
  reads: 0.6,
  thinkLow: 150 * MILLISECOND,
  thinkHigh: 700 * MILLISECOND,
  // It never asks twice.
  attempt: 60 * SECOND,
  patience: 2_200 * MILLISECOND,
  retry: 200 * MILLISECOND,
};

const nodes: NodeSpec[] = [
  ...["n1", "n2", "n3", "n4", "n5"].map((id) => ({
    id,
    kind: REPLICA,
    behavior: dynamoNode,
    config,
  })),
  ...["c1", "c2", "c3"].map((id) => ({
    id,
    kind: "client",
    behavior: dynamoClient,
    config: client,
  })),
];

const layout: Readonly<Record<NodeId, Place>> = {
  n1: { x: 0.5, y: 0.13 },
  n2: { x: 0.73, y: 0.36 },
  n3: { x: 0.65, y: 0.74 },
  n4: { x: 0.35, y: 0.74 },
  n5: { x: 0.27, y: 0.36 },
  c1: { x: 0.1, y: 0.14 },
  c2: { x: 0.9, y: 0.14 },
  c3: { x: 0.91, y: 0.8 },
};

function count(
  id: string,
  label: string,
  help: string,
  values: readonly (readonly [value: string, label: string, help?: string])[],
  atStart: boolean,
): Knob {
  return {
    id,
    label,
    help,
    ...(atStart ? { atStart: true } : {}),
    values: values.map(([value, name, about]) => ({
      value,
      label: name,
      ...(about === undefined ? {} : { help: about }),
    })),
  };
}

const presets: Preset[] = [
  {
    id: "apart",
    label: "n3 is out of reach",
    key: "O",
    help: "n1 and n2 do not hear n3 for two and a half seconds while x is written; somebody keeps the write for whoever missed it.",
    script: (world) => apart(world, 2_500),
  },
  {
    id: "apart-and-read",
    label: "Read from an old copy",
    key: "R",
    help: "n3 misses a write of x, and all three clients ask for x before a hint can come home.",
    script: apartAndRead,
  },
  {
    id: "split",
    label: "Split x’s home",
    key: "S",
    help: "n1, n4, n5 and c1 on one side, n2, n3, c2 and c3 on the other: one of x’s home here, two there.",
    script: () => [SPLIT],
  },
  {
    id: "split-and-write",
    label: "Split, and write next door",
    key: "N",
    help: "The same split under a sloppy quorum: c1 writes x three times, and n4 and n5 keep it for n2 and n3.",
    script: (world) => ["rule strict-quorum off", SPLIT, ...threeWrites(world, "c1")],
  },
  {
    id: "both-write",
    label: "Two writes at once",
    key: "W",
    help: "c1 and c2 write x at the same moment; the later stamp stays.",
    script: bothWrite,
  },
];

export const scenario: Scenario = {
  id: "quorum",
  version: 1,
  nodes,
  variant: () => ({}),
  links: serviceLinks([30 * MILLISECOND, 240 * MILLISECOND], [20 * MILLISECOND, 40 * MILLISECOND]),
  knobs: [
    count(
      "r",
      "R",
      "How many answers a read waits for, from 1 to N. The newest of them is returned.",
      [
        ["2", "2 answers"],
        ["1", "1 answer", "The first to answer is believed."],
        ["3", "3 answers"],
        ["4", "4 answers"],
        ["5", "5 answers"],
      ],
      false,
    ),
    count(
      "w",
      "W",
      "How many must have a write on disk before its client is told, from 1 to N. All N are sent it.",
      [
        ["2", "2 acknowledgements"],
        ["1", "1 acknowledgement", "The first to have it suffices."],
        ["3", "3 acknowledgements"],
        ["4", "4 acknowledgements"],
        ["5", "5 acknowledgements"],
      ],
      false,
    ),
    count(
      "n",
      "N",
      "How many nodes keep a key, from 1 to 5: the first of its preference list. No fewer than R and W.",
      [
        ["3", "3 nodes"],
        ["2", "2 nodes"],
        ["1", "1 node", "No copies: turn R and W down to 1 first."],
        ["4", "4 nodes"],
        ["5", "5 nodes", "All of them."],
      ],
      true,
    ),
    {
      id: "asks",
      label: "Ask",
      help: "To whom a read or a write is sent at first. Whoever is silent for 0.6 s makes the coordinator ask all of them.",
      values: [
        {
          value: "all",
          label: "all N",
          help: "As Dynamo does: the others catch up by themselves, and R and W say only how many are waited for.",
        },
        {
          value: "few",
          label: "just R or W of them",
          help: "As many as have to answer, drawn at random: the quorums of PBS’s closed form. The rest hear of a write by repair or hint.",
        },
      ],
    },
    workloadKnob,
  ],
  unworkable: unworkableQuorums,
  rules: [
    {
      id: READ_REPAIR,
      label: "read repair",
      simple:
        "Whoever showed an old page to somebody who asked is given the new one. Without it the old page stays in the notebook until somebody brings the slip.",
      expert:
        "A coordinator sends the version that a read returns to every node of the key’s home that answered it with an older one, also to those who answer late. Off: a stale replica stays stale although a read has seen that it is.",
      source: "DeCandia 2007 §5",
      known:
        "Cassandra waits for this repair before it answers, so that two quorum reads in a row do not go back; since 4.0 a table may turn it off (CASSANDRA-14635). Here, as in Dynamo, the client is answered first.",
    },
    {
      id: HINTED_HANDOFF,
      label: "hinted handoff",
      simple:
        "What a friend has missed is kept in a pocket and brought over later. Without it the slip stays in the pocket for ever.",
      expert:
        "A version that a node of the key’s home has not acknowledged is kept for it on disk and sent to it every 1.5 s until it is. Off: hints stay where they are, and replicas that nobody reads from do not converge.",
      source: "DeCandia 2007 §4.6",
      known:
        "Cassandra’s documentation calls its hints best effort and no substitute for repair: for a node that is away longer than three hours, by default, no more are written.",
    },
    {
      id: STRICT_QUORUM,
      label: "strict quorum",
      simple:
        "Only the friends to whom a thing belongs count. Without it the neighbours count, too: more slips are kept, and the friends may not know of them.",
      expert:
        "Only the first N of the preference list count towards R and W. Off, the quorum is sloppy: others stand in for those that are silent, so operations succeed on both sides of a partition, and R + W > N no longer makes a read and a write share a node.",
      source: "Gifford 1979; DeCandia 2007 §4.6",
      known:
        "Dynamo (2007) is sloppy on purpose: a cart that takes no item is worse than a stale one. In Riak a request may ask for strictness, by counting primary nodes alone (PR and PW); Cassandra counts the key’s own replicas and refuses without enough of them.",
    },
  ],
  monitors: [
    ...dynamoPromises,
    anyMonitor(
      convergence({
        kind: REPLICA,
        promised: () => true,
        within: 6 * SECOND,
        copies: versionsHeld,
        holders: (key, world) => homeIn(world, key),
      }),
    ),
    anyMonitor(
      linearizable({
        period: ({ knobs, rules }) => `${knobs["r"]} ${knobs["w"]} ${rules[STRICT_QUORUM]}`,
        // Overlapping quorums alone do not give it: a read during a write may be newer than the next one.
        promised: () => false,
        present: valuesPresent,
      }),
    ),
  ],
  meters: [
    anyMeter(staleness),
    anyMeter(availability("client", layout)),
    anyMeter(
      latencies("latency", [
        { id: "read", label: "read", counts: (op) => op.f === "read" },
        { id: "write", label: "write", counts: (op) => op.f === "write" },
      ]),
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
  operations: dataOperations,
  keys: KEYS,
  timers: dynamoTimers,
  presenters: dynamoPresenters,
  layout,
  legend: dynamoLegend,
  presets,
  pace: 0.35,
  recovery: 9 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
