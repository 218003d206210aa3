/**
 * Golden transcripts of rumour mongering and anti-entropy, reviewed as text. `npx vitest run src/protocols/epidemic --update` writes
 * them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { MILLISECOND } from "../../kernel/time.ts";
import { TOWN } from "./lesson.ts";
import { town } from "./testing/town.ts";

const scenario = town(4, { ...TOWN, start: 600 * MILLISECOND, night: 8 });

test.each<[string, readonly string[], number]>([
  ["push with feedback and counter", ["seed 1", "set k 2"], 3.9],
  ["push with feedback and coin", ["seed 2", "set k 2", "set losing feedback-coin"], 3.9],
  ["push blind", ["seed 1", "set k 1", "set losing blind-counter"], 3.9],
  ["pull", ["seed 1", "set mode pull", "set k 1"], 3],
  ["push and pull", ["seed 1", "set mode push-pull", "set k 1"], 2.5],
  ["two at a time", ["seed 1", "set fan-out 2", "set k 2"], 2.5],
  [
    "whom the rumour has missed learns by anti-entropy",
    ["seed 1", "set k 1", "set losing blind-counter"],
    5,
  ],
  [
    "anti-entropy off",
    ["seed 1", "set k 1", "set losing blind-counter", "rule anti-entropy off"],
    5,
  ],
  [
    "who was away knows its disk and no more",
    ["seed 1", "set k 1", "at 0.7s crash n1", "at 1.2s restart n1"],
    5,
  ],
  ["stable storage off", ["seed 1", "rule stable-storage off", "at 0.7s crash n1"], 2],
  ["a newer update counts", ["seed 1", "set k 1", "at 1.3s fire n3 news"], 3],
])("%s", async (name, lines, seconds) => {
  const file = name.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  await expect(transcriptOf(scenario, lines, seconds)).toMatchFileSnapshot(
    `golden/${file}.golden.txt`,
  );
});
