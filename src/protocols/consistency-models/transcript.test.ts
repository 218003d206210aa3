/**
 * Golden transcripts: what the five stores say and do in a few set pieces, as text that is reviewed like code. A change of behaviour shows as a
 * diff of these files; `npx vitest run <path> --update` writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import type { Store } from "./store.ts";
import { clusterOf } from "./testing/cluster.ts";

const WRITE = "at 1s client c2 write x 1";

/** c2 answers what c1 has asked, and n3 does not hear n1 for a while. */
const ANSWER = [
  "at 900ms cut n1-n3",
  "at 1s client c1 write x question",
  "at 1.05s client c2 read x",
  "at 1.05s client c2 write y answer",
  "at 1.15s client c3 read y",
  "at 1.15s client c3 read x",
  "at 1.2s heal",
];

test.each<[string, Store, readonly string[], number]>([
  ["strong, a write and a read", "strong", [WRITE, "at 1.1s client c3 read x"], 1.3],
  ["strong, an entry is lost", "strong", ["at 900ms cut n1>n3", WRITE, "at 1.1s heal"], 1.5],
  [
    "strong, two numbers change places",
    "strong",
    ["at 1s client c2 write x 1", "at 1.001s client c3 write x 2", "at 1.021s delay m6 20ms"],
    1.2,
  ],
  [
    "strong, the sequencer crashes",
    "strong",
    [WRITE, "at 1.005s crash n1", "at 1.2s restart n1"],
    1.6,
  ],
  ["sequential, a write and a read", "sequential", [WRITE, "at 1.015s client c3 read x"], 1.2],
  ["causal, the answer waits", "causal", ANSWER, 1.6],
  ["causal, the answer does not wait", "causal", ["rule causal-delivery off", ...ANSWER], 1.6],
  ["causal, two write at once", "causal", [WRITE, "at 1s client c3 write x 2"], 1.2],
  ["eventual, two write at once", "eventual", [WRITE, "at 1s client c3 write x 2"], 1.15],
  [
    "eventual, a lost update is made up for",
    "eventual",
    ["at 900ms cut n2-n3", WRITE, "at 1.1s heal"],
    2,
  ],
  [
    "weak, an old update comes late",
    "weak",
    [WRITE, "at 1.012s delay m4 60ms", "at 1.03s client c2 write x 2"],
    1.2,
  ],
])("%s", async (name, store, lines, seconds) => {
  await expect(transcriptOf(clusterOf(store), lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(",", "").replaceAll(" ", "-")}.golden.txt`,
  );
});
