/** Byzantine generals: a commander, two to six lieutenants, oral messages, and whoever the learner makes a traitor. */
import { anyMeter } from "../../kernel/monitor.ts";
import type { Preset, Scenario, Trouble } from "../../kernel/scenario.ts";
import { SECOND } from "../../kernel/time.ts";
import { interactiveConsistency } from "../../protocols/byzantine-generals/invariants.ts";
import { generalsPresenters, generalsTimers } from "../../protocols/byzantine-generals/lesson.ts";
import { ENOUGH_LOYAL } from "../../protocols/byzantine-generals/lieutenant-state.ts";
import { loyalty, messagesPerOrder } from "../../protocols/byzantine-generals/meters.ts";
import { treacheries } from "../../protocols/byzantine-generals/treacheries.ts";
import { generalsLegend } from "../../protocols/byzantine-generals/view.ts";
import { faultsAmong, GENERALS, LATENCY, layoutOf, nodesOf, variant } from "./camp.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";

/** Makes somebody a traitor, or honest again. */
function turning(who: "first" | "last", as: string): Trouble["script"] {
  return ({ nodes }) => {
    const { spec, traitor } = who === "first" ? nodes[0]! : nodes.at(-1)!;
    return [`traitor ${spec.id} ${traitor === null ? as : "honest"}`];
  };
}

const presets: Preset[] = [
  {
    id: "commander",
    label: "The commander betrays",
    key: "K",
    help: "g0 orders some to attack and others to retreat. Once more: it is honest again.",
    script: turning("first", "splits"),
  },
  {
    id: "lieutenant",
    label: "A lieutenant betrays",
    key: "L",
    help: "The last lieutenant says the opposite of what it should. Once more: it is honest again.",
    script: turning("last", "inverts"),
  },
  {
    id: "three",
    label: "Three generals, one traitor",
    key: "T",
    help: "A new run without the rule: OM(1) among three, and g2 says the opposite.",
    opens: [
      "set generals 3",
      "rule enough-loyal off",
      "set order attack",
      "at 0s traitor g2 inverts",
    ],
  },
  {
    id: "one-too-many",
    label: "Passed on once too often",
    key: "O",
    help: "A new run without the rule: OM(2) among four, and g3 says the opposite.",
    opens: ["rule enough-loyal off", "set m 2", "set order attack", "at 0s traitor g3 inverts"],
  },
  {
    id: "seven",
    label: "Seven generals, two traitors",
    key: "S",
    help: "A new run: OM(2) among seven, with a commander and a lieutenant who betray.",
    opens: [
      "set generals 7",
      "set m 2",
      "set order attack",
      "at 0s traitor g0 lies-to-odd",
      "at 0s traitor g6 splits",
    ],
  },
];

export const scenario: Scenario = {
  id: "byzantine-generals",
  version: 1,
  nodes: nodesOf(Number(GENERALS[0])),
  variant,
  links: () => ({ latency: { kind: "uniform", ...LATENCY } }),
  knobs: [
    {
      id: "generals",
      label: "Generals",
      help: "How many there are, the commander among them: 3 to 7.",
      atStart: true,
      values: GENERALS.map((value) => ({ value, label: value })),
    },
    {
      id: "m",
      label: "Traitors to bear, m",
      help: "How many traitors are reckoned with, 0 to 2: so often everything that was heard is passed on. It counts from the next order on.",
      values: [
        {
          value: "1",
          label: "1",
          help: "OM(1): the commander speaks, then everybody passes it on.",
        },
        { value: "0", label: "0", help: "OM(0): everybody does what the commander says." },
        { value: "2", label: "2", help: "OM(2): what was passed on is passed on once more." },
      ],
    },
    {
      id: "order",
      label: "The commander’s order",
      help: "What the commander decides each time.",
      values: [
        { value: "coin", label: "by a coin", help: "Attack or retreat, as the coin falls." },
        { value: "attack", label: "attack" },
        { value: "retreat", label: "retreat" },
      ],
    },
  ],
  rules: [
    {
      id: ENOUGH_LOYAL,
      label: "enough loyal",
      simple:
        "For each fibber there must be more than twice as many friends who tell the truth. With fewer the question who fibs has no answer, and nobody reckons with fibbers at all.",
      expert:
        "n > 3m. Orders are passed on only as often as so many generals bear: m is at most ⌊(n−1)/3⌋, however many are asked for. Off: OM(m) runs with too few, and one traitor is enough to talk a loyal lieutenant out of a loyal commander’s order.",
      source: "Lamport, Shostak & Pease 1982 §2 and Theorem 1",
      known:
        "SIFT, the flight computer that SRI built for NASA (Wensley and others, 1978), is where the problem was found and solved. Driscoll and others (SAFECOMP 2003) tell of a fly-by-wire airliner with units enough for two such faults and nothing that made them agree: each fault took two or three units with it, and the fleet was days from being grounded.",
    },
  ],
  monitors: interactiveConsistency,
  meters: [anyMeter(loyalty), anyMeter(messagesPerOrder)],
  faults: faultsAmong(Number(GENERALS[0])),
  treacheries,
  operations: [],
  keys: [],
  timers: generalsTimers,
  presenters: generalsPresenters,
  layout: layoutOf(Number(GENERALS[0])),
  legend: generalsLegend,
  presets,
  pace: 0.5,
  recovery: 8 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
