/**
 * How long an overload outlives its cause, by the rules that are on: the table of the lesson's expert text. The trigger is a pause of six
 * seconds at a load of 70 %; the server is back when of the requests that ended in a second nine tenths were answered, and stays so.
 */
import { describe, expect, test } from "vitest";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { SECOND } from "../../kernel/time.ts";
import { expectedAttempts, loadAndGoodput, type Tally } from "./meters.ts";
import { calling } from "./testing/calling.ts";

const RULES = ["breaker", "jitter", "retry-budget"];
const RESUMED = 11;
const END = 70;

function played(seed: number, on: readonly string[]): readonly Tally[] {
  const off = RULES.filter((rule) => !on.includes(rule)).map((rule) => `rule ${rule} off`);
  const lines = ["set load 70%", ...off, "at 5s pause s1", `at ${RESUMED}s resume s1`];
  const run = new Run(
    calling,
    parseScript(["scenario calling", `seed ${seed}`, ...lines].join("\n")),
  );
  run.seek(END * SECOND);
  return run.world.meters[calling.meters.findIndex(({ id }) => id === loadAndGoodput.id)] as never;
}

/** Whole seconds from the end of the pause to the end of the last one in which too few were answered; null when that is never over. */
function backAfter(tallies: readonly Tally[]): number | null {
  const bad = tallies.findLast(
    ({ answered, failed }) => answered + failed > 0 && answered < 9 * failed,
  );
  if (!bad) return 0;
  return bad.second > END - 5 ? null : bad.second + 1 - RESUMED;
}

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

const SEEDS = [1, 2, 3, 4, 5, 6, 7];

describe("back after a pause of six seconds", () => {
  test.each<[readonly string[], number | null]>([
    [RULES, 4],
    [["breaker"], 4],
    [["retry-budget"], 19],
    [["jitter"], null],
    [[], null],
  ])("with %j: %j s", (on, expected) => {
    const times = SEEDS.map((seed) => backAfter(played(seed, on)));
    console.log(`${on.join(", ") || "no rule"}: ${times.map((time) => time ?? "never").join(" ")}`);
    if (expected === null) expect(times.every((time) => time === null)).toBe(true);
    else expect(median(times as number[])).toBe(expected);
  });
});

test("a request takes as many attempts as the geometric sum says, from none failing to all", () => {
  expect(expectedAttempts(0, 4)).toBe(1);
  expect(expectedAttempts(0.5, 4)).toBe(1.875);
  expect(expectedAttempts(1, 4)).toBe(4);
  // In the metastable state each attempt fails: four for each request, less what has not ended yet.
  const late = played(1, []).filter(({ second }) => second >= 40 && second < 60);
  const sum = (what: "asked" | "attempts") => late.reduce((total, each) => total + each[what], 0);
  const [asked, attempts] = [sum("asked"), sum("attempts")];
  // Requests in flight at either end of the twenty seconds scatter as Poisson counts do.
  expect(Math.abs(attempts - 4 * asked)).toBeLessThan(4 * 4 * Math.sqrt(asked));
});
