/**
 * Gossip: members who tell each other an update as neighbours tell a rumour. Everybody may be told by everybody; whom one tells, chance
 * decides. Up to a thousand members, so that log₂n + ln n is something to see.
 */
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { Scenario, Variant } from "../../kernel/scenario.ts";
import { SECOND } from "../../kernel/time.ts";
import { everyoneHears, nothingForgotten } from "../../protocols/epidemic/invariants.ts";
import {
  epidemicPresenters,
  epidemicTimers,
  members,
  WAYS,
} from "../../protocols/epidemic/lesson.ts";
import { spreading } from "../../protocols/epidemic/meters.ts";
import { ANTI_ENTROPY, STABLE_STORAGE } from "../../protocols/epidemic/state.ts";
import { epidemicLegend } from "../../protocols/epidemic/view.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { placesOf } from "./places.ts";
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { troubles } from "./troubles.ts";

const MEMBERS = 100;

/** A thousand calls in a round want more time to be looked at. */
function paceFor(count: number): number {
  return count < 1_000 ? 0.5 : 0.25;
}

function variantFor(count: number): Variant {
  return { nodes: members(count), layout: placesOf(count), pace: paceFor(count) };
}

export const scenario: Scenario = {
  id: "gossip",
  version: 1,
  nodes: members(MEMBERS),
  layout: placesOf(MEMBERS),
  variant: ({ members: count }) => variantFor(Number(count)),
  links: () => WAYS,
  knobs: [
    {
      id: "mode",
      label: "Who calls",
      help: "Who speaks first when two members meet: those who know, those who might not, or both.",
      values: [
        { value: "push", label: "push", help: "Who knows the news calls others and tells it." },
        { value: "pull", label: "pull", help: "Everybody calls others and asks for news." },
        {
          value: "push-pull",
          label: "push–pull",
          help: "Everybody calls: who knows the news tells it, who does not asks for it.",
        },
      ],
    },
    {
      id: "fan-out",
      label: "Fan-out",
      help: "How many others a member calls in each round, 1 to 4.",
      values: ["1", "2", "3", "4"].map((value) => ({ value, label: value })),
    },
    {
      id: "k",
      label: "Patience k",
      help: "After how many contacts that count a member loses interest and tells the news no more, 1 to 5; or never, which is the simple epidemic.",
      values: [
        { value: "4", label: "4 contacts" },
        { value: "1", label: "1 contact" },
        { value: "2", label: "2 contacts" },
        { value: "3", label: "3 contacts" },
        { value: "5", label: "5 contacts" },
        { value: "never", label: "never loses interest" },
      ],
    },
    {
      id: "losing",
      label: "Interest is lost by",
      help: "Which contacts count, and whether they are counted up to k or each ends the interest with probability 1/k.",
      values: [
        {
          value: "feedback-counter",
          label: "feedback, counter",
          help: "After k contacts in a row with such as knew the news.",
        },
        {
          value: "feedback-coin",
          label: "feedback, coin",
          help: "With probability 1/k at each contact with somebody who knew.",
        },
        {
          value: "blind-counter",
          label: "blind, counter",
          help: "After k contacts, whoever they were with.",
        },
        {
          value: "blind-coin",
          label: "blind, coin",
          help: "With probability 1/k at each contact, whoever it was with.",
        },
      ],
    },
    {
      id: "members",
      label: "Members",
      help: "How many members there are, 20 to 1,000. Chosen before a run starts.",
      values: [
        { value: "100", label: "100" },
        { value: "20", label: "20" },
        { value: "300", label: "300" },
        { value: "1000", label: "1,000" },
      ],
      atStart: true,
    },
  ],
  rules: [
    {
      id: ANTI_ENTROPY,
      label: "anti-entropy",
      simple:
        "Every night each neighbour compares diaries with one other, and whoever has missed the news copies it. Without it, whom the rumour has missed never hears.",
      expert:
        "Every 20 rounds each site resolves its differences with one site drawn at random (push–pull); what was missing is a hot rumour again. Off: a rumour that has died out leaves its residue for ever.",
      source: "Demers et al. 1987 §1.3, §1.5",
      known:
        "The designers of Grapevine (1982) proposed it, as people could not mend by hand what direct mail had lost, and did not build it; Xerox’s Clearinghouse did. Cassandra’s repair is anti-entropy started by its operators: DataStax’s manuals ask for it routinely, and a replica that misses a deletion for longer than gc_grace_seconds (10 days by default) brings the deleted row back. Serf and Consul exchange full states every 30 s (memberlist’s PushPullInterval on a LAN).",
    },
    {
      id: STABLE_STORAGE,
      label: "stable storage",
      simple:
        "Whoever hears news writes it into a diary first. Without it, news that only one neighbour knew is gone when that neighbour faints.",
      expert:
        "A site writes an update to disk before it does anything else with it. Off: updates are in memory only, and one that only crashed sites knew is lost.",
      source: "Demers et al. 1987 §1.2",
      known:
        "Redis Cluster writes each node’s view of the cluster to nodes.conf, with fsync, whenever a restart without it would be wrong (documentation of CLUSTER SAVECONFIG).",
    },
  ],
  monitors: [anyMonitor(everyoneHears), anyMonitor(nothingForgotten)],
  meters: [anyMeter(spreading)],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0.5,
    duplication: 0.3,
    drift: 0,
    down: 5,
  },
  operations: [],
  keys: [],
  timers: epidemicTimers,
  presenters: epidemicPresenters,
  legend: epidemicLegend,
  presets: troubles,
  pace: paceFor(MEMBERS),
  recovery: 40 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
