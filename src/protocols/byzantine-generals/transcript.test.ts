/**
 * Golden transcripts: what the generals say and do in a few set pieces, as text that is reviewed like code. A change of behaviour shows as
 * a diff of these files; `npx vitest run <path> --update` writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { camp } from "./testing/camp.ts";

/** Orders at 1 s and 2 s; messages take 10 ms, a round 100 ms. */
test.each<[string, number, readonly string[], number]>([
  ["four generals, all loyal", 4, ["set order attack"], 1.5],
  ["a lieutenant says the opposite", 4, ["set order attack", "at 0s traitor g3 inverts"], 1.5],
  ["the commander says what splits", 4, ["set order attack", "at 0s traitor g0 splits"], 1.5],
  ["the commander is silent", 4, ["set order attack", "at 0s traitor g0 silent"], 1.5],
  [
    "three generals by OM(0) and a splitting commander",
    3,
    ["set order attack", "at 0s traitor g0 splits"],
    1.5,
  ],
  [
    "three generals, one traitor, the rule off",
    3,
    ["rule enough-loyal off", "set order attack", "at 0s traitor g2 inverts"],
    1.5,
  ],
  [
    "seven generals, two rounds, two traitors",
    7,
    ["set m 2", "set order attack", "at 0s traitor g0 lies-to-odd", "at 0s traitor g6 splits"],
    1.5,
  ],
  [
    "a lieutenant crashes and joins the next order",
    4,
    ["set order attack", "at 1.05s crash g2", "at 1.4s restart g2"],
    2.5,
  ],
  ["a word comes late", 4, ["set order attack", "at 1.05s latency g1>g2 200ms"], 1.5],
])("%s", async (name, generals, lines, seconds) => {
  const file = `./golden/${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.golden.txt`;
  await expect(transcriptOf(camp(generals), ["seed 1", ...lines], seconds)).toMatchFileSnapshot(
    file,
  );
});
