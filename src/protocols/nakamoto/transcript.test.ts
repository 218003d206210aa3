/**
 * Golden transcripts of miners, a shop and an attacker, reviewed as text: a fork that heals by itself, a partition that heals, attacks that
 * win and that are given up, and each rule off. `npx vitest run src/protocols/nakamoto --update` writes them anew.
 */
import { expect, test } from "vitest";
import { MILLISECOND } from "../../kernel/time.ts";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { networkOf } from "./testing/network.ts";

const FAST = networkOf(2, 40 * MILLISECOND, 3);
const SLOW = networkOf(3, 200 * MILLISECOND, 3);
const SPLIT = ["at 1s partition mallory m1 | m2 m3 shop", "at 5s heal"];

test.each<[string, typeof FAST, readonly string[], number]>([
  ["two find a block at once, and the next one decides", SLOW, ["seed 3"], 9],
  ["a partition heals, and one side's blocks are stale", SLOW, ["seed 2", ...SPLIT], 8],
  [
    "longest-chain off, nobody comes back after a partition",
    SLOW,
    ["seed 2", "rule longest-chain off", ...SPLIT],
    8,
  ],
  [
    "a crashed miner asks for what it has missed",
    FAST,
    ["seed 1", "at 2s crash m2", "at 6s restart m2"],
    9,
  ],
  ["an attack at one confirmation", FAST, ["seed 4", "set share 30%"], 14],
  [
    "an attack at three confirmations",
    FAST,
    ["seed 5", "set share 30%", "set confirmations 3"],
    14,
  ],
  [
    "confirmations off, the goods are gone before the payment stands in a block",
    FAST,
    ["seed 4", "set share 30%", "rule confirmations off"],
    9,
  ],
  [
    "an attacker that crashes has lost its branch",
    FAST,
    ["seed 4", "set share 30%", "at 4s crash mallory", "at 5s restart mallory"],
    7,
  ],
])("%s", async (name, scenario, lines, seconds) => {
  const file = name.replaceAll(/[^a-z0-9]+/g, "-");
  await expect(transcriptOf(scenario, lines, seconds)).toMatchFileSnapshot(
    `golden/${file}.golden.txt`,
  );
});
