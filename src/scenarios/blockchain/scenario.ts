/** Blockchain: five miners of unequal power, a shop that waits for confirmations, and a miner who wants its money back. */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario, Variant } from "../../kernel/scenario.ts";
import { MILLISECOND, parseDuration, SECOND } from "../../kernel/time.ts";
import { attackerNode, type AttackerConfig } from "../../protocols/nakamoto/attacker.ts";
import { commonPrefix, paymentsStay } from "../../protocols/nakamoto/invariants.ts";
import {
  CONFIRMATIONS,
  LONGEST_CHAIN,
  TIMERS,
  unworkableTimes,
} from "../../protocols/nakamoto/lesson.ts";
import { attackMeter, chainMeter } from "../../protocols/nakamoto/meters.ts";
import { minerNode } from "../../protocols/nakamoto/miner.ts";
import type { PeerConfig } from "../../protocols/nakamoto/peer.ts";
import { shopNode, type ShopConfig } from "../../protocols/nakamoto/shop.ts";
import {
  attackerPresenter,
  minerPresenter,
  nakamotoLegend,
  shopPresenter,
} from "../../protocols/nakamoto/view.ts";
import { ATTACKER, MINER, SHOP } from "../../protocols/nakamoto/world.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { ECLIPSE, forAWhile, isCut, SPLIT, twins } from "./troubles.ts";

/** How many blocks behind the attacker gives up. */
const PATIENCE = 6;

/** Who tells whom: a ring of miners, with the attacker and the shop at two of them each. */
const NEIGHBOURS: Readonly<Record<NodeId, readonly NodeId[]>> = {
  m1: ["m2", "m5"],
  m2: ["m1", "m3"],
  m3: ["m2", "m4", "shop"],
  m4: ["m3", "m5", "shop", "mallory"],
  m5: ["m4", "m1", "mallory"],
  shop: ["m3", "m4"],
  mallory: ["m4", "m5"],
};

/** Each miner's share of the honest hash power. */
const POWER: Readonly<Record<NodeId, number>> = { m1: 0.3, m2: 0.25, m3: 0.2, m4: 0.15, m5: 0.1 };

function peer(id: NodeId): PeerConfig {
  return { neighbours: NEIGHBOURS[id]!, joining: 250 * MILLISECOND };
}

const attacker: AttackerConfig = { ...peer("mallory"), shop: "shop", patience: PATIENCE };
const shop: ShopConfig = { ...peer("shop"), customer: "mallory" };

const nodes: NodeSpec[] = [
  ...Object.entries(POWER).map(([id, power]): NodeSpec => {
    return { id, kind: MINER, behavior: minerNode, config: { ...peer(id), power } };
  }),
  { id: "shop", kind: SHOP, behavior: shopNode, config: shop },
  { id: "mallory", kind: ATTACKER, behavior: attackerNode, config: attacker },
];

/** @param delay on the mean, from a peer to its neighbour. */
function linksWith(delay: string): Scenario["links"] {
  const mean = parseDuration(delay)!;
  return (from, to) =>
    NEIGHBOURS[from.id]!.includes(to.id) || [from, to].every(({ kind }) => kind !== MINER)
      ? { latency: { kind: "uniform", low: Math.round(0.8 * mean), high: Math.round(1.2 * mean) } }
      : null;
}

function variantFor(delay: string): Variant {
  return { links: linksWith(delay) };
}

const layout: Readonly<Record<NodeId, Place>> = {
  m1: { x: 0.3, y: 0.12 },
  m2: { x: 0.7, y: 0.12 },
  m5: { x: 0.13, y: 0.43 },
  m4: { x: 0.5, y: 0.43 },
  m3: { x: 0.87, y: 0.43 },
  mallory: { x: 0.28, y: 0.74 },
  shop: { x: 0.72, y: 0.74 },
};

const presets: Preset[] = [
  {
    id: "twins",
    label: "Two blocks at once",
    key: "T",
    help: "Two miners find a block in the same instant: the chain forks.",
    script: twins,
  },
  {
    id: "split",
    label: "Split for 4 s",
    key: "S",
    help: "Miners with two fifths of the honest hash power, and those with three, do not hear each other for four seconds.",
    script: (world) => (isCut(world) ? ["heal"] : forAWhile(world, SPLIT, 4)),
  },
  {
    id: "eclipse",
    label: "Shop cut off for 8 s",
    key: "I",
    help: "The shop hears the attacker and the two weakest miners only, for eight seconds.",
    script: (world) => (isCut(world) ? ["heal"] : forAWhile(world, ECLIPSE, 8)),
  },
  {
    id: "hasty-shop",
    label: "A hasty shop",
    key: "Z",
    help: "A run in which the attacker has 30 % of the hash power, and the shop waits for a single confirmation.",
    opens: ["seed 4", "set share 30%", "set confirmations 1"],
  },
  {
    id: "majority",
    label: "51 %",
    key: "M",
    help: "A run in which the attacker has more hash power than all others together, and the shop waits for six confirmations.",
    opens: ["seed 4", "set share 51%", "set confirmations 6"],
  },
];

