/**
 * Two-phase commit: a party needs a room, a cake and a band of the same day, from three participants that know nothing of
 * each other; a coordinator that asks and decides; two clients. A lock shows itself to whoever wants the same day.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { availability } from "../../judge/service.ts";
import {
  bookingClient,
  type BookingClientConfig,
} from "../../protocols/two-phase-commit/client.ts";
import type { CoordinatorConfig } from "../../protocols/two-phase-commit/coordinator-state.ts";
import { coordinator } from "../../protocols/two-phase-commit/coordinator.ts";
import { atomicCommitment } from "../../protocols/two-phase-commit/invariants.ts";
import {
  bookingOperations,
  commitPresenters,
  commitTimers,
} from "../../protocols/two-phase-commit/lesson.ts";
import { blocking, messagesPerCommit } from "../../protocols/two-phase-commit/meters.ts";
import type { ParticipantConfig } from "../../protocols/two-phase-commit/participant-state.ts";
import { participant } from "../../protocols/two-phase-commit/participant.ts";
import { commitLegend } from "../../protocols/two-phase-commit/view.ts";
import { serviceLinks, workloadKnob } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { bookingFrom, UNCERTAIN, type Booking } from "./moments.ts";

const DAYS = ["mon", "tue", "wed"];

const asking: CoordinatorConfig = {
  voteTimeout: 1_500 * MILLISECOND,
  resend: 600 * MILLISECOND,
};

function places(good: string): ParticipantConfig {
  return {
    good,
    places: Object.fromEntries(DAYS.map((day) => [day, 6])),
    free: Object.fromEntries(DAYS.map((day) => [day, 4])),
    decisionTimeout: 1_000 * MILLISECOND,
    ask: 800 * MILLISECOND,
  };
}

const client: BookingClientConfig = {
  servers: "coordinator",
  days: DAYS,
  reads: 0.35,
  bookings: 0.6,
  thinkLow: 500 * MILLISECOND,
  thinkHigh: 1_300 * MILLISECOND,
  attempt: 1_800 * MILLISECOND,
  patience: 4 * SECOND,
  retry: 200 * MILLISECOND,
};

const nodes: NodeSpec[] = [
  { id: "tm", kind: "coordinator", behavior: coordinator, config: asking },
  { id: "p1", kind: "participant", behavior: participant, config: places("rooms") },
  { id: "p2", kind: "participant", behavior: participant, config: places("cakes") },
  { id: "p3", kind: "participant", behavior: participant, config: places("bands") },
  { id: "c1", kind: "client", behavior: bookingClient, config: client },
  { id: "c2", kind: "client", behavior: bookingClient, config: client },
];

const layout: Readonly<Record<NodeId, Place>> = {
  tm: { x: 0.5, y: 0.17 },
  p1: { x: 0.2, y: 0.48 },
  p2: { x: 0.5, y: 0.65 },
  p3: { x: 0.8, y: 0.48 },
  c1: { x: 0.14, y: 0.14 },
  c2: { x: 0.86, y: 0.14 },
};

/** Strikes at moments of a booking of its own. */
function striking(
  strikes: (at: Booking["at"]) => readonly string[],
): (world: World) => readonly string[] {
  return (world) => {
    const booking = bookingFrom(world);
    return booking ? [...booking.lines, ...strikes(booking.at)] : [];
  };
}

/** The coordinator's decision reaches p1 alone, then the coordinator crashes. */
function tellOnlyOne(at: Booking["at"]): readonly string[] {
  return [
    `${at(UNCERTAIN)} cut tm>p2`,
    `${at(UNCERTAIN)} cut tm>p3`,
    `${at(710)} crash tm`,
    `${at(720)} heal tm>p2`,
    `${at(720)} heal tm>p3`,
  ];
}

const presets: Preset[] = [
  {
    id: "block-everyone",
    label: "Block everyone",
    key: "K",
    help: "A booking begins. When all three have promised and before anybody hears a decision, the coordinator crashes.",
    script: striking((at) => [`${at(UNCERTAIN)} crash tm`]),
  },
  {
    id: "one-is-told",
    label: "Only p1 is told",
    key: "O",
    help: "The coordinator decides, but its decision reaches p1 alone; then it crashes. The participants hear each other.",
    script: striking(tellOnlyOne),
  },
  {
    id: "nap-after-voting",
    label: "Nap after promising",
    key: "N",
    help: "A booking begins. p2 says yes, crashes, and restarts a moment later.",
    script: striking((at) => [`${at(UNCERTAIN)} crash p2`, `${at(UNCERTAIN + 40)} restart p2`]),
  },
  {
    id: "nap-after-deciding",
    label: "Nap after deciding",
    key: "D",
    help: "The coordinator decides, tells p1 alone, crashes, and restarts half a second later.",
    script: striking((at) => [...tellOnlyOne(at), `${at(1_200)} restart tm`]),
  },
  {
    id: "same-day",
    label: "Both want Monday",
    key: "M",
    help: "Both clients book Monday at the same moment. Whoever finds the day locked says no.",
    script: () => ["client c1 book mon", "client c2 book mon"],
  },
];

