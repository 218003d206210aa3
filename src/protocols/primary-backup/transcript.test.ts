/**
 * Golden transcripts: what primary–backup replication says and does in a few set pieces, as text that is reviewed like code. A change of
 * behaviour shows as a diff of these files; `npx vitest run <path> --update` writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { replicationCluster } from "./testing/cluster.ts";

const cluster = replicationCluster();

/** c1 asks at 1 s; messages take 10 ms: at 1.01 the primary has it, at 1.02 the backups, at 1.03 their acknowledgements are back. */
const WRITE = "at 1s client c1 write x 1";

test.each<[string, readonly string[], number]>([
  ["one backup is waited for", [WRITE, "at 1.1s client c2 read x"], 1.3],
  ["all backups are waited for", ["set replication synchronous", WRITE], 1.3],
  ["nobody is waited for", ["set replication asynchronous", WRITE], 1.5],
  ["a backup is asked and sends elsewhere", ["at 900ms crash n1", WRITE, "at 3s restart n1"], 3.6],
  [
    "an acknowledged write is lost",
    ["set replication asynchronous", WRITE, "at 1.04s crash n1", "at 3.5s restart n1"],
    4.2,
  ],
  ["one backup has it and takes over", [WRITE, "at 1.005s cut n1>n3", "at 1.04s crash n1"], 2.6],
  [
    "the first to answer takes over",
    ["rule longest-log off", "at 900ms cut n1>n2", WRITE, "at 1.04s crash n1"],
    2.6,
  ],
  [
    "a synchronous primary waits",
    ["set replication synchronous", "at 900ms crash n3", WRITE, "at 2.4s restart n3"],
    2.9,
  ],
  [
    "a primary tires of waiting",
    ["set silence carry-on", "at 900ms cut n1-n2", "at 900ms cut n1-n3", WRITE, "at 2.2s heal"],
    2.9,
  ],
  [
    "the old primary is alive and refused",
    ["at 900ms partition n1 c1 | n2 n3 op c2", WRITE, "at 2.5s heal"],
    3.2,
  ],
  [
    "failover by hand",
    ["set failover by-hand", "at 500ms crash n1", "at 2s client c2 failover"],
    2.4,
  ],
  [
    "the operator crashes in between",
    ["at 500ms crash n1", "at 1.435s crash op", "at 2s restart op"],
    2.5,
  ],
])("%s", async (name, lines, seconds) => {
  await expect(transcriptOf(cluster, lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(" ", "-")}.golden.txt`,
  );
});
