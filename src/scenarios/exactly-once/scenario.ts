/** Exactly once: a bank, three clients who pay each other, and a choice of how often a payment may be done when messages get lost. */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { latencies } from "../../judge/service.ts";
import { bankNode } from "../../protocols/exactly-once/bank.ts";
import { payerNode, type PayerConfig } from "../../protocols/exactly-once/client.ts";
import {
  atLeastOnce,
  atMostOnce,
  moneyConserved,
} from "../../protocols/exactly-once/invariants.ts";
import { transferTally } from "../../protocols/exactly-once/meters.ts";
import {
  DEDUPE,
  DURABLE_DEDUPE,
  ONE_TRANSACTION,
  type BankConfig,
  type BankDisk,
} from "../../protocols/exactly-once/state.ts";
import { bankLegend, bankPresenter, payerPresenter } from "../../protocols/exactly-once/view.ts";
import { BANK } from "../../protocols/exactly-once/world.ts";
import { workloadKnob } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import {
  answerLost,
  crashBeforeAnswer,
  crashInMidWrite,
  requestLost,
  slowBank,
  writesAtOnce,
} from "./troubles.ts";

const ACCOUNTS = ["alice", "bob", "carol"];

const config: BankConfig = { diskWrite: 120 * MILLISECOND };

const disk: BankDisk = { accounts: { alice: 100, bob: 100, carol: 100 } };

const payer: Omit<PayerConfig, "firstThought"> = {
  bank: "bank",
  accounts: ACCOUNTS,
  thinkLow: 800 * MILLISECOND,
  thinkHigh: 1_600 * MILLISECOND,
  amounts: [5, 10, 15, 20],
  patience: 1_500 * MILLISECOND,
};

const nodes: NodeSpec[] = [
  { id: "bank", kind: BANK, behavior: bankNode, config, disk: { ...disk } },
  ...ACCOUNTS.map((id, i): NodeSpec => {
    const firstThought = (60 + 350 * i) * MILLISECOND;
    return { id, kind: "client", behavior: payerNode, config: { ...payer, firstThought } };
  }),
];

const layout: Readonly<Record<NodeId, Place>> = {
  bank: { x: 0.5, y: 0.74 },
  alice: { x: 0.13, y: 0.38 },
  bob: { x: 0.5, y: 0.14 },
  carol: { x: 0.87, y: 0.38 },
};

const presets: Preset[] = [
  {
    id: "lose-answer",
    label: "Answer lost",
    key: "L",
    help: "Alice pays Bob 5; the bank does it, and its answer is lost.",
    script: answerLost,
  },
  {
    id: "lose-request",
    label: "Request lost",
    key: "Q",
    help: "Alice wants to pay Bob 5, and the request never reaches the bank.",
    script: requestLost,
  },
  {
    id: "crash-before-answer",
    label: "Answer lost, bank crashes",
    key: "K",
    help: "Alice pays Bob 5, the answer is lost, and the bank crashes and restarts before Alice asks again.",
    script: crashBeforeAnswer,
  },
  {
    id: "crash-in-mid-write",
    label: "Crash in mid-write",
    key: "W",
    help: "Alice pays Bob 5, and the bank crashes while it writes that down, if nobody else has kept it busy.",
    script: (world) => crashInMidWrite(world, writesAtOnce(world)),
  },
  {
    id: "slow-bank",
    label: "Bank holds its breath",
    key: "S",
    help: "Alice pays Bob 5, and the bank is paused for two seconds. Nothing is lost, and clients ask again all the same.",
    script: slowBank,
  },
];

