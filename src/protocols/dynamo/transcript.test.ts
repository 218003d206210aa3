/**
 * Golden transcripts: what the store says and does in a few set pieces, as text that is reviewed like code. A change of behaviour shows as a
 * diff of these files; `npx vitest run <path> --update` writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { dynamoCluster } from "./testing/cluster.ts";

const cluster = dynamoCluster();

const WRITE = "at 1s client c1 write x 1";
const READ = "at 2s client c2 read x";

test.each<[string, readonly string[], number]>([
  ["a write and a read", [WRITE, READ], 2.3],
  ["one of each suffices", ["set r 1", "set w 1", WRITE, "at 1.007s client c3 read x"], 1.3],
  ["only as many as needed are asked", ["set asks few", WRITE, READ], 2.3],
  [
    "a read repairs",
    ["at 900ms crash n1", WRITE, "at 1.4s restart n1", "at 1.41s client c2 read x"],
    2,
  ],
  ["a hint comes home", ["at 900ms cut n1-n2", "at 900ms cut n1-n3", WRITE, "at 1.35s heal"], 2.2],
  ["strict and too few", ["at 900ms partition n2 n4 n5 c1 | n1 n3 c2 c3", WRITE], 3],
  [
    "sloppy and kept next door",
    [
      "rule strict-quorum off",
      "at 900ms partition n2 n4 n5 c1 | n1 n3 c2 c3",
      WRITE,
      "at 2.1s heal",
    ],
    3.5,
  ],
  [
    "the coordinator crashes in mid-write",
    [
      WRITE,
      "at 1.012s crash n1",
      "at 1.012s crash n2",
      "at 1.012s crash n3",
      "at 1.5s restart n1",
      "at 1.5s restart n2",
      "at 1.5s restart n3",
    ],
    2.5,
  ],
])("%s", async (name, lines, seconds) => {
  await expect(transcriptOf(cluster, lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(" ", "-")}.golden.txt`,
  );
});
