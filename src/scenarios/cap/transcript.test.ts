/**
 * Golden transcripts of the CAP store's set pieces, reviewed as text. A change of behaviour shows as a diff of these files;
 * `npx vitest run -u` writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { scenario } from "./scenario.ts";

const BY_HAND = "set workload off";
const SPLIT = "partition n1 n2 c1 | n3 n4 n5 c2";

test.each<[string, readonly string[], number]>([
  ["CP, a write and a read", [BY_HAND, "at 1s client c1 write x a", "at 2s client c2 read x"], 3],
  [
    "CP, a minority refuses",
    [BY_HAND, `at 0.5s ${SPLIT}`, "at 1s client c1 write x a", "at 1s client c2 write x b"],
    5,
  ],
  [
    "AP, two sides diverge and converge",
    [
      BY_HAND,
      "set mode AP",
      "set conflicts keep-both",
      `at 0.5s ${SPLIT}`,
      "at 1s client c1 write x a",
      "at 1s client c2 write x b",
      "at 2s heal",
      "at 4s client c1 read x",
    ],
    5,
  ],
  [
    "CA, stop",
    [
      BY_HAND,
      "set mode CA",
      "at 1s client c2 write x a",
      `at 2s ${SPLIT}`,
      "at 3s client c1 read x",
    ],
    7,
  ],
])("%s", async (name, lines, seconds) => {
  await expect(transcriptOf(scenario, lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(",", "").replaceAll(" ", "-")}.golden.txt`,
  );
});
