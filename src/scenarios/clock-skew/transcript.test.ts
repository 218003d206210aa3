/**
 * Golden transcripts of the lesson's set pieces, reviewed as text. A change of behaviour shows as a diff of these files;
 * `npx vitest run <path> --update` writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { scenario } from "./scenario.ts";

const BY_HAND = "set workload off";
const OLD_THEN_NEW = [
  "at 0s clock n1 +3s",
  "at 1s client c1 write x old",
  "at 2s client c2 read x",
  "at 2s client c2 write x new",
];

test.each<[string, readonly string[], number]>([
  ["one write", [BY_HAND, "at 1s client c1 write x red"], 3],
  ["clocks alone lose an update", [BY_HAND, "rule hybrid-clock off", ...OLD_THEN_NEW], 4],
  ["hybrid time keeps it", [BY_HAND, ...OLD_THEN_NEW], 4],
  [
    "a crash and a lost message",
    [
      BY_HAND,
      "at 0.9s cut n1-n3",
      "at 1s client c1 write x red",
      "at 2s crash n1",
      "at 2.5s restart n1",
      "at 3s heal",
    ],
    6,
  ],
  [
    "past the clocks",
    [
      BY_HAND,
      "set clients roam",
      "rule client-stamp off",
      "at 0s clock n2 +2s",
      "at 1s client c1 write x first",
      "at 1s client c1 write x second",
    ],
    4,
  ],
])("%s", async (name, lines, seconds) => {
  await expect(transcriptOf(scenario, lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(" ", "-")}.golden.txt`,
  );
});
