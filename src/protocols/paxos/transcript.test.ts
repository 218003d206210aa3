/**
 * Golden transcripts: what Paxos says and does in a few set pieces, as text that is reviewed like code. A change of behaviour
 * shows as a diff of these files; `npx vitest run <path> --update` writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import { paxosCluster } from "./testing/cluster.ts";

const NEVER = 1_000 * SECOND;

/** Everybody acts by hand alone. */
const cluster = paxosCluster({
  latency: { kind: "fixed", value: 10 * MILLISECOND },
  proposing: { beginLow: NEVER, beginHigh: NEVER, again: NEVER },
  accepting: { write: 20 * MILLISECOND },
  learning: { ask: NEVER },
});

/**
 * Messages take 10 ms, writing takes 20 ms: p1 asks at 1 s, has its promises at 1.040 and sends accept requests, which arrive at
 * 1.050; at 1.080 everybody knows.
 */
const ROUND = "at 1s fire p1 begin";

/** Its Prepare arrives while p1's accept requests are under way. */
const OVERTAKE = "at 1.035s fire p2 begin";

const cut = (at: string, from: string, to: readonly string[]) =>
  to.map((each) => `at ${at} cut ${from}>${each}`);

/** Only a1 accepts p1's proposal, and p1 is gone. */
const ONE_ACCEPTS = [
  ROUND,
  ...cut("1.035s", "p1", ["a2", "a3", "a4", "a5"]),
  "at 1.06s crash p1",
  "at 1.1s heal",
];

test.each<[string, readonly string[], number]>([
  ["an undisturbed round", [ROUND], 1.2],
  ["a duel", ["rule backoff off", ROUND, OVERTAKE], 1.13],
  ["a duel that chance ends", [ROUND, OVERTAKE], 2.5],
  ["a proposer adopts a value", [...ONE_ACCEPTS, "at 2s fire p2 begin"], 2.2],
  [
    "a value that was not chosen may be passed over",
    [
      ...ONE_ACCEPTS,
      "at 1.9s cut p2-a1",
      "at 2s fire p2 begin",
      "at 2.5s heal",
      "at 2.5s restart p1",
      "at 2.6s fire p1 begin",
    ],
    2.8,
  ],
  ["an acceptor crashes and comes back", [ROUND, "at 1.04s crash a2", "at 1.045s restart a2"], 1.2],
  [
    "an acceptor crashes before its promise leaves",
    [ROUND, "at 1.02s crash a2", "at 1.025s restart a2"],
    1.2,
  ],
  [
    "a majority is down",
    ["at 0.9s crash a1", "at 0.9s crash a2", "at 0.9s crash a3", ROUND, "at 2s restart a1"],
    4,
  ],
  [
    "a learner that heard nothing asks",
    [
      ...["a1", "a2", "a3"].map((acceptor) => `at 0.9s cut ${acceptor}>l1`),
      ROUND,
      "at 1.5s heal",
      "at 1.6s fire l1 ask",
    ],
    1.8,
  ],
  ["a promise that is not kept", ["rule promise off", ROUND, OVERTAKE], 1.13],
  [
    "a proposer that adopts nothing",
    ["rule adopt-highest-accepted off", ROUND, "at 2s fire p2 begin"],
    2.2,
  ],
  [
    "acceptors that write nothing down",
    [
      "rule durable-acceptor off",
      ...cut("0.9s", "p1", ["a4", "a5"]),
      ROUND,
      "at 1.5s crash a3",
      "at 1.6s restart a3",
      ...cut("1.9s", "p2", ["a1", "a2"]),
      "at 2s fire p2 begin",
    ],
    2.2,
  ],
])("%s", async (name, lines, seconds) => {
  await expect(transcriptOf(cluster, lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(" ", "-")}.golden.txt`,
  );
});