export const scenario: Scenario = {
  id: "exactly-once",
  version: 1,
  nodes,
  links: (from, to) =>
    from.kind === "client" && to.kind === "client"
      ? null
      : { latency: { kind: "uniform", low: 180 * MILLISECOND, high: 240 * MILLISECOND } },
  knobs: [
    {
      id: "mode",
      label: "Guarantee",
      help: "How often a transfer may be done. Each keeps the guarantee under which it was asked for.",
      values: [
        {
          value: "effectively-once",
          label: "effectively once",
          help: "Clients ask until they are answered, always with the same id; the bank recognises copies.",
        },
        {
          value: "at-least-once",
          label: "at least once",
          help: "Clients ask until they are answered, without an id: a copy is done like any other request.",
        },
        {
          value: "at-most-once",
          label: "at most once",
          help: "Clients ask once, with an id. Whoever hears nothing does not know what became of it.",
        },
      ],
    },
    {
      id: "resend",
      label: "Clients ask again",
      help: "How long a client waits before it asks again.",
      values: [
        {
          value: "900ms",
          label: "after 0.9 s",
          help: "Longer than a request and its answer take when nothing is wrong.",
        },
        {
          value: "400ms",
          label: "after 0.4 s",
          help: "Shorter: they ask again though nothing is lost.",
        },
      ],
    },
    workloadKnob,
  ],
  rules: [
    {
      id: DEDUPE,
      label: "dedupe",
      simple:
        "The banker looks at the number on each slip. A number that she has done already gets its old answer, and no coin moves. Without it, each copy of a slip is paid once more.",
      expert:
        "A request whose id is the last one answered to its client gets the recorded answer; an older one is dropped. Off: each retransmission, and each packet that the network doubles, takes effect again.",
      source: "Birrell & Nelson 1984 §3; Stripe API, idempotent requests",
      known:
        "Stripe repeats the saved answer to a request that bears the same Idempotency-Key. Kafka’s producers could double a record by sending it again until 0.11 (2017) gave them ids and sequence numbers (KIP-98); meant to be the default from 3.0, a check that was not adjusted left it off at first (pull request 11691).",
    },
    {
      id: DURABLE_DEDUPE,
      label: "durable dedupe",
      simple:
        "The numbers stand in the book and not only in the banker’s head. Without it, after a nap she pays a slip that she has paid before.",
      expert:
        "The dedupe table is on disk beside what it guards. Off: it is in memory; after a restart a retransmission of a request that has taken effect is taken for new.",
      source: "Birrell & Nelson 1984 §3; RFC 8881 §2.10.6",
      known:
        "Birrell and Nelson’s servers kept the table in memory; a restart broke every binding, and callers were told that their call had failed, done or not. NFS servers recognise repeated requests by a duplicate request cache (RFC 1813 §4.5, 1995); NFS 4.1 lets a server offer one that outlives its restart (RFC 8881).",
    },
    {
      id: ONE_TRANSACTION,
      label: "one transaction",
      simple:
        "Taking coins, giving coins and the number are one stroke of the pen. Without it, the banker may fall asleep between two strokes, and coins are gone, or paid twice.",
      expert:
        "Debit, credit and the dedupe record are one atomic write. Off: they are three; a crash between the first two destroys money, one between the last two leaves an effect without its record, which the retransmission repeats.",
      source: "Gray 1981; Helland 2007",
      known:
        "Amazon’s advice for its own APIs: recording the token and all that the request changes must be one ACID operation (Featonby, Builders’ Library). Kafka writes a consumer’s offsets in the same transaction as what it has made of the records (KIP-98, 2017).",
    },
  ],
  monitors: [anyMonitor(moneyConserved), anyMonitor(atMostOnce), anyMonitor(atLeastOnce)],
  meters: [
    anyMeter(transferTally),
    anyMeter(
      latencies("latency", [
        { id: "transfer", label: "transfer", counts: (op) => op.f === "transfer" },
      ]),
    ),
  ],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0.3,
    duplication: 0.3,
    drift: 0.05,
    down: 1,
  },
  operations: [{ f: "transfer", label: "pay", arguments: ["key", "value"] }],
  keys: ACCOUNTS,
  timers: ["diskWrite", "firstThought", "thinkTime", "resendInterval", "patience"],
  presenters: { [BANK]: bankPresenter, client: payerPresenter },
  layout,
  legend: bankLegend,
  presets,
  pace: 0.4,
  recovery: 6 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
