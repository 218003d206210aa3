/**
 * Golden transcripts of the balancer, its servers and clients, reviewed as text. `npx vitest run src/protocols/load-balancing --update`
 * writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { MILLISECOND } from "../../kernel/time.ts";
import { balanced, SMALL } from "./testing/balanced.ts";

const scenario = balanced(
  { ...SMALL, interval: 500 * MILLISECOND },
  { kind: "fixed", value: 50_000 },
);

const ask = (at: number) => `at ${at}s client c1 request`;
const QUIET = ["seed 3", "set workload off"];

test.each<[string, readonly string[], number]>([
  ["a request and its answer", [...QUIET, ask(1)], 3],
  ["round robin goes round", [...QUIET, ask(0.2), ask(0.25), ask(0.3), ask(0.35)], 2],
  [
    "a dead server is taken out and what it had is dispatched again",
    [...QUIET, ask(1.05), "at 1.12s crash s1", ask(1.9), ask(2.8), "at 3s restart s1"],
    6,
  ],
  [
    "a restart between two probes is seen",
    [...QUIET, ask(1.05), "at 1.12s crash s1", "at 1.2s restart s1"],
    4,
  ],
  [
    "a server that only dozed answers late",
    [...QUIET, ask(1.05), "at 1.12s pause s1", "at 3.5s resume s1"],
    6,
  ],
  ["nobody is up", [...QUIET, "at 0.5s partition c1 lb | s1 s2 s3", ask(2.5), "at 3s heal"], 5],
  ["redispatch off", ["rule redispatch off", ...QUIET, ask(1.05), "at 1.12s crash s1", ask(4)], 5],
  [
    "health check off",
    ["rule health-check off", ...QUIET, "at 1s crash s1", ask(2), ask(3), ask(4), ask(5)],
    6,
  ],
])("%s", async (name, lines, seconds) => {
  const file = name.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  await expect(transcriptOf(scenario, lines, seconds)).toMatchFileSnapshot(
    `golden/${file}.golden.txt`,
  );
});
