/**
 * Consistent hashing: nodes that keep keys, clients that compute whom to ask, and a membership service that says who belongs. Whoever comes
 * or goes, keys are carried from node to node while others ask for them.
 */
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { Scenario } from "../../kernel/scenario.ts";
import { SECOND } from "../../kernel/time.ts";
import { say } from "../../languages/say.ts";
import {
  loadBound,
  lookupsFind,
  monotone,
  noKeyLost,
} from "../../protocols/consistent-hashing/invariants.ts";
import {
  hashingOperations,
  hashingPresenters,
  hashingTimers,
} from "../../protocols/consistent-hashing/lesson.ts";
import { keysMoved, loadSpread } from "../../protocols/consistent-hashing/meters.ts";
import {
  HANDOFF,
  KEEP_UNTIL_RECEIVED,
  SAME_VIEW,
} from "../../protocols/consistent-hashing/node-state.ts";
import { hashingLegend } from "../../protocols/consistent-hashing/view.ts";
import { workloadKnob } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { troubles } from "./troubles.ts";
import { KEYS, links, MEMBERS, villageOf } from "./village.ts";

function plain(values: readonly string[]) {
  return values.map((value) => ({ value, label: value }));
}

export const scenario: Scenario = {
  id: "consistent-hashing",
  version: 1,
  ...villageOf(Number(MEMBERS[0]), Number(KEYS[0])),
  variant: ({ nodes, keys }) => villageOf(Number(nodes), Number(keys)),
  links,
  knobs: [
    {
      id: "placement",
      label: "Placement",
      help: "How a key finds its node; turned in a run, it moves whatever belongs elsewhere then.",
      values: [
        {
          value: "ring",
          label: "hash ring",
          help: "The first node clockwise from the key on a circle.",
        },
        { value: "mod", label: "mod N", help: "The hash of the key, divided by N: the rest." },
        {
          value: "jump",
          label: "jump hash",
          help: "Computed from the key and N alone; only the last node can leave cheaply.",
        },
        {
          value: "rendezvous",
          label: "rendezvous",
          help: "The node whose hash together with the key is highest.",
        },
        {
          value: "bounded",
          label: "bounded loads",
          help: "The ring, but whoever is full is passed by.",
        },
      ],
    },
    {
      id: "virtual",
      label: "Virtual nodes",
      help: "At how many points each node stands on the ring, 1 to 200; it counts for the ring and for bounded loads.",
      values: plain(["20", "1", "2", "5", "10", "50", "100", "200"]),
    },
    {
      id: "bound",
      label: "Bound c",
      help: "With bounded loads no node has more than c times the mean, rounded up; 1 to 2.",
      values: [
        { value: "1.25", label: "1.25 × K/N" },
        { value: "1", label: "1 × K/N" },
        { value: "1.1", label: "1.1 × K/N" },
        { value: "1.5", label: "1.5 × K/N" },
        { value: "2", label: "2 × K/N" },
      ],
    },
    {
      id: "nodes",
      label: "Nodes N",
      help: "How many nodes belong at the start, 1 to 8; two more stand by. Chosen before a run starts.",
      values: plain(MEMBERS),
      atStart: true,
    },
    {
      id: "keys",
      label: "Keys K",
      help: "How many keys are stored, 16 to 256. Chosen before a run starts.",
      values: plain(KEYS),
      atStart: true,
    },
    {
      id: "churn",
      label: "Comings and goings",
      help: "Whether nodes join and leave by themselves, every 3.5 to 7 seconds; without a workload they do not.",
      values: [
        { value: "on", label: "now and then" },
        { value: "off", label: "by hand only" },
      ],
    },
    workloadKnob,
  ],
  unworkable: ({ knobs }) =>
    knobs["nodes"] === "0"
      ? say`without nodes there is no place for a key; choose at least one node`
      : null,
  rules: [
    {
      id: HANDOFF,
      label: "handoff",
      simple:
        "A house that is to get a book says “still on its way” until the book is there. Without it, the house looks at its empty shelf and says “no such book”.",
      expert:
        "A new owner answers for a key only after it has received it; until then it answers “moving”, and the client tries again. Off: it answers from what it has, so a stored key is missed, or a write lands on an empty place.",
      source: "DeCandia et al. 2007 §4.9; Redis Cluster specification, live reconfiguration",
      known:
        "A Redis Cluster node that imports a slot serves it only to clients that say ASKING, whom the old node has sent. libketama (Last.fm, 2007) moves nothing: what a new memcached server lacks is a miss, for the database to answer.",
    },
    {
      id: SAME_VIEW,
      label: "same view",
      simple:
        "Whoever asks tells the number of their list of houses. A house with a newer list does not answer, it hands over the new list. Without it, whoever has an old list asks at the wrong house, and nobody notices.",
      expert:
        "Each request carries the epoch of the client’s view; a node with a newer one answers “moved” with its view instead of serving. Off: a node that has given a key away answers for it.",
      source: "Karger et al. 1997, views; Redis Cluster specification, MOVED",
      known:
        "Redis Cluster answers MOVED, and clients update their map. A memcached server knows no view: its wiki warns that clients whose lists of servers differ, in entries or order, map keys differently.",
    },
    {
      id: KEEP_UNTIL_RECEIVED,
      label: "keep until received",
      simple:
        "The old house sends a copy, and throws its own book away only when the new house has said “it is on my shelf”. Without it, a carrier who gets lost takes the only book along.",
      expert:
        "The old owner deletes its copies when the new one has acknowledged that they are on disk, and sends again until then. Off: it deletes when it sends; a lost message or a crash of the receiver loses the keys.",
      source: "Saltzer, Reed & Clark 1984; Redis documentation, MIGRATE",
      known:
        "Redis MIGRATE deletes a key at its source only after the target has answered OK; after a timeout the key may be at both, but never at neither.",
    },
  ],
  monitors: [
    anyMonitor(noKeyLost),
    anyMonitor(lookupsFind),
    anyMonitor(monotone),
    anyMonitor(loadBound),
  ],
  meters: [anyMeter(keysMoved), anyMeter(loadSpread)],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0.2,
    duplication: 0.2,
    drift: 0.05,
    down: 2,
  },
  operations: hashingOperations,
  timers: hashingTimers,
  presenters: hashingPresenters,
  legend: hashingLegend,
  presets: troubles,
  pace: 0.4,
  recovery: 12 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
