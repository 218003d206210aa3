/**
 * Paxos: two friends want to name a kitten and ask five keepers of notebooks, who write slowly; two more want to know. One
 * name is chosen, whoever sleeps and whatever is lost, and it may take chance to come to it.
 */
import { anyMeter } from "../../kernel/monitor.ts";
import type { Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { consensus, p2c } from "../../protocols/paxos/invariants.ts";
import { paxosPresenters, paxosTimers } from "../../protocols/paxos/lesson.ts";
import { acceptances, cost } from "../../protocols/paxos/meters.ts";
import { paxosLegend } from "../../protocols/paxos/view.ts";
import { ACCEPTOR } from "../../protocols/paxos/world.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { presets } from "./presets.ts";
import { tour } from "./tour.ts";
import { world } from "./world.ts";

export const scenario: Scenario = {
  id: "paxos",
  version: 1,
  ...world({ start: "self", proposers: "2", acceptors: "5", disks: "slow" }),
  variant: world,
  // Everybody talks with acceptors, and with nobody else.
  links: (from, to) =>
    (from.kind === ACCEPTOR) === (to.kind === ACCEPTOR)
      ? null
      : { latency: { kind: "uniform", low: 115 * MILLISECOND, high: 135 * MILLISECOND } },
  knobs: [
    {
      id: "start",
      label: "Proposers begin",
      help: "Whether proposers begin rounds by themselves, or only when a hand rings their timers, “begin” and “again”.",
      atStart: true,
      values: [
        {
          value: "self",
          label: "by themselves",
          help: "Each after 0.4 to 1.2 s, and again 6 s after a round that came through.",
        },
        { value: "hand", label: "by hand", help: "Only a failed round is tried again by itself." },
      ],
    },
    {
      id: "acceptors",
      label: "Acceptors",
      help: "How many there are, from 3 to 5. A majority of 5 is 3, of 4 also 3, of 3 it is 2.",
      atStart: true,
      values: [
        { value: "5", label: "5", help: "Two may be down." },
        { value: "4", label: "4", help: "One may be down: no more than of 3." },
        { value: "3", label: "3", help: "One may be down." },
      ],
    },
    {
      id: "proposers",
      label: "Proposers",
      help: "How many want another value each, 2 or 3.",
      atStart: true,
      values: [
        { value: "2", label: "2", help: "fig and kiwi; odd numbers and even ones." },
        { value: "3", label: "3", help: "fig, kiwi and plum; every third number each." },
      ],
    },
    {
      id: "disks",
      label: "Acceptors’ disks",
      help: "How long an acceptor writes before it answers, 40 ms or 400 ms. The longer, the easier a round is overtaken.",
      atStart: true,
      values: [
        { value: "slow", label: "slow: 400 ms" },
        { value: "fast", label: "fast: 40 ms" },
      ],
    },
  ],
  rules: [
    {
      id: "promise",
      label: "promise",
      simple:
        "Whoever has promised to turn away lower tickets does so. Without it somebody with an old ticket is let in, and two names are chosen.",
      expert:
        "An acceptor that has promised n accepts nothing numbered lower (P1a). Off: accept requests of an overtaken round are accepted, and two majorities accept two values.",
      source: "Lamport 2001 §2.2, P1a",
      known:
        "ScyllaDB, found in 2020: a replica that had accepted a higher ballot which it had never been asked to promise let a lower one in afterwards, and two conflicting transactions could be committed (scylladb issue 6139). Whoever sends accept requests also to those who have not promised, as here, must take an acceptance for a promise.",
    },
    {
      id: "adopt-highest-accepted",
      label: "adopt the highest accepted",
      simple:
        "Whoever hears that a name is written already asks for that name, not for the own one. Without it the second to ask undoes what the first has got.",
      expert:
        "A proposer proposes the value of the highest-numbered proposal that its promises report, and its own only when they report none. Off: it always proposes its own, P2c is lost and with it agreement.",
      source: "Lamport 2001 §2.2, P2c",
      known:
        "Cassandra’s lightweight transactions keep it: a coordinator whose promises report a proposal that is accepted and not committed must first propose that one again, under its own ballot, before it may come to its own (Paxos.md beside the code, Basic scheme, step 4).",
    },
    {
      id: "durable-acceptor",
      label: "durable acceptor",
      simple:
        "Promises and names are written into the notebook before one answers. What is only in the head is gone after a nap.",
      expert:
        "An acceptor has on disk what it promises or accepts before it says so. Off: a restarted acceptor promises anew and reports nothing accepted, so that two majorities no longer share a witness.",
      source: "Lamport 2001 §2.2 and §2.5",
      known:
        "Chubby keeps it and mistrusts its disks: a replica that has lost its state neither promises nor accepts until it has seen a whole instance that began after its return (Chandra, Griesemer and Redstone 2007, §5.1). ScyllaDB, 2020: the table that holds promises was pruned, or its rows expired, while older proposals were still on their way (scylladb issues 6154 and 6149).",
    },
    {
      id: "backoff",
      label: "backoff",
      simple:
        "Whoever is turned away waits for a while, by chance, before drawing a higher ticket. Without it two may overtake each other for ever.",
      expert:
        "A proposer whose round failed waits for a random time within a bound that doubles. Off: it begins a higher round at once, and two may keep each other from ever finishing phase 2; nothing false is chosen, and nothing at all.",
      source: "Lamport 2001 §2.4",
      known:
        "Cassandra keeps it: it has no leader, its coordinators clash on busy rows, and each waits for a random time that grows with its attempts, by default up to 100 ms (ContentionStrategy). Where there is one leader at a time, as in Multi-Paxos, duels are rare.",
    },
  ],
  monitors: [...consensus, p2c],
  meters: [anyMeter(acceptances), anyMeter(cost)],
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
  operations: [],
  keys: [],
  timers: paxosTimers,
  presenters: paxosPresenters,
  legend: paxosLegend,
  presets,
  pace: 0.3,
  recovery: 16 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
