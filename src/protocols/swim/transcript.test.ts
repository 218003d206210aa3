/**
 * Golden transcripts of a group of four, reviewed as text: the protocol's paths, and each rule off.
 * `npx vitest run src/protocols/swim --update` writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { group } from "./testing/group.ts";

const scenario = group(4);

test.each<[string, number, readonly string[]]>([
  ["pings and acks", 1.5, []],
  ["a member crashes", 6, ["set multiplier 2", "at 1s crash n3"]],
  ["a helper goes round a cut link", 3, ["at 1s cut n1-n2"]],
  ["indirect probe off", 3.5, ["rule indirect-probe off", "at 1s cut n1-n2"]],
  ["a paused member refutes", 2.7, ["at 1s pause n4", "at 2.4s resume n4"]],
  ["incarnation off", 9.3, ["rule incarnation off", "at 1s pause n4", "at 2.4s resume n4"]],
  ["suspicion off", 2.8, ["rule suspicion off", "at 1s pause n4", "at 2.4s resume n4"]],
  ["a restart is another life", 2.5, ["at 1s crash n2", "at 1.3s restart n2"]],
  [
    "a lost disk is another life in the end",
    6,
    ["set multiplier 1", "at 0.5s crash n2", "at 4s restart n2 wiped"],
  ],
  [
    "two halves find each other again",
    9,
    ["set multiplier 1", "at 0.5s partition n1 n2 | n3 n4", "at 5s heal"],
  ],
])("%s", async (name, seconds, lines) => {
  await expect(transcriptOf(scenario, lines, seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(" ", "-")}.golden.txt`,
  );
});