function shares(...values: readonly number[]) {
  return values.map((value) => ({ value: `${value}%`, label: `${value} %` }));
}

export const scenario: Scenario = {
  id: "blockchain",
  version: 1,
  nodes,
  links: linksWith("50ms"),
  variant: ({ delay }) => variantFor(delay!),
  unworkable: unworkableTimes,
  knobs: [
    {
      id: "share",
      label: "Attacker’s share q",
      help: "How much of all hash power the attacker has, from none to more than half.",
      values: shares(10, 0, 5, 15, 20, 25, 30, 35, 40, 45, 51),
    },
    {
      id: "confirmations",
      label: "Confirmations k",
      help: "How many blocks deep a payment must be buried before the shop delivers, 1 to 10; also the depth at which chains are compared.",
      values: [10, 1, 2, 3, 4, 5, 6, 8].map((k) => ({ value: String(k), label: String(k) })),
    },
    {
      id: "interval",
      label: "A block every",
      help: "The mean time between two blocks, whoever finds them: 0.25 s to 2 s here, 10 min in Bitcoin.",
      values: [
        { value: "500ms", label: "0.5 s" },
        { value: "250ms", label: "0.25 s" },
        { value: "1s", label: "1 s" },
        { value: "2s", label: "2 s" },
      ],
    },
    {
      id: "delay",
      label: "Delay of a hop",
      help: "How long a block takes from a peer to its neighbour on the mean, 10 ms to 400 ms; two hops reach every miner.",
      atStart: true,
      values: [
        { value: "50ms", label: "50 ms" },
        { value: "10ms", label: "10 ms" },
        { value: "100ms", label: "100 ms" },
        { value: "200ms", label: "200 ms" },
        { value: "400ms", label: "400 ms" },
      ],
    },
  ],
  rules: [
    {
      id: LONGEST_CHAIN,
      label: "longest chain",
      simple:
        "Of two books the longer one counts. Without it, every scribe stays for ever with the page that came first, and after one quarrel there are two books.",
      expert:
        "A peer follows the branch with the most work, of equals the one seen first, and changes over when another becomes longer. Off: it extends the branch that it saw first, whatever others have; each fork is for ever.",
      source: "Nakamoto 2008 §5",
      known:
        "In March 2013 Bitcoin 0.7 refused a block that 0.8 accepted, and so could not go over to the longer branch: the chain stayed split until two large mining pools went back to 0.7 and made that branch the longer one (BIP 50).",
    },
    {
      id: CONFIRMATIONS,
      label: "confirmations",
      simple:
        "The baker waits until the payment is buried under some pages. Without it, she hands over the cake as soon as somebody says that he has paid.",
      expert:
        "The shop delivers when the payment’s block and those on top of it are k. Off: it delivers for a payment in no block (zero confirmations), and an attacker with one block ready wins every time.",
      source: "Nakamoto 2008 §11; Rosenfeld 2014",
      known:
        "Bitcoin Gold, May 2018: double spends of about 18 million dollars at exchanges, with branches of up to 22 blocks; its developers then advised 50 confirmations. Ethereum Classic, August 2020: over 3,500 blocks replaced, and coins worth 5.6 million dollars spent twice.",
    },
  ],
  monitors: [anyMonitor(commonPrefix), anyMonitor(paymentsStay)],
  meters: [anyMeter(chainMeter), anyMeter(attackMeter)],
  // What the theorems take for granted: messages arrive in time, and a majority of the hash power works. Partitions are for hands.
  faults: {
    crash: true,
    cut: false,
    partition: false,
    pause: true,
    loss: 0.1,
    duplication: 0.2,
    drift: 0.05,
    down: 1,
  },
  operations: [],
  keys: [],
  timers: TIMERS,
  presenters: { [MINER]: minerPresenter, [SHOP]: shopPresenter, [ATTACKER]: attackerPresenter },
  layout,
  legend: nakamotoLegend,
  presets,
  pace: 0.3,
  recovery: 6 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
