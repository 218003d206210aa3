/** The lesson's set-ups, and troubles that fit the present moment. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Preset } from "../../kernel/scenario.ts";
import { MILLISECOND, printDuration } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { majority } from "../../structures/quorum.ts";
import { acceptorsOf, PROPOSER } from "../../protocols/paxos/world.ts";
import { NOBODY_KNOWS, ONE_ACCEPTS, OVERTAKES, roundOfP1 } from "./moments.ts";

/** Has a proposer begin a round now, if it waits for the time to; nothing while it is in one. */
export function asks(world: World, id: NodeId): readonly string[] {
  const { mode, status } = world.node(id);
  const timer = { idle: "begin", done: "again", backingOff: "backoff" }[mode];
  return status === "up" && timer !== undefined ? [`fire ${id} ${timer}`] : [];
}

function later({ time }: World, ms: number, ...lines: readonly string[]): readonly string[] {
  return lines.map((line) => `at ${printDuration(time + ms * MILLISECOND)} ${line}`);
}

/** Acceptors that are up, the first so many. */
function awake(world: World, count: number): readonly NodeId[] {
  return acceptorsOf(world)
    .filter((id) => world.node(id).status === "up")
    .slice(0, count);
}

export const presets: readonly Preset[] = [
  {
    id: "one-round",
    label: "One asks alone",
    key: "O",
    help: "A new run: p1 asks, and nobody is in its way.",
    opens: roundOfP1(),
  },
  {
    id: "duel",
    label: "A duel",
    key: "D",
    help: "A new run without backoff: p1 and p2 overtake each other again and again.",
    opens: [
      "set start hand",
      "rule backoff off",
      ...roundOfP1([[OVERTAKES, "fire p2 begin"]]).slice(1),
    ],
  },
  {
    id: "one-accepts",
    label: "Only a1 accepts",
    key: "A",
    help: "A new run: p1’s accept request reaches a1 alone, then p1 crashes. Nobody else asks by itself.",
    opens: ONE_ACCEPTS,
  },
  {
    id: "nobody-knows",
    label: "Chosen, and nobody knows",
    key: "N",
    help: "A new run: three of five accept p1’s value, their answers are lost, and p1 crashes. Nobody else asks by itself.",
    opens: NOBODY_KNOWS,
  },
  {
    id: "old-ticket",
    label: "Promises are not kept",
    key: "V",
    help: "A new run without the rule “promise”: p2 overtakes p1, and p1’s accept requests are accepted all the same.",
    opens: [
      "set start hand",
      "rule promise off",
      ...roundOfP1([[OVERTAKES, "fire p2 begin"]]).slice(1),
    ],
  },
  {
    id: "forgotten",
    label: "Forgotten in a nap",
    key: "W",
    help: "A new run without the rule “durable acceptor”: a1, a2 and a3 accept p1’s value; a3 naps, and p2 asks a3, a4 and a5.",
    opens: [
      "set start hand",
      "rule durable-acceptor off",
      "at 0s partition p1 a1 a2 a3 l1 | p2 a4 a5 l2",
      ...roundOfP1([
        [2_000, "crash a3"],
        [2_300, "restart a3"],
        [2_400, "partition p1 a1 a2 l1 | p2 a3 a4 a5 l2"],
        [2_600, "fire p2 begin"],
      ]).slice(1),
    ],
  },
  {
    id: "ask-again",
    label: "All ask now",
    key: "R",
    help: "Every proposer that is not in a round begins one at this moment.",
    script: (world) =>
      world.nodes
        .filter(({ spec }) => spec.kind === PROPOSER)
        .flatMap(({ spec }) => asks(world, spec.id)),
  },
  {
    id: "majority-asleep",
    label: "Most of them sleep",
    key: "M",
    help: "A majority of the acceptors crashes, and restarts four seconds later.",
    script(world) {
      const asleep = awake(world, majority(acceptorsOf(world).length));
      return [
        ...asleep.map((id) => `crash ${id}`),
        ...later(world, 4_000, ...asleep.map((id) => `restart ${id}`)),
      ];
    },
  },
  {
    id: "nap",
    label: "A nap",
    key: "S",
    help: "An acceptor crashes and restarts a moment later.",
    script(world) {
      const [id] = awake(world, 1);
      return id === undefined ? [] : [`crash ${id}`, ...later(world, 300, `restart ${id}`)];
    },
  },
];
