/**
 * Golden transcripts of nodes that join and leave, reviewed as text. `npx vitest run src/protocols/consistent-hashing --update` writes them
 * anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { hashing, SMALL } from "./testing/hashing.ts";

const scenario = hashing(SMALL);
const QUIET = ["seed 3", "set workload off"];

test.each<[string, readonly string[], number]>([
  [
    "a lookup and a write",
    [...QUIET, "at 0.2s client c1 read k1", "at 1s client c2 write k1 v"],
    2,
  ],
  ["a node joins", [...QUIET, "at 0.2s client c1 join s4"], 3],
  ["a node leaves", [...QUIET, "at 0.2s client c1 leave s2"], 3],
  ["mod n moves nearly all", [...QUIET, "set placement mod", "at 0.2s client c1 join s4"], 3],
  ["another placement", [...QUIET, "at 0.2s set placement jump"], 3],
  [
    "who asks too early is told to ask again",
    [
      ...QUIET,
      "set placement mod",
      "at 0.2s client c1 join s4",
      ...Array.from({ length: 6 }, (_, i) => `at ${0.42 + i / 100}s client c2 read k${i + 1}`),
    ],
    4,
  ],
  [
    "an old view is replaced",
    [...QUIET, "at 0.1s cut m1>c2", "at 0.2s client c1 join s4", "at 1.5s client c2 read k3"],
    3,
  ],
  [
    "a transfer is lost and the node that waits asks",
    [...QUIET, "at 0.1s cut s1>s4", "at 0.2s client c1 join s4", "at 1s heal"],
    4,
  ],
  [
    "the new node crashes while keys come",
    [...QUIET, "at 0.2s client c1 join s4", "at 0.55s crash s4", "at 1.2s restart s4"],
    5,
  ],
  [
    "the membership service crashes in a change",
    [...QUIET, "at 0.2s client c1 join s4", "at 0.35s crash m1", "at 1.2s restart m1"],
    5,
  ],
  [
    "the last node cannot leave",
    [...QUIET, ...["s1", "s2", "s3"].map((id, i) => `at ${0.2 + 2 * i}s client c1 leave ${id}`)],
    7,
  ],
  [
    "keep until received off, a key is lost",
    [
      "rule keep-until-received off",
      ...QUIET,
      "set placement mod",
      "at 0.1s cut s1>s4",
      "at 0.2s client c1 join s4",
    ],
    3,
  ],
])("%s", async (name, lines, seconds) => {
  const file = name.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  await expect(transcriptOf(scenario, lines, seconds)).toMatchFileSnapshot(
    `golden/${file}.golden.txt`,
  );
});
