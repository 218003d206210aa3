/**
 * Golden transcripts of the lesson's set pieces, reviewed as text. A change of behaviour shows as a diff of these files;
 * `npx vitest run <path> --update` writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { makes } from "./troubles.ts";
import { scenario } from "./scenario.ts";

const BY_HAND = "set workload off";

test.each<[string, readonly string[], number]>([
  ["one update", [BY_HAND, `at 1s ${makes("p")}`], 4],
  ["two at once", [BY_HAND, `at 1s ${makes("p")}`, `at 1s ${makes("r")}`], 4],
  [
    "one is silent and wakes",
    [BY_HAND, "at 1s crash r", `at 1s ${makes("p")}`, "at 5s restart r"],
    9,
  ],
  [
    "no merge, left behind",
    [
      "rule merge-on-receive off",
      BY_HAND,
      "at 1s partition r | p q",
      `at 1s ${makes("p")}`,
      `at 1.1s ${makes("p")}`,
      `at 1.2s ${makes("p")}`,
      "at 3s heal",
      `at 6s ${makes("r")}`,
    ],
    9,
  ],
])("%s", async (name, lines, seconds) => {
  await expect(transcriptOf(scenario, lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(",", "").replaceAll(" ", "-")}.golden.txt`,
  );
});
