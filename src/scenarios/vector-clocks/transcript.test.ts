/**
 * Golden transcripts of the lesson's set pieces, reviewed as text. A change of behaviour shows as a diff of these files;
 * `npx vitest run <path> --update` writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { scenario } from "./scenario.ts";
import { acts, writes } from "./troubles.ts";

const BY_HAND = "set workload off";

test.each<[string, readonly string[], number]>([
  ["a letter", [BY_HAND, `at 1s ${acts("p")}`, `at 1s ${writes("p")}`, `at 2s ${acts("q")}`], 3],
  [
    "letters cross",
    [BY_HAND, `at 1s ${writes("p")}`, `at 1s ${writes("q")}`, `at 1s ${writes("q")}`],
    3,
  ],
  [
    "from hand to hand, a crash between",
    [
      BY_HAND,
      `at 1s ${writes("p")}`,
      "at 2s crash q",
      "at 2.2s restart q",
      `at 2.5s ${writes("q")}`,
      `at 2.5s ${writes("q")}`,
    ],
    4,
  ],
  ["no merge", ["rule merge-on-receive off", BY_HAND, `at 1s ${writes("p")}`], 3],
])("%s", async (name, lines, seconds) => {
  await expect(transcriptOf(scenario, lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(",", "").replaceAll(" ", "-")}.golden.txt`,
  );
});
