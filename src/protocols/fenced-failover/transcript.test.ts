/**
 * Golden transcripts: what fenced failover says and does in a few set pieces, as text that is reviewed like code. A change of behaviour
 * shows as a diff of these files; `npx vitest run <path> --update` writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { failoverCluster } from "./testing/cluster.ts";

const cluster = failoverCluster();

test.each<[string, readonly string[], number]>([
  ["a write and a read", ["at 500ms client c1 write x 1", "at 700ms client c2 read x"], 0.9],
  ["the primary crashes", ["at 500ms crash n1", "at 2.2s client c1 write x 1"], 2.8],
  [
    "the old primary is paused and its write refused",
    ["at 500ms pause n1", "at 600ms client c1 write x 1", "at 2.5s resume n1"],
    3.2,
  ],
  [
    "the old primary lives on and is fenced off",
    ["at 500ms partition n1 c1 | n2 n3 c2", "at 2s client c1 write x 1"],
    3.4,
  ],
  [
    "without fencing two write over each other",
    [
      "rule fencing off",
      "at 500ms partition n1 c1 | n2 n3 c2",
      "at 1.6s client c2 write y 1",
      "at 3s client c1 write x 1",
    ],
    3.4,
  ],
  ["one cut and no majority is needed", ["rule majority off", "at 500ms cut n1-n2"], 2.4],
  [
    "two of the same epoch",
    ["rule majority off", "at 500ms partition n1 | n2 | n3", "at 2.2s client c1 write x 1"],
    3.2,
  ],
  ["a minority is refused", ["at 500ms cut n1-n2"], 2.6],
  [
    "a primary whom the disk does not hear resigns",
    ["at 500ms cut n1-disk", "at 600ms client c1 write x 1"],
    4.2,
  ],
])("%s", async (name, lines, seconds) => {
  await expect(transcriptOf(cluster, lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(" ", "-")}.golden.txt`,
  );
});
