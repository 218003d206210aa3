/**
 * Golden transcripts of the bank and its clients, reviewed as text: each guarantee with a lost request and a lost answer, and each rule off.
 * `npx vitest run src/protocols/exactly-once --update` writes them anew.
 */
import { expect, test } from "vitest";
import type { NodeSpec, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND } from "../../kernel/time.ts";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { workloadKnob } from "../workload.ts";
import { bankNode } from "./bank.ts";
import { payerNode, type PayerConfig } from "./client.ts";
import { atLeastOnce, atMostOnce, moneyConserved } from "./invariants.ts";
import { anyMonitor } from "../../kernel/monitor.ts";
import { bankPresenter, payerPresenter } from "./view.ts";
import { bareKnob, bareRule } from "../../kernel/testing/bare.ts";

const accounts = ["alice", "bob"];

const payer: PayerConfig = {
  bank: "bank",
  accounts,
  firstThought: 60 * MILLISECOND,
  thinkLow: 10_000 * MILLISECOND,
  thinkHigh: 10_000 * MILLISECOND,
  amounts: [10],
  patience: 1_500 * MILLISECOND,
};

const nodes: NodeSpec[] = [
  {
    id: "bank",
    kind: "bank",
    behavior: bankNode,
    config: { diskWrite: 100 * MILLISECOND },
    disk: { accounts: { alice: 100, bob: 100 } },
  },
  ...accounts.map((id) => ({ id, kind: "client", behavior: payerNode, config: payer })),
];

/** Every message takes 200 ms. */
const scenario: Scenario = {
  id: "bank",
  version: 1,
  nodes,
  links: (a, b) =>
    a.kind === b.kind
      ? null
      : { latency: { kind: "uniform", low: 200 * MILLISECOND, high: 200 * MILLISECOND } },
  knobs: [
    bareKnob("mode", "effectively-once", "at-least-once", "at-most-once"),
    bareKnob("resend", "900ms", "400ms"),
    workloadKnob,
  ],
  rules: [bareRule("dedupe"), bareRule("durable-dedupe"), bareRule("one-transaction")],
  monitors: [anyMonitor(moneyConserved), anyMonitor(atMostOnce), anyMonitor(atLeastOnce)],
  meters: [],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0,
    duplication: 0,
    drift: 0,
    down: 1,
  },
  operations: [{ f: "transfer", label: "pay", arguments: ["key", "value"] }],
  keys: accounts,
  timers: [],
  presenters: { bank: bankPresenter, client: payerPresenter },
  layout: {},
  legend: [],
  presets: [],
  pace: 1,
  recovery: 0,
};

const PAYS = "at 1s client alice transfer bob 60";
const REQUEST_LOST = ["at 0.9s cut alice>bank", PAYS, "at 1.5s heal"];
const ANSWER_LOST = [PAYS, "at 1s cut bank>alice", "at 1.8s heal"];

test.each<[string, readonly string[]]>([
  ["nothing is lost", [PAYS]],
  ["at most once, the request is lost", ["set mode at-most-once", ...REQUEST_LOST]],
  ["at most once, the answer is lost", ["set mode at-most-once", ...ANSWER_LOST]],
  [
    "at most once, the network doubles the request",
    ["set mode at-most-once", PAYS, "at 1.1s duplicate m1"],
  ],
  [
    "at most once, a request that was given up is done after all",
    ["set mode at-most-once", PAYS, "at 1.1s delay m1 2s"],
  ],
  ["at least once, the request is lost", ["set mode at-least-once", ...REQUEST_LOST]],
  [
    "at least once, the answer is lost and the copy is refused",
    ["set mode at-least-once", ...ANSWER_LOST],
  ],
  ["effectively once, the answer is lost", ANSWER_LOST],
  [
    "effectively once, a refusal is remembered although there is money now",
    [
      "at 1s client alice transfer bob 160",
      "at 1.05s cut bank>alice",
      "at 1.4s client bob transfer alice 90",
      "at 1.8s heal",
    ],
  ],
  [
    "effectively once, a late copy of an older request",
    [
      PAYS,
      "at 1.1s duplicate m1",
      "at 1.1s delay m2 1500ms",
      "at 1.8s client alice transfer bob 10",
    ],
  ],
  ["dedupe off", ["rule dedupe off", PAYS, "at 1.1s duplicate m1"]],
  [
    "a crash after the effect",
    [...ANSWER_LOST.slice(0, 2), "at 1.5s crash bank", "at 1.6s restart bank", "at 1.8s heal"],
  ],
  [
    "durable dedupe off, a crash after the effect",
    [
      "rule durable-dedupe off",
      "at 1s client alice transfer bob 20",
      "at 1s cut bank>alice",
      "at 1.5s crash bank",
      "at 1.6s restart bank",
      "at 1.8s heal",
    ],
  ],
  ["a crash in mid write", [PAYS, "at 1.25s crash bank", "at 1.6s restart bank"]],
  [
    "one transaction off, a crash between debit and credit",
    ["rule one-transaction off", PAYS, "at 1.35s crash bank", "at 1.6s restart bank"],
  ],
  [
    "one transaction off, a crash between credit and record",
    [
      "rule one-transaction off",
      "at 1s client alice transfer bob 20",
      "at 1.45s crash bank",
      "at 1.6s restart bank",
    ],
  ],
  [
    "the guarantee is turned under way and counts from the next transfer on",
    [
      "set mode at-least-once",
      "at 1s client alice transfer bob 20",
      "at 1s cut bank>alice",
      "at 1.1s set mode effectively-once",
      "at 1.8s heal",
    ],
  ],
  ["a wiped disk", [PAYS, "at 2s crash bank", "at 2.2s restart bank wiped"]],
  [
    "what is no payment is not sent",
    ["at 1s client alice transfer alice 5", "at 1s client alice transfer bob 0.5"],
  ],
])("%s", async (name, lines) => {
  const all = ["set workload off", ...lines];
  await expect(transcriptOf(scenario, all, 5)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(",", "").replaceAll(" ", "-")}.golden.txt`,
  );
});