export const scenario: Scenario = {
  id: "two-phase-commit",
  version: 1,
  nodes,
  links: serviceLinks([120_000, 200_000], [60_000, 90_000]),
  knobs: [
    {
      id: "termination",
      label: "Who is uncertain asks",
      help: "Whom a participant asks that has voted Yes and hears no decision.",
      values: [
        {
          value: "coordinator",
          label: "the coordinator",
          help: "Only the coordinator is asked: the plain protocol.",
        },
        {
          value: "cooperative",
          label: "everybody",
          help: "The cooperative termination protocol: whoever knows the decision, or has not voted, can help.",
        },
      ],
    },
    {
      id: "unwilling",
      label: "Who says no",
      help: "A participant that votes No on whatever it is asked.",
      values: [
        { value: "nobody", label: "nobody" },
        { value: "p1", label: "p1" },
        { value: "p2", label: "p2" },
        { value: "p3", label: "p3" },
      ],
    },
    workloadKnob,
  ],
  rules: [
    {
      id: "unanimity",
      label: "unanimity",
      simple:
        "It happens only if everybody says yes. With “most said yes” there is a party with a room and a cake, and nobody to play.",
      expert:
        "The coordinator commits only on the Yes of every participant. Off: more than half is taken for all, as if this were a vote about one value; a participant that has said No has aborted already.",
      source: "BHG 1987 §7.3, AC3",
      known:
        "What sets commitment apart from consensus: Gray and Lamport (Consensus on Transaction Commit, 2006) run a Paxos instance for each participant, and still need every one of them to come out “prepared”.",
    },
    {
      id: "log-before-vote",
      label: "log before vote",
      simple:
        "Write “I have promised” into your book before you say yes. Who only remembers it forgets it in a nap, and gives the cake to somebody else.",
      expert:
        "A participant forces its Yes, with all it needs to commit, to disk before it sends it. Off: after a crash it undoes the work although the others commit.",
      source: "BHG 1987 §7.4, step 2",
      known:
        "MySQL, 2005 to 2015: an XA transaction that had been prepared was lost when its client disconnected (bug 12161, closed with 5.7). MariaDB kept prepared transactions through a disconnect only in 2020 (MDEV-742).",
    },
    {
      id: "log-before-decide",
      label: "log before decide",
      simple:
        "Write “it happens” into your book before you tell anybody. Who forgets that in a nap, and then says “it is off”, has told two stories.",
      expert:
        "The commit record is forced to disk before the first COMMIT is sent: writing it is the decision. Off: a restarted coordinator finds only the start and aborts what others have committed.",
      source: "BHG 1987 §7.4, step 3",
      known:
        "TimescaleDB’s distributed hypertables kept it (2020): the rows that record a commit were committed on the access node before any data node was sent COMMIT PREPARED, as an irrevocable promise against crashes.",
    },
    {
      id: "wait-when-uncertain",
      label: "wait when uncertain",
      simple:
        "Who has promised waits, however long it takes. Who gets tired and calls it off alone is free again, and may be the only one.",
      expert:
        "A participant that has voted Yes decides nothing by itself. Off: after its timeout it aborts, a heuristic decision. Nobody is blocked any more, and AC1 is lost.",
      source: "BHG 1987 §7.4, timeout actions",
      known:
        "X/Open XA and Jakarta Transactions have words for what comes of it: a resource that decides alone is a heuristic rollback, and the caller gets a HeuristicMixedException. Atomix kept the rule and paid: locks were never released when a coordinator died (issue 360, 2017).",
    },
  ],
  monitors: atomicCommitment,
  meters: [
    anyMeter(blocking),
    anyMeter(availability("client", layout)),
    anyMeter(messagesPerCommit),
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
  operations: bookingOperations,
  keys: DAYS,
  timers: commitTimers,
  presenters: commitPresenters,
  layout,
  legend: commitLegend,
  presets,
  pace: 0.5,
  recovery: 8 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
