/**
 * Golden transcripts: what two-phase commit says and does in a few set pieces, as text that is reviewed like code. A change of
 * behaviour shows as a diff of these files; `npx vitest run <path> --update` writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { commitCluster } from "./testing/cluster.ts";

const cluster = commitCluster();

/** c1 asks at 1 s; messages take 10 ms. At 1.020 all have voted, at 1.030 the last vote is there, at 1.040 the decision. */
const BOOK = "at 1s client c1 book mon";

test.each<[string, readonly string[], number]>([
  ["everybody says yes", [BOOK], 1.3],
  ["one says no", ["set unwilling p2", BOOK], 1.3],
  ["two transactions want one day", [BOOK, "at 1s client c2 book mon"], 1.3],
  ["a vote that does not come", ["at 900ms crash p3", BOOK, "at 2.7s restart p3"], 3.5],
  ["a decision that is lost is asked for", [BOOK, "at 1.025s cut tm>p2", "at 2.5s heal"], 3],
  [
    "the coordinator crashes before it decides",
    [BOOK, "at 1.025s crash tm", "at 3s restart tm"],
    3.2,
  ],
  [
    "the coordinator crashes after it decided",
    [BOOK, "at 1.035s crash tm", "at 3s restart tm"],
    3.2,
  ],
  ["a participant crashes after its yes", [BOOK, "at 1.025s crash p2", "at 1.5s restart p2"], 1.8],
  [
    "the uncertain learn from one who knows",
    [
      "set termination cooperative",
      BOOK,
      "at 1.025s cut tm>p2",
      "at 1.025s cut tm>p3",
      "at 1.05s crash tm",
    ],
    2.3,
  ],
  [
    "one who was not asked aborts when asked",
    ["set termination cooperative", BOOK, "at 1.005s cut tm-p3", "at 1.025s crash tm"],
    2.3,
  ],
  [
    "most said yes is not enough",
    ["rule unanimity off", "set unwilling p2", "at 1s client c1 book mon"],
    1.3,
  ],
  [
    "a vote that was only remembered",
    ["rule log-before-vote off", BOOK, "at 1.025s crash p2", "at 1.027s restart p2"],
    1.3,
  ],
  [
    "a decision that was only remembered",
    [
      "rule log-before-decide off",
      BOOK,
      "at 1.025s cut tm>p3",
      "at 1.042s crash tm",
      "at 1.05s heal",
      "at 1.1s restart tm",
    ],
    1.4,
  ],
  [
    "who is tired of waiting decides alone",
    ["rule wait-when-uncertain off", BOOK, "at 1.025s cut tm>p3"],
    2.2,
  ],
])("%s", async (name, lines, seconds) => {
  await expect(transcriptOf(cluster, lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(" ", "-")}.golden.txt`,
  );
});
