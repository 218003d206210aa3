/**
 * Golden transcripts of callers, their breakers and the server, reviewed as text. `npx vitest run src/protocols/circuit-breaker --update`
 * writes them anew.
 */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { calling } from "./testing/calling.ts";

const QUIET = ["seed 3", "set workload off"];

/** So many requests of c1, a tenth of a second apart. */
function asks(from: number, count: number): string[] {
  return Array.from(
    { length: count },
    (_, i) => `at ${(from + i / 10).toFixed(1)}s client c1 request`,
  );
}

test.each<[string, readonly string[], number]>([
  ["a request and its answer", [...QUIET, "at 1s client c1 request"], 3],
  [
    "an attempt times out and the next is answered",
    [...QUIET, "at 0.5s pause s1", "at 1s client c1 request", "at 3.2s resume s1"],
    6,
  ],
  [
    "closed, open, half-open, closed",
    [
      ...QUIET,
      "set retries 0",
      ...asks(0.1, 5),
      "at 1s pause s1",
      ...asks(1.1, 5),
      "at 5s resume s1",
      "at 5.6s client c1 request",
      "at 6s client c1 request",
      "at 6.5s client c1 request",
    ],
    8,
  ],
  [
    "half-open, and open again",
    [
      ...QUIET,
      "set retries 0",
      "at 0.5s pause s1",
      ...asks(1, 10),
      "at 6s client c1 request",
      "at 9s client c1 request",
    ],
    10,
  ],
  ["the budget is spent", [...QUIET, "rule breaker off", "at 0.5s pause s1", ...asks(1, 7)], 4],
  [
    "jitter off, and the server starts anew",
    [
      ...QUIET,
      "rule jitter off",
      "rule breaker off",
      "at 0.5s crash s1",
      ...asks(1, 4),
      "at 1.5s restart s1",
    ],
    4,
  ],
  [
    "jitter on, and the server starts anew",
    [...QUIET, "rule breaker off", "at 0.5s crash s1", ...asks(1, 4), "at 1.5s restart s1"],
    4,
  ],
])("%s", async (name, lines, seconds) => {
  const file = name.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  await expect(transcriptOf(calling, lines, seconds)).toMatchFileSnapshot(
    `golden/${file}.golden.txt`,
  );
});
